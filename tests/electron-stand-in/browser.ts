/** The one Chromium of this process. */
import { Chromium } from './chromium.ts'

let running: Chromium | undefined

export function launchBrowser(switches: ReadonlyMap<string, string>, onGone: () => void): Chromium {
  running = new Chromium(switches, onGone)
  return running
}

/** The running Chromium; throws before `app` is ready, as Electron does when a window is made too early. */
export function browser(): Chromium {
  if (!running) throw new Error('Cannot create BrowserWindow before app is ready')
  return running
}

export const endBrowser = async (): Promise<void> => running?.end()
