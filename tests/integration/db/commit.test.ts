import { describe, expect, test } from 'vitest'
import { eq } from 'drizzle-orm'
import { ok, refuse } from '../../../domain/errors.ts'
import { draft } from '../../../domain/tables/local-tables.ts'
import { patient, practitioner } from '../../../domain/tables/people.ts'
import { table } from '../../../db/schema.ts'
import { verifyChain } from '../../../db/verify-chain.ts'
import { ACTOR, defined, issueInvoice, newId, newStore, register, rename, reopen, valueOf, write } from './helpers.ts'

describe('a commit', () => {
  test('is there, with its clocks, for every reader after it returns', () => {
    const store = newStore()
    const id = register(store, 'Lakshmi Iyer', '+919822041763')
    const seen = defined(store.read.see(patient, id))
    expect(seen.row).toMatchObject({ name: 'Lakshmi Iyer', phone: '+919822041763', sex: null })
    expect(seen.clocks.name).toHaveLength(1)
    expect(seen.clocks.name).toEqual(seen.clocks.telecom)
    expect(seen.clocks.address).toEqual([])
    expect(seen.conflicts).toEqual({})
    const rows = store.read
      .orm()
      .select()
      .from(table(patient))
      .where(eq(table(patient).id, id))
      .all()
    expect(rows[0]?.name).toBe('Lakshmi Iyer')
  })

  test('with the same intent runs once and gives the first result again', () => {
    const store = newStore()
    const intent = newId()
    let runs = 0
    const work = () => ok({ run: (runs += 1) })
    const first = valueOf(store.commit({ actor: ACTOR, intent }, work))
    const again = valueOf(store.commit({ actor: ACTOR, intent }, work))
    expect(first).toMatchObject({ result: { run: 1 }, replayed: false })
    expect(again).toEqual({ ...first, replayed: true })
    store.close()
    expect(valueOf(reopen(store.file).commit({ actor: ACTOR, intent }, work))).toEqual({ ...first, replayed: true })
    expect(runs).toBe(1)
  })

  test('that is refused leaves nothing behind, and its number is taken by the next', () => {
    const store = newStore()
    const id = register(store, 'Lakshmi Iyer')
    const refused = store.commit({ actor: ACTOR, intent: newId() }, tx => {
      const number = tx.nextNumber('bill-of-supply', '2026-11-22')
      tx.set(patient, id, 'note', { note: 'never' }, [])
      tx.putLocal(draft, { id: newId(), userId: newId(), form: 'bill', body: {}, savedAt: tx.now })
      return number.ok ? refuse('bill-empty') : number
    })
    expect(refused).toMatchObject({ ok: false, code: 'bill-empty' })
    expect(store.read.one<{ n: number }>('SELECT count(*) AS n FROM draft')?.n).toBe(0)
    expect(store.read.get(patient, id)?.note).toBeNull()
    expect(issueInvoice(store, id).number).toBe('A1K7B-26/000001')
    expect(issueInvoice(store, id).number).toBe('A1K7B-26/000002')
  })

  test('numbers are gapless per kind and financial year, and end where sixteen characters end', () => {
    const store = newStore()
    const numbers = write(store, tx => [
      valueOf(tx.nextNumber('tax-invoice', '2026-03-31')),
      valueOf(tx.nextNumber('tax-invoice', '2026-04-01')),
      valueOf(tx.nextNumber('tax-invoice', '2026-04-02')),
      valueOf(tx.nextNumber('receipt', '2026-04-02')),
    ])
    expect(numbers).toEqual(['A1K7T-25/000001', 'A1K7T-26/000001', 'A1K7T-26/000002', 'A1K7R-26/000001'])
    store.engine.write.run(`UPDATE counter SET value = 999999 WHERE name = 'number A1K7R-26'`)
    const over = store.commit({ actor: ACTOR, intent: newId() }, tx => tx.nextNumber('receipt', '2026-04-02'))
    expect(over).toMatchObject({ ok: false, code: 'number-exhausted', params: { series: 'A1K7R-26' } })
  })

  test('of more than 256 KB is refused, and the journal goes on without it', async () => {
    const store = newStore()
    const tooMuch = store.commit({ actor: ACTOR, intent: newId() }, tx => {
      for (let n = 0; n < 160; n++) tx.set(patient, newId(), 'note', { note: 'x'.repeat(1900) }, [])
      return ok(null)
    })
    expect(tooMuch).toMatchObject({ ok: false, code: 'too-large' })
    register(store, 'Lakshmi Iyer')
    expect(await verifyChain(store.read)).toMatchObject({ entries: 2, fault: undefined })
  })

  test('refuses work that returns a promise, and values that break their declaration', () => {
    const store = newStore()
    const commit = (work: unknown) => () => store.commit({ actor: ACTOR, intent: newId() }, work as () => never)
    expect(commit(async () => ok(null))).toThrow(/promise/)
    expect(() => write(store, tx => (tx.set(practitioner, newId(), 'fee', { consultationFee: -1 }, []), null))).toThrow(
      /practitioner.fee breaks its declaration/,
    )
    expect(() => write(store, tx => (tx.set(patient, newId(), 'note', { note: 'a' }, ['no clock']), null))).toThrow(
      /no clock/,
    )
    expect(store.read.one<{ n: number }>('SELECT count(*) AS n FROM journal')?.n).toBe(1)
  })

  test('on values that were overtaken keeps both as a conflict, until one names them all', () => {
    const store = newStore()
    const id = register(store, 'Lakshmi Iyer')
    const base = defined(store.read.see(patient, id)).clocks.name
    const save = (name: string, seen: readonly string[]) =>
      write(store, tx => (tx.set(patient, id, 'name', { name, nativeName: '' }, seen), null))
    save('Laxmi Iyer', base)
    save('Lakshmy Iyer', base)
    const conflicted = defined(store.read.see(patient, id))
    expect(conflicted.row.name).toBe('Lakshmy Iyer')
    expect(conflicted.conflicts['name']?.map(head => head.values['name'])).toEqual(['Laxmi Iyer', 'Lakshmy Iyer'])
    expect(store.read.all('SELECT * FROM finding')).toHaveLength(1)
    save('Lakshmi Iyer', conflicted.clocks.name)
    expect(store.read.see(patient, id)).toMatchObject({ row: { name: 'Lakshmi Iyer' }, conflicts: {} })
    expect(store.read.all('SELECT * FROM finding')).toEqual([])
  })

  test('never goes back in time, whatever the clock of the PC does', () => {
    let now = Date.UTC(2036, 0, 1)
    const store = newStore(undefined, 'A1K7', { clock: () => now })
    const id = register(store, 'One')
    now = Date.UTC(2016, 0, 1)
    rename(store, id, 'Two')
    expect(store.read.get(patient, id)?.name).toBe('Two')
    store.close()
    const again = reopen(store.file, { clock: () => now })
    rename(again, id, 'Three')
    expect(again.read.see(patient, id)).toMatchObject({ row: { name: 'Three' }, conflicts: {} })
  })

  test('tells its listeners which tables changed, and only when something did', () => {
    const store = newStore()
    const heard: (readonly string[])[] = []
    const stop = store.onChange(tables => heard.push(tables))
    const id = register(store, 'Lakshmi Iyer')
    issueInvoice(store, id)
    write(store, () => null)
    store.local(tx => tx.putLocal(draft, { id, userId: id, form: 'x', body: { a: [1] }, savedAt: tx.now }))
    stop()
    register(store, 'Ramesh Patel')
    expect(heard.map(tables => [...tables].sort())).toEqual([
      ['patient'],
      ['invoice', 'invoiceLine', 'payment'],
      ['draft'],
    ])
    expect(store.read.get(draft, id)?.body).toEqual({ a: [1] })
  })
})
