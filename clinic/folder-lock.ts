import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import Database from 'better-sqlite3'

export type FolderLock = { release(): void }

/**
 * Takes the data folder for this process; undefined while another process has it. The lock is a transaction that SQLite
 * holds on a file of its own, so the operating system drops it with the process however that ends: there is no stale lock
 * and no process number to guess about.
 */
export function lockFolder(dataFolder: string): FolderLock | undefined {
  mkdirSync(dataFolder, { recursive: true, mode: 0o700 })
  const file = new Database(join(dataFolder, 'host.lock'), { timeout: 0 })
  try {
    file.exec('BEGIN EXCLUSIVE')
  } catch (fault) {
    file.close()
    if (fault instanceof Database.SqliteError && fault.code.startsWith('SQLITE_BUSY')) return undefined
    throw fault
  }
  return {
    release() {
      file.exec('ROLLBACK')
      file.close()
    },
  }
}
