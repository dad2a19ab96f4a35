import { chmod, mkdir, open, readFile, rename } from 'node:fs/promises'
import { join } from 'node:path'
import { refusalToOpen } from '../../db/read-only.ts'
import type { KeyStore } from '../desk.ts'

export const KEY_FILE = 'caresync.key'

/**
 * The browser host's key: a file that only this user of the machine may read. What that costs:
 * docs/decisions/0007-browser-host-key.md. `load` throws when the file holds something else than a key.
 */
export function keyFile(dataFolder: string): KeyStore {
  const path = join(dataFolder, KEY_FILE)
  return {
    async load() {
      const text = await readOrNull(path)
      if (text === null) return null
      const key = text.trim()
      if (!/^[0-9a-f]{32,256}$/.test(key)) throw new Error('the key file does not hold a key')
      await narrow(path)
      return key
    },
    async save(hex) {
      await mkdir(dataFolder, { recursive: true, mode: 0o700 })
      const fresh = `${path}.new`
      const file = await open(fresh, 'w', 0o600)
      try {
        await file.writeFile(`${hex}\n`)
        await file.sync()
      } finally {
        await file.close()
      }
      await rename(fresh, path)
      await syncFolder(dataFolder)
    },
  }
}

/** A copy from another place may have come with wider rights. Where nothing can be written they stay as they are. */
async function narrow(path: string): Promise<void> {
  try {
    await chmod(path, 0o600)
  } catch (fault) {
    if (refusalToOpen(fault) === undefined) throw fault
  }
}

async function readOrNull(path: string): Promise<string | null> {
  try {
    return await readFile(path, 'utf8')
  } catch (fault) {
    if (fault instanceof Error && 'code' in fault && fault.code === 'ENOENT') return null
    throw fault
  }
}

/** The new name must survive a power cut before a database is made with the key. Windows cannot open folders. */
async function syncFolder(folder: string): Promise<void> {
  if (process.platform === 'win32') return
  const handle = await open(folder, 'r')
  try {
    await handle.sync()
  } finally {
    await handle.close()
  }
}
