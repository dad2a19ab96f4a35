/** What only the shell can do: the keyring, which it lends to the clinic process, and the printers and dialogs of this PC. */
import { BrowserWindow, dialog, type OpenDialogOptions } from 'electron'
import { ok, type Outcome } from '../domain/errors.ts'
import type { Abilities } from './clinic-process.ts'
import { sealKey, unsealKey } from './key-storage.ts'
import type { Log } from './log.ts'

type Printers = { printers: { name: string; label: string }[] }

/** The printers of this PC, by the system's name and by the name that people know. */
export async function listPrinters(): Promise<Outcome<Printers>> {
  const printers = (await BrowserWindow.getAllWindows()[0]?.webContents.getPrintersAsync()) ?? []
  return ok({ printers: printers.map(({ name, displayName }) => ({ name, label: displayName || name })) })
}

/** The chosen path, or null when the person cancelled. */
export async function choose(options: OpenDialogOptions): Promise<Outcome<{ path: string | null }>> {
  const window = BrowserWindow.getFocusedWindow()
  const { canceled, filePaths } = await (window
    ? dialog.showOpenDialog(window, options)
    : dialog.showOpenDialog(options))
  return ok({ path: canceled ? null : (filePaths[0] ?? null) })
}

export const shellAbilitiesIn = (dataFolder: string, log: Log): Abilities => ({
  unsealKey: () =>
    unsealKey(dataFolder, fault =>
      log.write('key-not-sealed-anew', { error: fault instanceof Error ? fault.message : '' }),
    ),
  sealKey: ({ key }) => sealKey(dataFolder, key),
})
