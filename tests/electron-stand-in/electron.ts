/** The module that `import … from 'electron'` receives in the main process. */
import { EventEmitter } from 'node:events'
import { app } from './app.ts'
import { launchBrowser } from './browser.ts'
import { BrowserWindow } from './browser-window.ts'
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

/** Starts Chromium with the application's switches and makes the application ready. */
export async function startBrowser(): Promise<void> {
  const switches = new Map([...app.switches].filter(([name]) => name !== 'user-data-dir'))
  const chromium = launchBrowser(switches, () => app.exit(1))
  await chromium.send('Target.setDiscoverTargets', { discover: true })
  closePopups()
  app.becomeReady(() => BrowserWindow.getAllWindows())
}
