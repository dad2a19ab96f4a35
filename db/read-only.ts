/** Read-only mode: what stands here is safe and can be read and exported, nothing is written, and people are told why. */
import { statfsSync } from 'node:fs'
import { dirname } from 'node:path'
import { refuse, type Refusal } from '../domain/errors.ts'
import { sqliteCode } from './sqlite.ts'
import type { StoreMode } from './types.ts'

export type Guardian = {
  mode(): StoreMode
  /** The refusal that a write meets now, if any. A full disk is looked at again each time. */
  refusal(): Refusal | undefined
  /** Takes note of a fault of disk or file and returns what the caller says of it; `undefined` for other errors. */
  fault(error: unknown): Refusal | undefined
  /** From a check of the file that failed. Stays until the store is opened again. */
  damaged(): void
}

const faults: Readonly<Record<string, 'full' | 'damaged' | 'failing'>> = {
  SQLITE_FULL: 'full',
  // The shared memory of the log found no room to grow.
  SQLITE_IOERR_SHMSIZE: 'full',
  SQLITE_CORRUPT: 'damaged',
  SQLITE_NOTADB: 'damaged',
  SQLITE_IOERR: 'failing',
  SQLITE_READONLY: 'failing',
  SQLITE_CANTOPEN: 'failing',
}

/** Of the seal file, which is written without SQLite. */
const fileFaults: Readonly<Record<string, 'full' | 'failing'>> = {
  ENOSPC: 'full',
  EDQUOT: 'full',
  EIO: 'failing',
  EROFS: 'failing',
  EACCES: 'failing',
  EPERM: 'failing',
  EBADF: 'failing',
}

const reasons = {
  full: 'the disk is full',
  damaged: 'the database file is damaged',
  failing: 'the disk cannot be written',
} as const

/** Less free space than this is a full disk: a commit with its checkpoint needs some megabytes. */
const LEAST_FREE_BYTES = 32 * 1024 * 1024

const faultOf = (error: unknown): keyof typeof reasons | undefined => {
  const code = sqliteCode(error)
  if (code === undefined) return error instanceof Error && 'code' in error ? fileFaults[String(error.code)] : undefined
  // Extended codes say more of the same: SQLITE_IOERR_WRITE.
  const plain = Object.keys(faults).find(name => code === name || code.startsWith(`${name}_`))
  return plain === undefined ? undefined : faults[plain]
}

/** Whether the error is of the disk or the file, and so of no entry. */
export function isStorageFault(error: unknown): boolean {
  const code = sqliteCode(error)
  return faultOf(error) !== undefined || code === 'SQLITE_BUSY' || code === 'SQLITE_NOMEM'
}

/** What is said of a database that a fault of disk or file keeps from being opened; `undefined` for other errors. */
export function refusalToOpen(error: unknown): Refusal | undefined {
  const found = faultOf(error)
  if (found === undefined) return undefined
  if (found === 'damaged') return refuse('damaged-file', { detail: 'a page of it cannot be read' })
  return found === 'full' ? refuse('disk-full') : refuse('read-only', { reason: reasons[found] })
}

/** What is said of a disk that takes no writes. */
export const unwritableDisk = (): Refusal => refuse('read-only', { reason: reasons.failing })

/** The mode of a store that was opened only for reading, because of `refusal`. It stays until the store is opened again. */
export function readingGuardian(refusal: Refusal): Guardian {
  const reason =
    refusal.code === 'damaged-file' ? reasons.damaged : refusal.code === 'disk-full' ? reasons.full : reasons.failing
  const readOnly = refuse('read-only', { reason })
  return {
    mode: () => ({ writable: false, reason }),
    refusal: () => readOnly,
    fault: error => (faultOf(error) === undefined ? undefined : readOnly),
    damaged: () => undefined,
  }
}

export function makeGuardian(file: string, freeBytes: () => number = () => freeBytesBeside(file)): Guardian {
  let fault: keyof typeof reasons | undefined
  const current = (): keyof typeof reasons | undefined => {
    if (fault === 'full' && freeBytes() >= LEAST_FREE_BYTES) fault = undefined
    return fault
  }
  return {
    mode: () => {
      const why = current()
      return why === undefined ? { writable: true } : { writable: false, reason: reasons[why] }
    },
    refusal: () => {
      const why = current()
      return why === undefined ? undefined : refuse('read-only', { reason: reasons[why] })
    },
    fault: error => {
      const found = faultOf(error)
      if (found === undefined) return undefined
      // A damaged file is never taken for a full disk that was emptied.
      if (fault !== 'damaged') fault = found
      return found === 'full' ? refuse('disk-full') : refuse('read-only', { reason: reasons[fault] })
    },
    damaged: () => {
      fault = 'damaged'
    },
  }
}

function freeBytesBeside(file: string): number {
  const { bavail, bsize } = statfsSync(dirname(file))
  return bavail * bsize
}
