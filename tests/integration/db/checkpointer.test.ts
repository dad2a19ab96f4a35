import { existsSync } from 'node:fs'
import { expect, test, vi } from 'vitest'
import { bulkLoad } from '../../../db/bulk-load.ts'
import { ok } from '../../../domain/errors.ts'
import { patient } from '../../../domain/tables/people.ts'
import { verifyChain } from '../../../db/verify-chain.ts'
import { ACTOR, newId, newStore, register, reopen, valueOf } from './helpers.ts'

const counts = (store: ReturnType<typeof newStore>) =>
  store.engine.write.one<{ log: number; checkpointed: number }>('PRAGMA wal_checkpoint(NOOP)')

test('the log is folded back by a thread of its own, and is gone when the store is closed', async () => {
  const store = newStore()
  for (let n = 0; n < 150; n++) register(store, `Patient ${n}`)
  await vi.waitFor(() => expect(counts(store)?.checkpointed).toBeGreaterThan(0), { timeout: 20_000 })
  register(store, 'One more')
  store.close()
  expect(existsSync(`${store.file}-wal`)).toBe(false)
  const again = reopen(store.file)
  expect(again.read.one<{ n: number }>('SELECT count(*) AS n FROM patient')?.n).toBe(151)
})

test('what is loaded in bulk is written as entries of their own, numbered, sealed and found', async () => {
  const store = newStore()
  const seen: number[] = []
  const steps = Array.from({ length: 1200 }, (_, n) => ({
    actor: ACTOR,
    intent: newId(),
    at: Date.UTC(2025, 3, 1) + n * 60_000,
    work: (tx: Parameters<Parameters<typeof store.commit>[1]>[0]) => {
      tx.set(patient, newId(), 'name', { name: `Patient ${n}`, nativeName: '' }, [])
      return ok(tx.nextCount('mrn'))
    },
  }))
  const loaded = await bulkLoad(store, steps, { batch: 500, onProgress: done => seen.push(done) })
  expect(valueOf(loaded)).toEqual({ entries: 1200 })
  expect(seen).toEqual([500, 1000, 1200])
  expect(store.engine.write.sqlite.pragma('wal_autocheckpoint', { simple: true })).toBe(8000)
  store.seal()
  const report = await verifyChain(store.read)
  expect(report).toMatchObject({ entries: 1201, fault: undefined })
  expect(report.seals).toBeGreaterThanOrEqual(6)
  expect(store.read.one<{ at: string }>('SELECT at FROM journal ORDER BY n DESC LIMIT 1')?.at).toBe(
    '2025-04-01T19:59:00.000Z',
  )
})

test('a step that is refused takes its batch back with it, and no more', async () => {
  const store = newStore()
  const steps = Array.from({ length: 25 }, (_, n) => ({
    actor: ACTOR,
    intent: newId(),
    work: (tx: Parameters<Parameters<typeof store.commit>[1]>[0]) => {
      tx.set(patient, newId(), 'name', { name: `Patient ${n}`, nativeName: '' }, [])
      return n === 17 ? ({ ok: false, code: 'bill-empty', params: {} } as const) : ok(null)
    },
  }))
  expect(await bulkLoad(store, steps, { batch: 10 })).toMatchObject({ ok: false, code: 'bill-empty' })
  expect(store.read.one<{ n: number }>('SELECT count(*) AS n FROM patient')?.n).toBe(10)
  register(store, 'Lakshmi Iyer')
  expect(await verifyChain(store.read)).toMatchObject({ entries: 12, fault: undefined })
})
