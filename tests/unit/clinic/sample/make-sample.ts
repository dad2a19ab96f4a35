import { freshCounters } from '../../../../clinic/sample/counters.ts'
import type { SampleEntry } from '../../../../clinic/sample/sample-entry.ts'
import { samplePlan } from '../../../../clinic/sample/sample-plan.ts'
import type { SizeName } from '../../../../clinic/sample/sample-sizes.ts'
import type { JsonObject } from '../../../../domain/journal/types.ts'

export const now = '2026-11-23T05:12:00.000Z'

export function makeSample(size: SizeName, seed = 1, at = now): readonly SampleEntry[] {
  const plan = samplePlan({
    size,
    seed,
    now: at,
    clinicId: '0193b5c0-0000-7000-8000-000000000000',
    deviceId: '0193b5c0-0000-7000-8000-000000000001',
    language: 'en',
    counters: freshCounters('A1K7'),
  })
  return [...plan.entries()]
}

export type Written = { readonly id: string } & Readonly<Record<string, unknown>>

/** The rows of a table, with all their groups. */
export function rowsOf(entries: readonly SampleEntry[], table: string): readonly Written[] {
  const rows = new Map<string, JsonObject>()
  for (const change of entries.flatMap(entry => entry.changes)) {
    if (change.table === table) rows.set(change.id, { ...rows.get(change.id), ...change.values })
  }
  return [...rows].map(([id, values]) => ({ id, ...values }))
}
