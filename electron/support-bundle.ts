/** What a person may hand to support: versions, figures and the shell's log. Nothing of any patient is in it. */
import { writeFileSync } from 'node:fs'
import { statfs } from 'node:fs/promises'
import os from 'node:os'
import { app, safeStorage } from 'electron'
import type { Outcome } from '../domain/errors.ts'
import type { Log } from './log.ts'
import type { Crash } from './restarts.ts'

type Facts = {
  readonly dataFolder: string
  readonly log: Log
  readonly crashes: readonly Crash[]
  /** The clinic process's own figures; a refusal when it does not run. */
  readonly clinic: Outcome<Readonly<Record<string, unknown>>>
}

const keyring = () => (process.platform === 'linux' ? safeStorage.getSelectedStorageBackend() : process.platform)

/** Null when the disk does not tell, as when it is the disk that fails. */
async function freeMegabytes(folder: string): Promise<number | null> {
  try {
    const { bavail, bsize } = await statfs(folder)
    return Math.round((bavail * bsize) / 2 ** 20)
  } catch {
    return null
  }
}

/** Writes the bundle as one JSON file at the path that the person chose; throws when that cannot be written. */
export async function saveSupportBundle(path: string, { dataFolder, log, crashes, clinic }: Facts): Promise<void> {
  const bundle = {
    caresync: app.getVersion(),
    electron: process.versions['electron'],
    system: `${os.type()} ${os.release()} ${os.arch()}`,
    memoryMb: { total: Math.round(os.totalmem() / 2 ** 20), free: Math.round(os.freemem() / 2 ** 20) },
    diskFreeMb: await freeMegabytes(dataFolder),
    keyring: keyring(),
    crashes: crashes.map(({ at, code }) => ({ at: new Date(at).toISOString(), code })),
    clinic,
    log: log.tail(400),
  }
  writeFileSync(path, JSON.stringify(bundle, null, 2))
}
