/** How the store is, for the support bundle, and its daily care. */
import { existsSync, statSync } from 'node:fs'
import { checkPages } from './check-database.ts'
import { MEMORY } from './memory.ts'
import type { OpenStore } from './open-store.ts'
import { rebuildPatientIndex } from './patient-index.ts'
import { transaction } from './engine.ts'
import type { StoreMode } from './types.ts'

export type Health = {
  readonly mode: StoreMode
  readonly databaseBytes: number
  /** Over 64 MiB a reader has been forgotten: the log cannot begin anew while somebody reads its past. */
  readonly walBytes: number
  readonly entries: number
  /** Entries kept without effect, and records that wait for an update. */
  readonly setAside: number
  readonly deferred: number
  readonly conflicts: number
}

export function healthOf(store: OpenStore): Health {
  const { read, file } = store
  const count = (sql: string): number => read.one<{ n: number }>(sql)?.n ?? 0
  const size = (path: string): number => (existsSync(path) ? statSync(path).size : 0)
  return {
    mode: store.mode(),
    databaseBytes: size(file),
    walBytes: size(`${file}-wal`),
    entries: count('SELECT coalesce(sum(seq - first + 1), 0) AS n FROM branch'),
    setAside: count('SELECT count(*) AS n FROM setAside'),
    deferred: count('SELECT count(*) AS n FROM irregular WHERE deferred = 1'),
    conflicts: count("SELECT count(*) AS n FROM finding WHERE kind = 'conflict'"),
  }
}

/** Has every page checked, apart from the work at the desk. A damaged file makes the store read-only. */
export async function checkHealth(store: OpenStore): Promise<StoreMode> {
  if (store.file === MEMORY) return store.mode()
  const fault = await checkPages(store.engine.write.sqlite.name, store.engine.key)
  if (fault !== undefined) store.guardian.damaged()
  return store.mode()
}

/** An index without what gathered in it, and an empty write-ahead log. Nothing when read-only. */
export function tidyUp(store: OpenStore): void {
  if (!store.mode().writable) return
  const { engine } = store
  const documents = engine.write.one<{ n: number }>('SELECT count(*) AS n FROM patientIndex_docsize')?.n ?? 0
  const counted = engine.write.one<{ n: number }>('SELECT count(*) AS n FROM patientDoc')?.n ?? 0
  if (documents > counted * 2) {
    transaction(engine, () => ({ keep: true, result: rebuildPatientIndex(engine.write) }))
  }
  engine.write.sqlite.pragma('optimize')
  engine.write.sqlite.pragma('wal_checkpoint(TRUNCATE)')
}
