/**
 * While much is written in slices, the write-ahead log is folded back into the file by a thread of its own: a checkpoint of
 * a thousand pages inside a commit would keep a person waiting for forty milliseconds.
 */
import type { Engine } from './engine.ts'
import { MEMORY } from './memory.ts'
import { PAGES_BEFORE_CHECKPOINT } from './open.ts'
import { runApart } from './run-apart.ts'

/** About the time in which two thousand pages gather. */
const EVERY_MS = 1000

/** The log may grow this far when the thread does not keep up: 160 MB. */
const PAGES_AT_MOST = 40_000

/** Runs `work`, which calls what it is given between its slices. */
export async function withoutCheckpoints<R>(
  engine: Engine,
  work: (checkpointIfDue: () => void) => Promise<R>,
): Promise<R> {
  if (engine.file === MEMORY) return work(() => undefined)
  let due = performance.now() + EVERY_MS
  let checkpoint: Promise<unknown> = Promise.resolve()
  let open = false
  const begin = (): void => {
    open = true
    const { file, key } = engine
    checkpoint = runApart({ file, key, readonly: false, sql: 'PRAGMA wal_checkpoint(PASSIVE)' }).finally(() => {
      open = false
      due = performance.now() + EVERY_MS
    })
    // Awaited below; until then a failure is nobody's unhandled one.
    checkpoint.catch(() => undefined)
  }
  engine.write.sqlite.pragma(`wal_autocheckpoint=${PAGES_AT_MOST}`)
  try {
    return await work(() => {
      if (!open && performance.now() >= due) begin()
    })
  } finally {
    engine.write.sqlite.pragma(`wal_autocheckpoint=${PAGES_BEFORE_CHECKPOINT}`)
    await checkpoint
  }
}
