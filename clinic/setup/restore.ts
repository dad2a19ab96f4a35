import { statSync } from 'node:fs'
import { ok, type Outcome, refuse } from '../../domain/errors.ts'
import { readRecoveryKey, recoveryKeyShape } from '../../domain/recovery-key.ts'
import { describeBackup } from '../../db/backup-list.ts'
import { PAGE_BYTES } from '../../db/cipher-page.ts'
import { restoreBackup } from '../../db/restore.ts'
import { clinicRow } from '../../db/queries/people.ts'
import type { Desk } from '../desk.ts'
import type { HandlersOf } from '../handlers-of.ts'
import { databaseFile, isSetUp, takePlace } from '../place.ts'
import { clearPlace } from './fresh-store.ts'

export const inspectHandlers: HandlersOf<'setup.inspectBackup'> = {
  /** Only on a PC without a clinic: nobody else has a reason to ask what files are there. */
  'setup.inspectBackup': ({ path }, { desk }) => {
    if (isSetUp(desk)) return refuse('already-set-up')
    if (!isFile(path)) return refuse('backup-not-found')
    const { createdAt, bytes } = describeBackup(path)
    // Whether the key fits is only known with the key; but a database is whole pages, and other files hardly ever are.
    if (bytes === 0 || bytes % PAGE_BYTES !== 0) return refuse('not-a-database')
    return ok({ createdAt, bytes, needsKey: true })
  },
}

/**
 * Puts a backup onto this empty PC. The recovery key is the key of the backup, so it is kept as this PC's key. A key that
 * fits no backup leaves the PC as empty as before.
 */
export async function restore(
  desk: Desk,
  path: string,
  recoveryKey: string,
): Promise<Outcome<{ entries: number; clinicName: string }>> {
  const key = readRecoveryKey(recoveryKey)
  if (key === undefined) return refuse('bad-recovery-key', recoveryKeyShape)
  if (!isFile(path)) return refuse('backup-not-found')
  const free = clearPlace(desk)
  if (!free.ok) return free
  const { clock, random } = desk
  const restored = await restoreBackup(path, { file: databaseFile(desk.dataFolder), key, clock, random })
  if (!restored.ok) return restored.code === 'wrong-key' ? refuse('bad-recovery-key', recoveryKeyShape) : restored
  const { store, entries } = restored.value
  await desk.keyStore.save(key)
  takePlace(desk, store)
  return ok({ entries, clinicName: clinicRow(store.read)?.displayName ?? '' })
}

/** A regular file that can be looked at; anything else at this path is no backup. */
export function isFile(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isFile() ?? false
}
