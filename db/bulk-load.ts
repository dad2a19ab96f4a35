/**
 * Much at once through the door: every step is an entry of its own, hashed, sealed and folded like any other, but some
 * hundreds share a transaction and its fsync. For sample data and imports, never for what a person waits to see saved.
 */
import type { Outcome } from '../domain/errors.ts'
import { ok } from '../domain/errors.ts'
import type { Json } from '../domain/journal/types.ts'
import { writeOnce, type Who, type Work } from './door.ts'
import { transaction } from './engine.ts'
import { beginFolding } from './fold-into.ts'
import { withoutIndexes } from './load-empty.ts'
import type { OpenStore } from './open-store.ts'

export type BulkStep = Who & {
  readonly work: Work<Json>
  /** The wall clock that the entry bears, Unix milliseconds; now, when left out. */
  readonly at?: number
}

export type BulkOptions = {
  /** Entries in a transaction. */
  readonly batch?: number
  /** The load fills an empty clinic: indexes and search are made at its end, in one go. */
  readonly fills?: boolean
  readonly onProgress?: (done: number) => void
  /** At the end of a load that fills: how much of what was left out is made. */
  readonly onIndexes?: (made: number, of: number) => void
}

const BATCH = 500

/**
 * Writes all steps. Refuses with the refusal of the first step that is refused; its batch is rolled back, those before
 * stay. Awaits between batches, so that others get their turn.
 */
export function bulkLoad(
  store: OpenStore,
  steps: Iterable<BulkStep>,
  options: BulkOptions = {},
): Promise<Outcome<{ readonly entries: number }>> {
  const load = (): Promise<Outcome<{ readonly entries: number }>> => loadAll(store, steps, options)
  return store.engine.checkpointer.suspendOwnWhile(() =>
    options.fills === true ? withoutIndexes(store, load, options.onIndexes) : load(),
  )
}

async function loadAll(
  store: OpenStore,
  steps: Iterable<BulkStep>,
  { batch = BATCH, fills = false, onProgress }: BulkOptions,
): Promise<Outcome<{ readonly entries: number }>> {
  let entries = 0
  let open: BulkStep[] = []
  const flush = (): Outcome<null> => {
    const written = store.guarded(() => writeBatch(store, open, !fills))
    if (written.ok) entries += open.length
    open = []
    return written
  }
  for (const step of steps) {
    open.push(step)
    if (open.length < batch) continue
    const written = flush()
    if (!written.ok) return written
    onProgress?.(entries)
    await new Promise(resolve => setImmediate(resolve))
  }
  const last = flush()
  if (!last.ok) return last
  onProgress?.(entries)
  return ok({ entries })
}

function writeBatch({ engine, tell }: OpenStore, steps: readonly BulkStep[], search: boolean): Outcome<null> {
  let tables: readonly string[] = []
  const locals = new Set<string>()
  const done = transaction<Outcome<null>>(engine, () => {
    const folding = beginFolding(engine, search)
    folding.settle()
    for (const step of steps) {
      const written = writeOnce(engine, step, step.work, step.at ?? engine.ports.clock(), folding)
      if (!written.outcome.ok) return { keep: false, result: written.outcome }
      for (const table of written.tables) locals.add(table)
    }
    tables = folding.finish()
    return { keep: true, result: ok(null) }
  })
  engine.checkpointer.afterCommit()
  if (done.ok) tell([...tables, ...locals])
  return done
}
