/**
 * A backup put onto an empty machine. It is verified before anything is written, and the machine goes on as a new device:
 * the PC of the backup may still be at work, or have worked on after it.
 */
import { constants, copyFileSync, existsSync, mkdirSync, renameSync } from 'node:fs'
import { dirname } from 'node:path'
import { ok, refuse, type Outcome } from '../domain/errors.ts'
import { isDiskFull, removeDatabase, verifyBackup } from './backup.ts'
import { setLeftoversAside } from './leftovers.ts'
import type { OpenStore } from './open-store.ts'
import { openStore, type OpenStoreWith } from './store.ts'
import { syncFile } from './sync-file.ts'

export type Restored = { readonly store: OpenStore; readonly entries: number }

/**
 * Restores the backup at `path` to `how.file` with its key. Refuses with `already-set-up` where a database is, with
 * `backup-not-found`, `backup-damaged`, `wrong-key`, `newer-version` or `disk-full`; the machine is then as empty as before.
 */
export async function restoreBackup(path: string, how: OpenStoreWith): Promise<Outcome<Restored>> {
  if (existsSync(how.file)) return refuse('already-set-up')
  const verified = await verifyBackup(path, how.key)
  if (!verified.ok) return verified
  const making = `${how.file}.making`
  try {
    mkdirSync(dirname(how.file), { recursive: true })
    copyFileSync(path, making, constants.COPYFILE_FICLONE)
    syncFile(making)
    setLeftoversAside(how.file, how.clock())
    renameSync(making, how.file)
  } catch (error) {
    removeDatabase(making)
    if (isDiskFull(error)) return refuse('disk-full')
    throw error
  }
  // There is no seal file beside it, so the store goes on as a new device.
  const opened = openStore(how)
  if (opened.ok) return ok({ store: opened.value, entries: verified.value.entries })
  removeDatabase(how.file)
  return opened
}
