import { ok, type Outcome } from '../domain/errors.ts'
import type { OpenStore } from './open-store.ts'

/**
 * Brings what the write-ahead log holds into the database file, as far as no reader needs the old pages: before the machine
 * sleeps, because it may not wake up. Every commit is on the disk already; this only leaves less to recover.
 *
 * Refuses as a commit does when the disk does not take it: then the store is read-only.
 */
export function checkpoint({ engine, guarded }: OpenStore): Outcome<null> {
  return guarded(() => {
    engine.write.sqlite.pragma('wal_checkpoint(PASSIVE)')
    return ok(null)
  })
}
