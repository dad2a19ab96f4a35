import { copyFileSync } from 'node:fs'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { describe, expect, test } from 'vitest'
import { openStoreOf } from '../../../db/open-store.ts'
import { makeGuardian } from '../../../db/read-only.ts'
import { vectorOf } from '../../../domain/journal/exchange.ts'
import { paths } from '../../../domain/sync/protocol.ts'
import { patient } from '../../../domain/tables/people.ts'
import { acquaint, send, stateOf } from '../db/exchange.ts'
import { CLINIC, issueInvoice, newFolder, newStore, register, rename, reopen } from '../db/helpers.ts'
import { allLevel, begin, enrol, headquarters, newPc } from './pc.ts'

describe('two PCs of a clinic', () => {
  test('have the same, whoever wrote it', async () => {
    const hq = await headquarters()
    const [a, b] = [await newPc(hq, 'A1K7'), await newPc(hq, 'B2M8')]
    const id = register(a.store, 'Lakshmi Iyer', '+919822041763')
    issueInvoice(a.store, id)
    register(b.store, 'Ramesh Patel')
    await allLevel(hq, a, b)
    expect(b.store.read.get(patient, id)?.name).toBe('Lakshmi Iyer')
    expect(stateOf(a.store)).toBe(stateOf(b.store))
  })

  test('keep edits of different fields made while HQ was away, and show both of the same one', async () => {
    const hq = await headquarters()
    const [a, b] = [await newPc(hq, 'A1K7'), await newPc(hq, 'B2M8')]
    const id = register(a.store, 'Lakshmi Iyer')
    await allLevel(hq, a, b)
    await hq.down()
    rename(a.store, id, 'Lakshmi Iyengar')
    rename(b.store, id, 'Laxmi Iyer')
    await a.until(status => status.state === 'offline' && status.waiting === 1)
    await b.until(status => status.state === 'offline' && status.waiting === 1)
    await hq.up()
    a.wake()
    b.wake()
    await allLevel(hq, a, b)
    expect(stateOf(a.store)).toBe(stateOf(b.store))
    const said = a.store.read.see(patient, id)?.conflicts['name']?.map(head => head.values['name'])
    expect(said?.toSorted()).toEqual(['Lakshmi Iyengar', 'Laxmi Iyer'])
  })
})

describe('what a PC says of itself', () => {
  test('counts what HQ does not hold yet, and says when HQ confirmed the last', async () => {
    const hq = await headquarters()
    const a = await newPc(hq, 'A1K7')
    await allLevel(hq, a)
    const { confirmedAt } = a.worker.status()
    await hq.down()
    register(a.store, 'Lakshmi Iyer')
    register(a.store, 'Ramesh Patel')
    await a.until(status => status.state === 'offline')
    expect(a.worker.status()).toMatchObject({ waiting: 2, confirmedAt })
    await hq.up()
    a.worker.sendNow()
    await allLevel(hq, a)
    expect(a.worker.status()).toMatchObject({ state: 'all-sent', waiting: 0, offlineSince: null, trouble: null })
  })

  test('counts again what HQ lost with its disk, and sends it', async () => {
    const hq = await headquarters()
    const [a, b] = [await newPc(hq, 'A1K7'), await newPc(hq, 'B2M8')]
    await allLevel(hq, a, b)
    const kept = hq.clinic(a.store.clinicId).pages.length
    register(a.store, 'Lakshmi Iyer')
    await allLevel(hq, a, b)
    await hq.down()
    hq.restoreTo(a.store.clinicId, kept)
    await a.until(status => status.state === 'offline')
    await b.until(status => status.state === 'offline')
    await hq.up()
    a.wake()
    b.wake()
    await allLevel(hq, a, b)
    expect(
      hq
        .clinic(a.store.clinicId)
        .journal.branches()
        .map(branch => branch.head.seq),
    ).toContain(2)
  })
})

describe('a road that fails', () => {
  test.each([
    ['loses the request', { type: 'drop', done: false }],
    ['loses the answer', { type: 'drop', done: true }],
    ['brings it twice', { type: 'twice' }],
    ['cuts the answer', { type: 'cut', at: 7 }],
    ['is told that there are too many', { type: 'answer', status: 429, code: 'hq-busy', retryAfter: 3 }],
    ['is told to come again', { type: 'answer', status: 503, code: 'hq-busy' }],
    ['is told that the token is no good', { type: 'answer', status: 401, code: 'not-signed-in' }],
  ] as const)('%s: nothing is lost and nothing is there twice', async (_name, fault) => {
    const hq = await headquarters()
    const [a, b] = [await newPc(hq, 'A1K7'), await newPc(hq, 'B2M8')]
    await allLevel(hq, a, b)
    hq.fault(paths.push, fault)
    hq.fault(paths.pull, fault, fault)
    register(a.store, 'Lakshmi Iyer')
    const [first, second] = [wakeWhenItWaits(a), wakeWhenItWaits(b)]
    await allLevel(hq, a, b)
    first()
    second()
    expect(stateOf(a.store)).toBe(stateOf(b.store))
    expect(b.store.read.one<{ n: number }>('SELECT count(*) AS n FROM patient')?.n).toBe(1)
  })

  test('HQ that says when to come again is not asked before', async () => {
    const hq = await headquarters()
    const a = await newPc(hq, 'A1K7')
    await allLevel(hq, a)
    hq.fault(paths.push, { type: 'answer', status: 429, code: 'hq-busy', retryAfter: 30 })
    register(a.store, 'Lakshmi Iyer')
    await a.until(status => status.trouble === 'hq-busy')
    expect([...a.timers].map(timer => timer.ms)).toEqual([30_000])
    expect(a.worker.status()).toMatchObject({ state: 'waiting', waiting: 1 })
  })

  test('HQ that forgot the token gives a new one, and nobody notices', async () => {
    const hq = await headquarters()
    const a = await newPc(hq, 'A1K7')
    await allLevel(hq, a)
    hq.forgetTokens()
    register(a.store, 'Lakshmi Iyer')
    await allLevel(hq, a)
    expect(a.timers.size).toBe(0)
  })
})

describe('journals', () => {
  test('come whole through messages of any size', async () => {
    const hq = await headquarters()
    hq.mostPulled = 7
    const a = await newPc(hq, 'A1K7')
    for (let n = 0; n < 450; n++) register(a.store, `Patient ${n}`)
    await allLevel(hq, a)
    const b = await newPc(hq, 'B2M8')
    await allLevel(hq, a, b)
    expect(stateOf(b.store)).toBe(stateOf(a.store))
  })

  test('of a PC whose disk is full are sent to the last entry that was signed', async () => {
    const hq = await headquarters()
    const store = newStore()
    await enrol(hq, store)
    for (let n = 1; n <= 1200; n++) {
      register(store, `Patient ${n}`)
      if (n % 100 === 0) store.seal()
    }
    const full = makeGuardian(store.file, () => 0)
    full.fault(new Database.SqliteError('no room', 'SQLITE_FULL'))
    const a = begin(hq, openStoreOf(store.engine, full, undefined))
    await a.until(status => status.trouble === 'read-only')
    const written = store.vector()[store.deviceId]
    expect(written?.seq).toBeGreaterThanOrEqual(1200)
    expect(vectorOf(hq.clinic(CLINIC).journal)[store.deviceId]).toEqual(written)
    expect(a.worker.status().waiting).toBe(0)
    expect(a.timers.size).toBe(1)
  })

  test('of a device that HQ revoked stay here, and are not tried again and again', async () => {
    const hq = await headquarters()
    const a = await newPc(hq, 'A1K7')
    await allLevel(hq, a)
    hq.clinic(a.store.clinicId).revoked.add(a.store.deviceId)
    hq.forgetTokens()
    register(a.store, 'Lakshmi Iyer')
    await a.until(status => status.trouble === 'revoked')
    expect(a.worker.status()).toMatchObject({ waiting: 1, state: 'waiting' })
    const asked = hq.count(paths.token)
    register(a.store, 'Ramesh Patel')
    expect(hq.count(paths.token)).toBe(asked)
  })

  test('of a device that HQ does not know stay here, and nothing waits behind them', async () => {
    const hq = await headquarters()
    const a = await newPc(hq, 'A1K7')
    await allLevel(hq, a)
    const stranger = newStore(undefined, 'C3N9')
    acquaint(a.store, stranger)
    register(stranger, 'Ramesh Patel')
    await hq.down()
    await a.until(status => status.state === 'offline')
    send(stranger, a.store)
    register(a.store, 'Lakshmi Iyer')
    await hq.up()
    a.wake()
    await a.until(status => status.trouble === 'unknown-device')
    expect(a.worker.status()).toMatchObject({ state: 'waiting', waiting: 2 })
    expect(Object.keys(vectorOf(hq.clinic(CLINIC).journal))).toContain(a.store.deviceId)
  })

  test('of a PC that was put back from an old copy go on under a new name, and nothing of both is lost', async () => {
    const hq = await headquarters()
    const [a, b] = [await newPc(hq, 'A1K7'), await newPc(hq, 'B2M8')]
    register(a.store, 'Lakshmi Iyer')
    await allLevel(hq, a, b)
    const { file, deviceId } = a.store
    await a.close()
    a.store.close()
    const copy = join(newFolder(), 'clinic.db')
    copyFileSync(file, copy)
    const later = begin(hq, reopen(file))
    register(later.store, 'Ramesh Patel')
    await allLevel(hq, later, b)
    await later.close()
    later.store.close()
    copyFileSync(copy, file)
    const restored = begin(hq, reopen(file))
    expect(restored.store.deviceId).not.toBe(deviceId)
    register(restored.store, 'Fatima Shaikh')
    await allLevel(hq, restored, b)
    expect(b.store.read.all<{ name: string }>('SELECT name FROM patient ORDER BY name').map(row => row.name)).toEqual([
      'Fatima Shaikh',
      'Lakshmi Iyer',
      'Ramesh Patel',
    ])
    expect(stateOf(restored.store)).toBe(stateOf(b.store))
  })

  test('of one PC that two disks go on with are both kept', async () => {
    const hq = await headquarters()
    const [a, b] = [await newPc(hq, 'A1K7'), await newPc(hq, 'B2M8')]
    await allLevel(hq, a, b)
    const { file } = a.store
    await a.close()
    a.store.close()
    const disk = newFolder()
    for (const part of ['', '.seal']) copyFileSync(file + part, join(disk, `clinic.db${part}`))
    const first = begin(hq, reopen(file))
    register(first.store, 'Ramesh Patel')
    await allLevel(hq, first, b)
    await first.close()
    first.store.close()
    // Another disk in the same machine, at the same place: only the exchange can tell.
    for (const part of ['', '.seal']) copyFileSync(join(disk, `clinic.db${part}`), file + part)
    const second = begin(hq, reopen(file))
    register(second.store, 'Fatima Shaikh')
    await allLevel(hq, second, b)
    expect(second.store.read.one<{ n: number }>('SELECT count(*) AS n FROM patient')?.n).toBe(2)
    expect(stateOf(second.store)).toBe(stateOf(b.store))
  })

  test('that came without values which nobody erased get them from HQ', async () => {
    const hq = await headquarters()
    const a = await newPc(hq, 'A1K7')
    const id = register(a.store, 'Lakshmi Iyer', '+919822041763')
    await allLevel(hq, a)
    hq.withheld = { table: 'patient', record: id, groups: ['name', 'telecom'] }
    const b = await newPc(hq, 'B2M8')
    const told = new Promise<void>(resolve =>
      b.store.onChange(() => b.store.read.get(patient, id)?.name === 'Lakshmi Iyer' && resolve()),
    )
    await told
    await allLevel(hq, a, b)
    expect(b.store.read.get(patient, id)?.phone).toBe('+919822041763')
    expect(stateOf(b.store)).toBe(stateOf(a.store))
  })

  test('tell a PC how far its clock is off', async () => {
    const hq = await headquarters()
    hq.aheadMs = 3_600_000
    const a = await newPc(hq, 'A1K7')
    await allLevel(hq, a)
    expect(a.aheadMs()).toBeGreaterThan(3_590_000)
    expect(a.aheadMs()).toBeLessThan(3_610_000)
  })
})

/** Lets time go by whenever the PC waits, until the returned function is called. */
function wakeWhenItWaits(pc: Awaited<ReturnType<typeof newPc>>): () => void {
  let ended = false
  void pc.until(() => {
    if (pc.timers.size > 0) queueMicrotask(pc.wake)
    return ended
  })
  return () => {
    ended = true
  }
}
