import { copyFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { z } from 'zod'
import { clockOf } from '../../../domain/journal/clock.ts'
import { record, text } from '../../../domain/journal/declare.ts'
import { localTables, syncedTables } from '../../../domain/tables/all.ts'
import { journalRuling, redaction } from '../../../domain/tables/journal-tables.ts'
import { invoice } from '../../../domain/tables/money.ts'
import { patient } from '../../../domain/tables/people.ts'
import type { Page } from '../../../domain/journal/seal.ts'
import { auditPage } from '../../../db/journal-read.ts'
import { healthOf } from '../../../db/health.ts'
import { searchPatients } from '../../../db/patient-search.ts'
import { trustDevice } from '../../../db/trust-device.ts'
import { verifyChain } from '../../../db/verify-chain.ts'
import { acquaint, level, pagesFor, send, stateOf } from './exchange.ts'
import {
  defined,
  issueInvoice,
  newFolder,
  newId,
  newStore,
  register,
  rename,
  reopen,
  valueOf,
  write,
} from './helpers.ts'

const two = () => {
  const [a, b] = [newStore(), newStore(undefined, 'B2M8')] as const
  acquaint(a, b)
  return [a, b] as const
}

describe('entries of another PC', () => {
  test('come in whole, are found, and make both stores equal', async () => {
    const [a, b] = two()
    const id = register(a, 'Lakshmi Iyer', '+919822041763')
    issueInvoice(a, id)
    register(b, 'Ramesh Patel')
    expect(valueOf(send(a, b))).toEqual({ applied: 3, known: 0, setAside: [], refused: [] })
    rename(b, id, 'Lakshmi Iyengar')
    level(a, b)
    expect(a.read.get(patient, id)?.name).toBe('Lakshmi Iyengar')
    expect(searchPatients(b.read, 'laxmi', 5)).toEqual([id])
    expect(stateOf(a)).toBe(stateOf(b))
    expect(await verifyChain(b.read)).toMatchObject({ entries: 6, devices: 2, fault: undefined })
  })

  test('twice change nothing', () => {
    const [a, b] = two()
    register(a, 'Lakshmi Iyer')
    const pages = pagesFor(a, b)
    valueOf(b.apply(pages))
    const before = stateOf(b)
    expect(valueOf(b.apply(pages))).toMatchObject({ applied: 0, known: 2 })
    expect(stateOf(b)).toBe(before)
  })

  test('in slices give what they give at once, while commits go through between the slices', async () => {
    const [a, b] = two()
    const c = newStore(undefined, 'C3N9')
    acquaint(a, b, c)
    for (let n = 0; n < 300; n++) register(a, `Patient ${n}`)
    const applying = b.applySliced(pagesFor(a, b, 150))
    let meanwhile = 0
    const state = { running: true }
    const done = applying.then(outcome => {
      state.running = false
      return valueOf(outcome)
    })
    while (state.running) {
      register(b, `Walk-in ${meanwhile}`)
      meanwhile += 1
      await new Promise(resolve => setImmediate(resolve))
    }
    expect((await done).applied).toBeGreaterThan(100)
    expect(meanwhile).toBeGreaterThan(3)
    level(a, b, c)
    expect(stateOf(b)).toBe(stateOf(a))
    expect(stateOf(c)).toBe(stateOf(a))
    expect(b.engine.write.sqlite.pragma('wal_autocheckpoint', { simple: true })).toBe(8000)
  })

  test('are refused when one is missing, changed or unsealed, and the pages of others are taken', () => {
    const [a, b] = two()
    const c = newStore(undefined, 'C3N9')
    acquaint(b, c)
    for (let n = 0; n < 3; n++) register(a, `Patient ${n}`)
    register(c, 'Ramesh Patel')
    const [page] = pagesFor(a, b)
    const good = defined(page)
    const [first, ...rest] = good.entries
    const change = (to: Partial<Page>): Page => ({ ...good, ...to })
    const forged = good.entries.map(entry => ({ ...entry, actor: c.deviceId }))
    expect(b.apply([change({ after: { seq: 1, hash: 'ff'.repeat(32) }, entries: rest })])).toMatchObject({
      code: 'gap',
    })
    expect(b.apply([change({ entries: forged })])).toMatchObject({ code: 'bad-seal' })
    expect(b.apply([change({ entries: first === undefined ? [] : [first] })])).toMatchObject({ code: 'bad-seal' })
    const both = valueOf(b.apply([change({ entries: forged }), ...pagesFor(c, b)]))
    expect(both).toMatchObject({ applied: 2, refused: [{ device: a.deviceId, code: 'bad-seal' }] })
    expect(b.vector()[a.deviceId]).toBeUndefined()
  })

  test('of an unknown PC wait, unless a known one introduces it', () => {
    const [a, b] = [newStore(), newStore(undefined, 'B2M8')] as const
    register(a, 'Lakshmi Iyer')
    expect(send(a, b)).toMatchObject({ ok: false, code: 'unknown-device' })
    acquaint(a, b)
    expect(valueOf(send(a, b)).applied).toBe(2)
    const copy = join(newFolder(), 'copy.db')
    a.close()
    copyFileSync(a.file, copy)
    const heir = reopen(copy)
    expect(heir.deviceId).not.toBe(a.deviceId)
    register(heir, 'Ramesh Patel')
    expect(valueOf(send(heir, b)).applied).toBe(2)
    expect(
      b.read.get(patient, heir.read.one<{ id: string }>('SELECT max(id) AS id FROM patient')?.id ?? '')?.name,
    ).toBe('Ramesh Patel')
  })
})

describe('a forked journal', () => {
  test('is kept with both branches on every PC, and the copied PC goes on as a new one', () => {
    const [a, b] = two()
    const c = newStore(undefined, 'C3N9')
    acquaint(a, b, c)
    const id = register(a, 'Lakshmi Iyer')
    level(a, b, c)
    // The disk is copied by something that also copies the seal file and the machine's identity: nobody can notice yet.
    const copy = join(newFolder(), 'copy.db')
    a.close()
    copyFileSync(a.file, copy)
    const original = reopen(a.file)
    const clone = reopen(copy)
    clone.engine.write.run('UPDATE self SET device = ?, privateKey = ?', a.deviceId, a.engine.state.self.privateKey)
    clone.close()
    rename(original, id, 'Lakshmi at desk one')
    const forged = reopen(copy)
    expect(forged.deviceId).not.toBe(a.deviceId)
    level(original, b, c)
    expect(valueOf(send(forged, b)).applied).toBeGreaterThan(0)
    level(original, b, c, forged)
    expect(stateOf(b)).toBe(stateOf(c))
    expect(stateOf(b)).toBe(stateOf(original))
  })
})

describe('rulings of headquarters', () => {
  const withHq = () => {
    const [a, b] = two()
    const hq = newStore(undefined, 'HQ22')
    acquaint(a, b, hq)
    const { device, publicKey } = hq.engine.state.self
    for (const store of [a, b, hq]) trustDevice(store, { device, publicKey, hq: true })
    return { a, b, hq }
  }
  const rule = (hq: ReturnType<typeof newStore>, entryHash: string, ruling: 'quarantine' | 'release') =>
    write(hq, tx => (tx.add(journalRuling, newId(), { entryHash, ruling, reason: '' }), null))

  test('take one entry out of effect and put it back, whether they come before or after it', () => {
    const { a, b, hq } = withHq()
    const id = register(a, 'Lakshmi Iyer')
    const { id: invoiceId } = issueInvoice(a, id)
    const hash = auditPage(a.read, { recordId: invoiceId }, undefined, 1).rows[0]?.hash ?? ''
    rule(hq, hash, 'quarantine')
    send(hq, b)
    level(a, b, hq)
    for (const store of [a, b, hq]) expect(store.read.get(invoice, invoiceId)).toBeUndefined()
    expect(a.read.get(patient, id)?.name).toBe('Lakshmi Iyer')
    rule(hq, hash, 'release')
    level(a, b, hq)
    for (const store of [a, b, hq]) expect(store.read.get(invoice, invoiceId)?.total).toBe(50_000)
    expect(stateOf(a)).toBe(stateOf(b))
  })

  test('of a PC that is not headquarters have no effect', () => {
    const { a, b } = withHq()
    const id = register(a, 'Lakshmi Iyer')
    rule(b, auditPage(a.read, { recordId: id }, undefined, 1).rows[0]?.hash ?? '', 'quarantine')
    level(a, b)
    expect(a.read.get(patient, id)?.name).toBe('Lakshmi Iyer')
  })

  test('erase values by law from rows, search, journal and what comes later, and the chain still verifies', async () => {
    const { a, b, hq } = withHq()
    const id = register(a, 'Lakshmi Iyer', '+919822041763')
    level(a, hq)
    const [clock = ''] = defined(hq.read.see(patient, id)).clocks.name
    write(
      hq,
      tx => (
        tx.add(redaction, newId(), { table: 'patient', record: id, groups: ['name', 'telecom'], upTo: clock }),
        null
      ),
    )
    send(hq, a)
    send(hq, b)
    level(a, b, hq)
    for (const store of [a, b, hq]) {
      expect(store.read.get(patient, id)).toMatchObject({ name: null, phone: null })
      expect(searchPatients(store.read, 'lakshmi', 5)).toEqual([])
      expect(searchPatients(store.read, '41763', 5)).toEqual([])
      expect(store.read.all(`SELECT 1 FROM journal WHERE entry LIKE '%Lakshmi%' OR entry LIKE '%9822041763%'`)).toEqual(
        [],
      )
      expect(auditPage(store.read, { recordId: id }, undefined, 9).rows.flatMap(row => row.changes)).toContainEqual(
        expect.objectContaining({ table: 'patient', group: 'name', redacted: true, values: null }),
      )
      expect(await verifyChain(store.read)).toMatchObject({ fault: undefined })
    }
    rename(a, id, 'A new name')
    level(a, b, hq)
    expect(b.read.get(patient, id)?.name).toBe('A new name')
    expect(stateOf(b)).toBe(stateOf(a))
  })
})

describe('what this PC cannot take in as it is', () => {
  const pet = record('pet', { name: { petName: text(z.string()) } })
  const newer = { version: 2, tables: [...syncedTables, ...localTables, pet] }

  test('of a newer version waits for the update, and is shown after it', () => {
    const a = newStore(undefined, 'A1K7', { declared: newer })
    const b = newStore(undefined, 'B2M8')
    acquaint(a, b)
    const id = newId()
    write(a, tx => (tx.set(pet, id, 'name', { petName: 'Moti' }, []), null))
    expect(valueOf(send(a, b)).applied).toBe(2)
    expect(healthOf(b).deferred).toBe(1)
    b.close()
    const updated = reopen(b.file, { declared: newer })
    expect(updated.deviceId).toBe(b.deviceId)
    expect(updated.read.get(pet, id)?.petName).toBe('Moti')
    expect(healthOf(updated).deferred).toBe(0)
    level(a, updated)
    expect(stateOf(updated)).toBe(stateOf(a))
  })

  test('because one entry breaks the fold: it is set aside, the rest goes on, and it is tried again', () => {
    const [a, b] = two()
    const ids = Array.from({ length: 20 }, (_, n) => register(a, `Patient ${n}`))
    const poison = defined(ids[11])
    b.engine.write.sqlite.exec(
      `CREATE TRIGGER poison BEFORE INSERT ON patient WHEN NEW.id = '${poison}' BEGIN SELECT RAISE(ABORT, 'poison'); END`,
    )
    const result = valueOf(send(a, b))
    expect(result).toMatchObject({ applied: 21, setAside: [{ device: a.deviceId, code: 'fold-failed' }] })
    expect(b.read.get(patient, poison)).toBeUndefined()
    expect(b.read.one<{ n: number }>('SELECT count(*) AS n FROM patient')?.n).toBe(19)
    rename(a, poison, 'Edited since')
    send(a, b)
    b.engine.write.sqlite.exec('DROP TRIGGER poison')
    b.engine.write.run(`UPDATE self SET shape = 'older'`)
    b.close()
    const again = reopen(b.file)
    expect(again.read.get(patient, poison)?.name).toBe('Edited since')
    expect(healthOf(again).setAside).toBe(0)
    level(a, again)
    expect(stateOf(again)).toBe(stateOf(a))
  })
})

test('the clock of an entry is greater than that of everything its writer had seen', () => {
  const [a, b] = two()
  const id = register(a, 'Lakshmi Iyer')
  send(a, b)
  rename(b, id, 'Later')
  const { rows } = auditPage(b.read, { recordId: id }, undefined, 5)
  const [newest, older] = rows.map(row => {
    const entry = defined(b.engine.write.one<{ entry: string }>('SELECT entry FROM journal WHERE n = ?', row.n))
    return clockOf(String(JSON.parse(entry.entry).hlc), row.device, row.hash)
  })
  expect(defined(newest) > defined(older)).toBe(true)
})
