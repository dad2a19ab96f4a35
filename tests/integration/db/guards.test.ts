import { describe, expect, test } from 'vitest'
import { ok } from '../../../domain/errors.ts'
import { syncedTables } from '../../../domain/tables/all.ts'
import { invoice } from '../../../domain/tables/money.ts'
import { patient } from '../../../domain/tables/people.ts'
import { openConnection } from '../../../db/open.ts'
import { table } from '../../../db/schema.ts'
import { ACTOR, issueInvoice, KEY, newId, newStore, register, valueOf, write } from './helpers.ts'

describe('nobody but the door writes a synced table', () => {
  test('not the door’s own connection outside of a commit', () => {
    const store = newStore()
    const id = register(store, 'Lakshmi Iyer')
    issueInvoice(store, id)
    const { sqlite } = store.engine.write
    for (const { name } of syncedTables) {
      const insert = () => sqlite.exec(`INSERT INTO "${name}" (id) VALUES ('x')`)
      expect(insert, name).toThrow(/only the door|NOT NULL/)
    }
    expect(() => sqlite.exec(`UPDATE patient SET name = 'x'`)).toThrow(/only the door/)
    expect(() => sqlite.exec('DELETE FROM patient')).toThrow(/only the door/)
    expect(() => sqlite.exec(`UPDATE invoice SET total = 1`)).toThrow(/never changed/)
    expect(() => sqlite.exec('DELETE FROM invoice')).toThrow(/never changed/)
    expect(() => sqlite.exec(`REPLACE INTO patient (id, _heads) VALUES ('${id}', '')`)).toThrow(/only the door/)
    expect(() => sqlite.exec(`UPDATE journal SET actor = 'x'`)).toThrow(/never changed/)
    expect(() => sqlite.exec('DELETE FROM journal')).toThrow(/never changed/)
    const again = 'INSERT INTO journal SELECT n + 1, branch, seq, zeroblob(32), at, actor, entry FROM journal LIMIT 1'
    sqlite.exec('BEGIN; UPDATE self SET door = 1')
    expect(() => sqlite.exec(again)).toThrow(/an entry stands at this place/)
    sqlite.exec('ROLLBACK')
    expect(store.read.get(patient, id)?.name).toBe('Lakshmi Iyer')
  })

  test('not a stranger with the key and a connection of its own', () => {
    const store = newStore()
    const id = register(store, 'Lakshmi Iyer')
    const { id: invoiceId } = issueInvoice(store, id)
    const stranger = openConnection({ file: store.file, key: KEY })
    expect(() => stranger.sqlite.exec(`UPDATE patient SET name = 'x'`)).toThrow(/only the door/)
    expect(() => stranger.sqlite.exec(`UPDATE OR REPLACE invoice SET id = 'x'`)).toThrow(/never changed/)
    expect(() => stranger.sqlite.exec('DELETE FROM journal')).toThrow(/never changed/)
    stranger.close()
    expect(store.read.get(invoice, invoiceId)?.total).toBe(50_000)
  })

  test('not the work of a commit, by SQL or by drizzle', () => {
    const store = newStore()
    const id = register(store, 'Lakshmi Iyer')
    const attempt = (work: Parameters<typeof store.commit>[1]) => () =>
      store.commit({ actor: ACTOR, intent: newId() }, work)
    expect(attempt(tx => ok(tx.one(`UPDATE patient SET name = 'x' RETURNING name`) === undefined))).toThrow(
      /only the door/,
    )
    expect(
      attempt(tx => {
        tx.orm().delete(table(patient)).run()
        return ok(null)
      }),
    ).toThrow(/only the door/)
    expect(store.read.get(patient, id)?.name).toBe('Lakshmi Iyer')
  })

  test('and the door is never left open for others, not even by a commit that failed', () => {
    const store = newStore()
    const id = register(store, 'Lakshmi Iyer')
    expect(() =>
      write(store, tx => {
        tx.set(patient, id, 'name', { name: 'Half', nativeName: '' }, tx.see(patient, id)?.clocks.name ?? [])
        throw new Error('the work broke')
      }),
    ).toThrow('the work broke')
    expect(store.read.one<{ door: number }>('SELECT door FROM self')?.door).toBe(0)
    expect(() => store.engine.write.sqlite.exec(`UPDATE patient SET name = 'x'`)).toThrow(/only the door/)
    expect(store.read.get(patient, id)?.name).toBe('Lakshmi Iyer')
    expect(valueOf(store.commit({ actor: ACTOR, intent: newId() }, () => ok(1))).entryHash).toBeNull()
  })
})
