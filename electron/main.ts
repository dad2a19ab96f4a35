/** The desktop shell of CareSync, as a table of contents. */
import path from 'node:path'
import { app, crashReporter, type WebContents } from 'electron'
import type { ClinicEvent } from '../domain/contract/contract.ts'
import { shellAbilitiesIn } from './abilities.ts'
import { serveCalls } from './calls.ts'
import { ClinicProcess } from './clinic-process.ts'
import { useDataFolder } from './data-folder.ts'
import { desktopHandlers } from './desktop-handlers.ts'
import { guardPages, guardSession } from './guards.ts'
import { catchUnexpected, endInOrder, onSecondStart, watchMachine } from './lifecycle.ts'
import { openLog, type Log } from './log.ts'
import { setMenu } from './menu.ts'
import { Printing } from './printing.ts'
import { registerScheme, servePages } from './protocol.ts'
import type { Crash } from './restarts.ts'
import { showSafeScreen } from './safe-screen.ts'
import { saveSupportBundle } from './support-bundle.ts'
import { startUpdates } from './start-updates.ts'
import { callerOf, focusWindow, openWindow, openWindows } from './window.ts'

const OUT = path.join(import.meta.dirname, '..')

async function start(dataFolder: string, log: Log): Promise<void> {
  await app.whenReady()
  setMenu()
  guardSession()
  servePages(path.join(OUT, 'renderer'))

  const tellPages = (event: ClinicEvent) => openWindows().forEach(page => page.send('event', event))
  const clinic = new ClinicProcess({
    file: path.join(OUT, 'main', 'clinic.js'),
    dataFolder,
    version: app.getVersion(),
    abilities: shellAbilitiesIn(dataFolder, log),
    now: Date.now,
    onEvent: tellPages,
    onCrash: ({ code }) => log.write('clinic-process-gone', { code }),
    onHopeless: crashes => void offerWaysOut(crashes),
  })
  async function offerWaysOut(crashes: readonly Crash[]): Promise<void> {
    const choice = await showSafeScreen(async file =>
      saveSupportBundle(file, { dataFolder, log, crashes, clinic: await clinic.request('supportFacts', null) }),
    )
    if (choice === 'try-again') clinic.restart()
    else app.quit()
  }

  const printing = new Printing({
    call: (window, name, input) => clinic.call(window, name, input),
    settle: job => clinic.request('settlePrint', job),
  })
  const updates = startUpdates({ clinic, printing, dataFolder, log, onChange: () => tellPages({ event: 'state' }) })
  serveCalls({
    callerOf: (contents: WebContents) =>
      printing.isPrintPage(contents) ? { window: 'print', contents } : callerOf(contents),
    intercept: ({ contents }, name) => (printing.isPrintPage(contents) ? printing.answerPrintPage(name) : undefined),
    clinic: (window, name, input) => clinic.call(window, name, input),
    desktop: desktopHandlers({ printing, updates, onReady: () => console.log('CARESYNC_READY') }),
  })

  const open = () =>
    openWindow({
      dataFolder,
      onPageGone: reason => log.write('page-gone', { reason }),
      onPlaceLost: fault => log.write('window-place-lost', { error: fault instanceof Error ? fault.message : '' }),
      onClosed: window => {
        clinic.tell({ kind: 'windowClosed', window })
        if (openWindows().length === 0) void printing.finish()
      },
    })
  onSecondStart({ focus: focusWindow, openWindow: () => void open() })
  watchMachine(clinic)
  endInOrder(clinic, updates.stop)
  await open()
}

registerScheme()
guardPages()
crashReporter.start({ uploadToServer: false })
const dataFolder = useDataFolder()
if (app.requestSingleInstanceLock()) {
  const log = openLog(dataFolder, () => new Date())
  catchUnexpected(log)
  void start(dataFolder, log) // not awaited: Electron becomes ready only after this module has run to its end
} else app.quit()
