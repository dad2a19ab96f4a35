/**
 * The database key, sealed by the operating system. It can be lost in the field (another Windows user, a broken keyring), so
 * that the clinic process also keeps a recovery key; a key that cannot be read is told and never replaced silently.
 */
import { closeSync, existsSync, fsyncSync, openSync, readFileSync, renameSync, writeSync } from 'node:fs'
import path from 'node:path'
import { safeStorage } from 'electron'
import { z } from 'zod'
import { ok, refuse, type Outcome } from '../domain/errors.ts'

const sealedKey = z.discriminatedUnion('protection', [
  z.object({ protection: z.literal('system'), sealed: z.base64() }),
  z.object({ protection: z.literal('plain'), key: z.base64() }),
])
type SealedKey = z.output<typeof sealedKey>

const fileIn = (folder: string) => path.join(folder, 'database-key.json')

function write(folder: string, value: SealedKey): void {
  const file = openSync(`${fileIn(folder)}.new`, 'w', 0o600)
  writeSync(file, JSON.stringify(value))
  fsyncSync(file)
  closeSync(file)
  renameSync(`${fileIn(folder)}.new`, fileIn(folder))
}

/** Keeps the key (base64); as plain text in a file of this user alone where the operating system offers no keyring. */
export async function sealKey(folder: string, key: string): Promise<Outcome<{ protection: 'system' | 'plain' }>> {
  if (await safeStorage.isAsyncEncryptionAvailable()) {
    const sealed = await safeStorage.encryptStringAsync(key)
    write(folder, { protection: 'system', sealed: sealed.toString('base64') })
    return ok({ protection: 'system' })
  }
  write(folder, { protection: 'plain', key })
  return ok({ protection: 'plain' })
}

/**
 * The key (base64), or null when none was ever kept here. Refuses with `key-lost`.
 *
 * Where the operating system asks for the key to be sealed anew and that fails (a full disk), the old seal stays and serves;
 * `onOldSealKept` hears why, for it is asked again at the next start.
 */
export async function unsealKey(
  folder: string,
  onOldSealKept: (fault: unknown) => void,
): Promise<Outcome<{ key: string | null }>> {
  if (!existsSync(fileIn(folder))) return ok({ key: null })
  const opened = await open(folder)
  if (!opened) return refuse('key-lost')
  if (opened.isStale) await sealKey(folder, opened.key).catch(onOldSealKept)
  return ok({ key: opened.key })
}

/** Undefined when it is not a file of ours, or not sealed by this user: then the recovery key opens. */
async function open(folder: string): Promise<{ readonly key: string; readonly isStale: boolean } | undefined> {
  try {
    const kept = sealedKey.parse(JSON.parse(readFileSync(fileIn(folder), 'utf8')))
    if (kept.protection === 'plain') return { key: kept.key, isStale: false }
    const { result, shouldReEncrypt } = await safeStorage.decryptStringAsync(Buffer.from(kept.sealed, 'base64'))
    return { key: result, isStale: shouldReEncrypt }
  } catch {
    return undefined
  }
}
