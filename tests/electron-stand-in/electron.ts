/** The module that `import … from 'electron'` receives in the main process. */
import { EventEmitter } from 'node:events'
import { app } from './app.ts'
import { launchBrowser } from './browser.ts'
import { BrowserWindow } from './browser-window.ts'
import type { Chromium } from './chromium.ts'
import { closePopups } from './web-contents.ts'

export { app, BrowserWindow }
export { crashReporter, dialog, Menu, nativeTheme, powerMonitor, screen, shell } from './desktop.ts'
export { ipcMain } from './ipc-main.ts'
export { net } from './net.ts'
export { protocol } from './protocol.ts'
export { safeStorage } from './safe-storage.ts'
export { session } from './session.ts'
export { utilityProcess } from './utility-process.ts'
export { webContents } from './web-contents.ts'

/** Electron's own updater, which electron-updater tells when it is about to quit. */
export const autoUpdater = new EventEmitter()

const switchesNow = (): ReadonlyMap<string, string> =>
  new Map([...app.switches].filter(([name]) => name !== 'user-data-dir'))

/** Starts Chromium with the application's switches while the application's own entry still loads. */
export function launchAhead(): { readonly chromium: Chromium; readonly switches: ReadonlyMap<string, string> } {
  const switches = switchesNow()
  return { chromium: launchBrowser(switches, () => app.exit(1)), switches }
}

/** Makes the application ready, on another Chromium when its entry added switches. */
export async function startBrowser(ahead: ReturnType<typeof launchAhead>): Promise<void> {
  if (app.isQuitting) return
  const added = [...switchesNow()].some(([name, value]) => ahead.switches.get(name) !== value)
  if (added) await ahead.chromium.end()
  const { chromium } = added ? launchAhead() : ahead
  await chromium.send('Target.setDiscoverTargets', { discover: true })
  closePopups()
  app.becomeReady(() => BrowserWindow.getAllWindows())
}
