import type { DocumentLanguage } from '../../domain/billing/document-words.ts'
import { ok, type Outcome } from '../../domain/errors.ts'
import type { SyncedTable } from '../../domain/journal/declare.ts'
import { syncedTables } from '../../domain/tables/all.ts'
import type { Instant } from '../../domain/time.ts'
import { bulkLoad, type BulkStep } from '../../db/bulk-load.ts'
import type { OpenStore } from '../../db/open-store.ts'
import type { Writer } from '../../db/types.ts'
import { freshCounters } from './counters.ts'
import { countInto, emptyFigures, type SampleFigures } from './figures.ts'
import type { SampleEntry, Taken } from './sample-entry.ts'
import { samplePlan } from './sample-plan.ts'
import type { SampleUser } from './sample-scene.ts'
import type { SizeName } from './sample-sizes.ts'

export type SampleOptions = {
  readonly size: SizeName
  readonly seed: number
  /** The moment that Today shows; nothing of the sample is later. */
  readonly now: Instant
  readonly language: DocumentLanguage
  readonly onProgress?: (done: number) => void
  /** After the last entry: how much of the indexes is made. */
  readonly onIndexes?: (made: number, of: number) => void
  /** Entries in a transaction; the load's own measure, when left out. */
  readonly batch?: number
}

export type Sample = { readonly users: readonly SampleUser[]; readonly figures: SampleFigures }

/**
 * Writes a sample clinic into a fresh store through the door, an entry at a time, each at the time at which it would have
 * happened. The users have no PIN yet: credentials are local, and the caller sets them. Throws when the store is not
 * fresh; refuses as `commit` does.
 */
export async function generateSample(store: OpenStore, options: SampleOptions): Promise<Outcome<Sample>> {
  const plan = samplePlan({
    ...options,
    clinicId: store.clinicId,
    deviceId: store.deviceId,
    counters: freshCounters(store.deviceCode),
  })
  const figures = emptyFigures()
  function* steps(): Generator<BulkStep> {
    for (const entry of plan.entries()) {
      countInto(figures, entry)
      const { actor, intent } = entry
      yield { actor, intent, at: Date.parse(entry.at), work: tx => write(tx, entry) }
    }
  }
  const written = await bulkLoad(store, steps(), { ...options, fills: options.size !== 'demo' })
  return written.ok ? ok({ users: plan.users, figures }) : written
}

const tables: ReadonlyMap<string, SyncedTable> = new Map(syncedTables.map(table => [table.name, table]))

function write(tx: Writer, entry: SampleEntry): Outcome<null> {
  for (const taken of entry.taken) {
    const given = take(tx, taken)
    if (!given.ok) return given
  }
  for (const change of entry.changes) {
    const table = tables.get(change.table)
    if (change.op === 'add' && table?.kind === 'fact') tx.add(table, change.id, change.values)
    else if (change.op === 'set' && table?.kind === 'record') {
      tx.set(table, change.id, change.group, change.values, [])
    } else throw new Error(`the sample writes to ${change.table}, which is not declared so`)
  }
  return ok(null)
}

/** The device gives the number that the plan has, or it is not fresh. */
function take(tx: Writer, taken: Taken): Outcome<null> {
  if ('counter' in taken) return same(tx.nextCount(taken.counter), taken.count)
  const given = tx.nextNumber(taken.kind, taken.date)
  return given.ok ? same(given.value, taken.number) : given
}

function same(given: string | number, planned: string | number): Outcome<null> {
  if (given !== planned) throw new Error('a sample is written into a fresh store only')
  return ok(null)
}
