/** The windows of this PC. Each has a name of its own, under which the clinic process keeps its session. */
import path from 'node:path'
import { BrowserWindow, screen, type WebContents } from 'electron'
import { whenAnswered, type Caller } from './calls.ts'
import { ORIGIN } from './origin.ts'
import { placeWindow, readWindowState, saveWindowState, type Rectangle } from './window-state.ts'

/** Written out once, although these are Electron's defaults: a page has no Node and cannot reach the preload's world. */
export const webPreferences = {
  preload: path.join(import.meta.dirname, '../preload/preload.cjs'),
  sandbox: true,
  contextIsolation: true,
  nodeIntegration: false,
  spellcheck: false,
} as const

/** A page that hangs may not keep its window open for longer. */
const LAST_WORDS_MILLISECONDS = 2_000

const isHeard = new WeakSet<WebContents>()
const names = new Map<WebContents, string>()
let opened = 0

/** The caller behind web contents, when they belong to a window that was opened here. */
export function callerOf(contents: WebContents): Caller | undefined {
  const window = names.get(contents)
  return window === undefined ? undefined : { window, contents }
}

export const openWindows = (): readonly WebContents[] => [...names.keys()].filter(contents => !contents.isDestroyed())

function workAreas(): [Rectangle, ...Rectangle[]] {
  const primary = screen.getPrimaryDisplay()
  const others = screen.getAllDisplays().filter(({ id }) => id !== primary.id)
  return [primary.workArea, ...others.map(({ workArea }) => workArea)]
}

type Options = {
  readonly dataFolder: string
  readonly onClosed: (window: string) => void
  /** The page crashed; it is loaded again. */
  readonly onPageGone: (reason: string) => void
  /** Where the window was could not be kept: it opens next time where it opened before. */
  readonly onPlaceLost: (fault: unknown) => void
}

/** Opens one more window of CareSync: the first where it was, another one a little beside. */
export async function openWindow({ dataFolder, onClosed, onPageGone, onPlaceLost }: Options): Promise<void> {
  const saved = readWindowState(dataFolder)
  const place = placeWindow(saved?.bounds, workAreas())
  const shift = 32 * names.size
  const window = new BrowserWindow({
    ...place,
    x: place.x + shift,
    y: place.y + shift,
    minWidth: 800,
    minHeight: 560,
    show: false,
    title: 'CareSync',
    backgroundColor: '#f6f7f9',
    autoHideMenuBar: true,
    webPreferences,
  })
  const { webContents: contents } = window
  const name = `window-${++opened}`
  names.set(contents, name)
  window.once('ready-to-show', () => (saved?.maximized ? window.maximize() : window.show()))
  window.on('close', event => {
    try {
      saveWindowState(dataFolder, { bounds: window.getNormalBounds(), maximized: window.isMaximized() })
    } catch (fault) {
      onPlaceLost(fault)
    }
    if (isHeard.has(contents) || contents.isCrashed()) return
    event.preventDefault()
    isHeard.add(contents)
    void hearLastWords(contents).then(() => window.close())
  })
  window.once('closed', () => {
    names.delete(contents)
    onClosed(name)
  })
  contents.on('render-process-gone', (_event, { reason }) => {
    if (reason === 'clean-exit' || contents.isDestroyed()) return
    onPageGone(reason)
    contents.reload()
  })
  await load(window)
}

/** A reload or a close while the page still loads aborts the first load: that is no fault. */
async function load(window: BrowserWindow): Promise<void> {
  try {
    await window.loadURL(`${ORIGIN}/`)
  } catch (error) {
    const isAborted = error instanceof Error && 'code' in error && error.code === 'ERR_ABORTED'
    if (!isAborted && !window.isDestroyed()) throw error
  }
}

/**
 * Lets a page save what is only typed: it is told that it goes away, and what it asks then is answered before it really goes,
 * instead of racing with its end. Quitting is only put off by this: the last window that closes quits.
 */
async function hearLastWords(contents: WebContents): Promise<void> {
  const goAway = "void dispatchEvent(new PageTransitionEvent('pagehide'))"
  const said = contents.executeJavaScript(goAway).then(() => whenAnswered(contents))
  const patience = new Promise(resolve => setTimeout(resolve, LAST_WORDS_MILLISECONDS))
  await Promise.race([said, patience]).catch(() => undefined) // a page that is gone has nothing to say
}

/** Brings the window that was used last to the front. */
export function focusWindow(): void {
  const window =
    BrowserWindow.getFocusedWindow() ?? BrowserWindow.getAllWindows().find(one => names.has(one.webContents))
  if (!window) return
  if (window.isMinimized()) window.restore()
  window.show()
  window.focus()
}
