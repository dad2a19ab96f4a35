/** From the first start to the last window: one instance per data folder, the machine's sleep and lock, an orderly end. */
import { app, dialog, powerMonitor } from 'electron'
import type { ClinicProcess } from './clinic-process.ts'
import type { Log } from './log.ts'

const IDLE_TOLD_EVERY_MILLISECONDS = 10_000
/** An argument of a second start that asks for one more window. */
const NEW_WINDOW = '--new-window'

type SecondStart = { readonly focus: () => void; readonly openWindow: () => void }

/** Must have the lock; a second start focuses the window of the first, or opens one more when it asks for that. */
export function onSecondStart({ focus, openWindow }: SecondStart): void {
  app.on('second-instance', (_event, argv) => (argv.includes(NEW_WINDOW) ? openWindow() : focus()))
  app.on('activate', focus)
}

/** Tells the clinic process when the machine sleeps, wakes, is locked, or is left alone. */
export function watchMachine(clinic: ClinicProcess): void {
  powerMonitor.on('suspend', () => clinic.tell({ kind: 'power', state: 'suspend' }))
  powerMonitor.on('resume', () => clinic.tell({ kind: 'power', state: 'resume' }))
  powerMonitor.on('lock-screen', () => clinic.tell({ kind: 'power', state: 'lockScreen' }))
  setInterval(
    () => clinic.tell({ kind: 'idle', seconds: powerMonitor.getSystemIdleTime() }),
    IDLE_TOLD_EVERY_MILLISECONDS,
  ).unref()
}

/**
 * Closing the last window quits. The pages say their last words while they close; then the clinic process finishes what it was
 * told, closes the database, and only then the application ends.
 */
export function endInOrder(clinic: ClinicProcess, beforeEnd: () => void): void {
  let ended = false
  app.on('window-all-closed', () => app.quit())
  app.on('will-quit', event => {
    if (ended) return
    event.preventDefault()
    beforeEnd()
    void clinic.quit().finally(() => {
      ended = true
      app.quit()
    })
  })
}

/** The unexpected ends the application with one sentence, instead of going on in an unknown state. */
export function catchUnexpected(log: Log): void {
  const end = (what: string, error: unknown) => {
    log.write(what, { error: error instanceof Error ? (error.stack ?? error.message) : String(error) })
    dialog.showErrorBox(
      'CareSync',
      'CareSync met an unexpected error and closes. What was saved is safe. Please start it again.',
    )
    app.exit(1)
  }
  process.on('uncaughtException', error => end('uncaught-exception', error))
  process.on('unhandledRejection', reason => end('unhandled-rejection', reason))
}
