import { open, rename, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { ok, type Outcome, refuse } from '../../domain/errors.ts'
import { pull } from '../../domain/journal/exchange.ts'
import { deviceOf } from '../../domain/journal/vector.ts'
import { encodeMessage } from '../../domain/sync/page-code.ts'
import type { OpenStore } from '../../db/open-store.ts'
import { journalSealedNow } from '../../db/sync-port.ts'
import { pack } from './page-codec.ts'
import { acknowledgedBy } from './steps.ts'

export type Exported = { readonly path: string | null; readonly entries: number; readonly bytes: number }

/**
 * Writes what HQ is not known to hold into one file, as it would have been sent. It needs no write to the database, so it
 * works in read-only mode too.
 *
 * @param now UTC ISO, for the name of the file
 */
export async function exportUnsent(store: OpenStore, folder: string, now: string): Promise<Outcome<Exported>> {
  if (!(await isFolder(folder))) return refuse('folder-not-found')
  const vector = acknowledgedBy(store)
  // An empty trail for each device says: nothing can be asked, send from the last place that is known.
  const trails = Object.fromEntries(Object.keys(vector).map(name => [deviceOf(name), []]))
  const { pages } = pull(journalSealedNow(store), { vector, trails }, Number.MAX_SAFE_INTEGER, store.deviceId)
  const entries = pages.reduce((sum, page) => sum + page.entries.length, 0)
  if (entries === 0) return ok({ path: null, entries, bytes: 0 })
  const bytes = await pack(encodeMessage({ clinic: store.clinicId, device: store.deviceId }, pages))
  const name = `caresync-unsent-${store.deviceCode}-${now.slice(0, 19).replaceAll(':', '')}.cspages`
  const written = await writeWhole(join(folder, name), bytes)
  return written.ok ? ok({ path: join(folder, name), entries, bytes: bytes.length }) : written
}

async function isFolder(path: string): Promise<boolean> {
  try {
    return (await stat(path)).isDirectory()
  } catch {
    return false
  }
}

/** Under another name until the disk has it whole. */
async function writeWhole(path: string, bytes: Uint8Array): Promise<Outcome<null>> {
  try {
    const file = await open(`${path}.new`, 'w', 0o600)
    try {
      await file.writeFile(bytes)
      await file.sync()
    } finally {
      await file.close()
    }
    await rename(`${path}.new`, path)
    return ok(null)
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : undefined
    if (code === 'ENOSPC') return refuse('disk-full')
    if (code === 'EACCES' || code === 'EROFS' || code === 'EPERM')
      return refuse('read-only', { reason: 'the folder cannot be written' })
    throw error
  }
}
