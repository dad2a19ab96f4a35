import { accessSync, constants, mkdirSync } from 'node:fs'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { refusalToOpen } from '../db/read-only.ts'

export type FolderLock = {
  /** False where the disk takes no lock: nothing else may be written there either, so nothing there has to be guarded. */
  readonly writable: boolean
  release(): void
}

const needless: FolderLock = { writable: false, release: () => undefined }

/**
 * Takes the data folder for this process; undefined while another process has it. The lock is a transaction that SQLite
 * holds on a file of its own, so the operating system drops it with the process however that ends: there is no stale lock
 * and no process number to guess about.
 */
export function lockFolder(dataFolder: string): FolderLock | undefined {
  try {
    return lock(dataFolder)
  } catch (fault) {
    if (refusalToOpen(fault) === undefined) throw fault
    return needless
  }
}

function lock(dataFolder: string): FolderLock | undefined {
  mkdirSync(dataFolder, { recursive: true, mode: 0o700 })
  const path = join(dataFolder, 'host.lock')
  const file = new Database(path, { timeout: 0 })
  try {
    // SQLite opens a file that it may not write for reading, and its lock would then keep nobody out.
    accessSync(path, constants.W_OK)
    file.exec('BEGIN EXCLUSIVE')
  } catch (fault) {
    file.close()
    if (fault instanceof Database.SqliteError && fault.code.startsWith('SQLITE_BUSY')) return undefined
    throw fault
  }
  return {
    writable: true,
    release() {
      file.exec('ROLLBACK')
      file.close()
    },
  }
}
