/** Where the clinic of this PC lives, and where Chromium keeps what it needs for itself. */
import { copyFileSync, existsSync, mkdirSync, mkdtempSync, rmdirSync } from 'node:fs'
import path from 'node:path'
import { app } from 'electron'

/** Of Chromium: on Windows it holds the key that `safeStorage` seals with. */
const LOCAL_STATE = 'Local State'

/**
 * The data folder: `CARESYNC_DATA`, else the one of the system. It lives with the user, never beside the program, for an update
 * replaces that folder whole.
 *
 * A folder that cannot be written is still read by the clinic process. Chromium cannot live without writing, and nobody
 * could take its lock there, so its own files go to a temporary folder then.
 */
export function useDataFolder(): string {
  const named = process.env['CARESYNC_DATA']
  if (named) app.setPath('userData', path.resolve(named))
  const folder = app.getPath('userData')
  if (!isWritable(folder)) app.setPath('userData', temporaryBeside(folder))
  return folder
}

/** Tried, because rights say nothing of a disk that was switched to read-only. */
function isWritable(folder: string): boolean {
  try {
    mkdirSync(folder, { recursive: true, mode: 0o700 })
    rmdirSync(mkdtempSync(path.join(folder, 'writable-')))
    return true
  } catch (fault) {
    // A full disk may have room again in a moment, and the temporary folder is as full.
    return fault instanceof Error && 'code' in fault && fault.code === 'ENOSPC'
  }
}

function temporaryBeside(folder: string): string {
  const own = mkdtempSync(path.join(app.getPath('temp'), 'caresync-'))
  const state = path.join(folder, LOCAL_STATE)
  if (existsSync(state)) copyFileSync(state, path.join(own, LOCAL_STATE))
  return own
}
