import { spawnSync } from 'node:child_process'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { bulkLoad } from '../../../db/bulk-load.ts'
import type { OpenStore } from '../../../db/open-store.ts'
import { searchPatients } from '../../../db/patient-search.ts'
import { verifyChain } from '../../../db/verify-chain.ts'
import { KEY, newFolder, newId, newStore, register, reopen, valueOf } from './helpers.ts'
import { patientSteps } from './patient-steps.ts'

const schemaOf = (store: OpenStore) =>
  store.engine.write.all<{ name: string; sql: string | null }>('SELECT name, sql FROM sqlite_schema ORDER BY name')
const shapeOf = (store: OpenStore) => store.engine.write.one('SELECT shape, tables FROM self')
const found = (store: OpenStore, text: string) => searchPatients(store.read, text, 100).length

test('a clinic that was filled has the indexes, the search and the journal of any other', async () => {
  const store = newStore()
  const whole = newStore()
  const done: number[] = []
  const loaded = await bulkLoad(store, patientSteps(newId, 60), {
    batch: 25,
    fills: true,
    onProgress: entries => {
      done.push(entries)
      const indexes = "SELECT name FROM sqlite_schema WHERE type = 'index' AND tbl_name = 'patient' AND sql IS NOT NULL"
      expect(store.engine.write.all(indexes)).toEqual([])
    },
  })
  expect(valueOf(loaded)).toEqual({ entries: 60 })
  expect(done).toEqual([25, 50, 60])
  expect(schemaOf(store)).toEqual(schemaOf(whole))
  expect(shapeOf(store)).toEqual(shapeOf(whole))
  expect(found(store, 'lakshmi')).toBe(60)
  expect(found(store, 'A1K7-41')).toBe(1)
  register(store, 'Ramesh Patil')
  expect(found(store, 'ramesh')).toBe(1)
  store.seal()
  expect(await verifyChain(store.read)).toMatchObject({ entries: 62, fault: undefined })
  expect(store.read.all('PRAGMA integrity_check')).toEqual([{ integrity_check: 'ok' }])
})

test('a load that is refused leaves the clinic whole as well', async () => {
  const store = newStore()
  function* steps() {
    yield* patientSteps(newId, 30)
    for (const step of patientSteps(newId, 1))
      yield { ...step, work: () => ({ ok: false, code: 'bill-empty', params: {} }) as const }
  }
  expect(await bulkLoad(store, steps(), { batch: 10, fills: true })).toMatchObject({ ok: false, code: 'bill-empty' })
  expect(schemaOf(store)).toEqual(schemaOf(newStore()))
  expect(shapeOf(store)).toEqual(shapeOf(newStore()))
  expect(found(store, 'lakshmi')).toBe(30)
})

test.each([
  ['rows', 40],
  ['indexes', 60],
])('killed among the %s, the next opening makes what is missing', async (when, patients) => {
  const file = join(newFolder(), 'clinic.db')
  const killed = spawnSync(process.execPath, [join(import.meta.dirname, 'fill-and-die.ts'), file, KEY, when])
  expect(killed.signal).toBe('SIGKILL')
  const store = reopen(file)
  const whole = newStore()
  expect(schemaOf(store)).toEqual(schemaOf(whole))
  expect(shapeOf(store)).toEqual(shapeOf(whole))
  expect(found(store, 'lakshmi')).toBe(patients)
  expect(await verifyChain(store.read)).toMatchObject({ entries: patients + 1, fault: undefined })
  expect(store.read.all('PRAGMA integrity_check')).toEqual([{ integrity_check: 'ok' }])
})
