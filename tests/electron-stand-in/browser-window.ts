/** BrowserWindow: a page in its own Chromium window; what only a window manager could do is kept as book-keeping. */
import { EventEmitter } from 'node:events'
import { app } from './app.ts'
import { browser } from './browser.ts'
import { cancellable } from './cancellable.ts'
import { WebContents, type WebPreferences } from './web-contents.ts'

type Bounds = { readonly x: number; readonly y: number; readonly width: number; readonly height: number }
type Options = Partial<Bounds> & {
  readonly title?: string
  readonly show?: boolean
  readonly kiosk?: boolean
  readonly fullscreen?: boolean
  readonly webPreferences?: WebPreferences
}
type State = {
  title: string
  visible: boolean
  kiosk: boolean
  fullScreen: boolean
  minimized: boolean
  maximized: boolean
}

const windows = new Map<number, BrowserWindow>()
let lastId = 0
let focused: number | undefined

export class BrowserWindow extends EventEmitter {
  static getAllWindows = (): BrowserWindow[] => [...windows.values()]
  static fromId = (id: number): BrowserWindow | null => windows.get(id) ?? null
  static fromWebContents = (contents: WebContents | undefined): BrowserWindow | null =>
    [...windows.values()].find(window => window.webContents === contents) ?? null
  static getFocusedWindow = (): BrowserWindow | null => windows.get(focused ?? 0) ?? null

  readonly id = ++lastId
  readonly webContents: WebContents
  #state: State
  #bounds: Bounds
  #destroyed = false

  constructor(options: Options = {}) {
    super()
    const { width = 800, height = 600, x = 0, y = 0, title = '', show = true, webPreferences = {} } = options
    const { kiosk = false, fullscreen = false } = options
    this.#bounds = { x, y, width, height }
    this.#state = { title, visible: show, kiosk, fullScreen: fullscreen, minimized: false, maximized: false }
    this.webContents = new WebContents(webPreferences, { width, height })
    windows.set(this.id, this)
    this.webContents.once('did-finish-load', () => this.emit('ready-to-show'))
    this.webContents.once('destroyed', () => this.#onClosed())
    app.emit('web-contents-created', {}, this.webContents)
    app.emit('browser-window-created', {}, this)
    void this.#resize().catch(() => {}) // the window may be closing
    if (show) this.focus()
  }

  loadURL = (url: string): Promise<void> => this.webContents.loadURL(url)
  loadFile(): never {
    throw new Error('The stand-in serves pages from a custom protocol, not from file://')
  }
  isDestroyed = (): boolean => this.#destroyed
  isVisible = (): boolean => this.#state.visible
  isFocused = (): boolean => focused === this.id
  isMinimized = (): boolean => this.#state.minimized
  isMaximized = (): boolean => this.#state.maximized
  isFullScreen = (): boolean => this.#state.fullScreen
  isKiosk = (): boolean => this.#state.kiosk
  getTitle = (): string => this.#state.title
  setTitle = (title: string): void => void (this.#state.title = title)
  getBounds = (): Bounds => this.#bounds
  getNormalBounds = (): Bounds => this.#bounds
  setMenu(): void {}
  setMenuBarVisibility(): void {}

  setBounds(bounds: Partial<Bounds>): void {
    const before = this.#bounds
    this.#bounds = { ...before, ...bounds }
    void this.#resize().catch(() => {}) // the window may be closing
    if (before.width !== this.#bounds.width || before.height !== this.#bounds.height) this.emit('resize')
    if (before.x !== this.#bounds.x || before.y !== this.#bounds.y) this.emit('move')
  }

  show(): void {
    this.#state.visible = true
    this.emit('show')
    this.focus()
  }
  showInactive(): void {
    this.#state.visible = true
    this.emit('show')
  }
  hide(): void {
    this.#state.visible = false
    this.#blur()
    this.emit('hide')
  }
  focus(): void {
    if (focused === this.id || !this.#state.visible) return
    BrowserWindow.getFocusedWindow()?.emit('blur')
    focused = this.id
    this.emit('focus')
    app.emit('browser-window-focus', {}, this)
  }
  minimize(): void {
    this.#state.minimized = true
    this.#blur()
    this.emit('minimize')
  }
  restore(): void {
    this.#state.minimized = false
    this.emit('restore')
  }
  maximize(): void {
    this.#state.maximized = true
    this.emit('maximize')
  }
  unmaximize(): void {
    this.#state.maximized = false
    this.emit('unmaximize')
  }
  setFullScreen(fullScreen: boolean): void {
    this.#state.fullScreen = fullScreen
    this.emit(fullScreen ? 'enter-full-screen' : 'leave-full-screen')
  }

  /** Asks the application's listeners, then the page; true when the application did not refuse. */
  close(): boolean {
    const event = cancellable({})
    this.emit('close', event)
    if (!event.defaultPrevented) this.webContents.close({ waitForBeforeUnload: true })
    return !event.defaultPrevented
  }

  destroy(): void {
    this.webContents.close()
  }

  async #resize(): Promise<void> {
    await this.webContents.whenAttached()
    const { targetId } = this.webContents
    const { windowId } = await browser().send<{ windowId: number }>('Browser.getWindowForTarget', { targetId })
    const { width, height } = this.#bounds
    const tabStrip = Number(await this.webContents.executeJavaScript('outerHeight - innerHeight')) // Electron has none
    await browser().send('Browser.setWindowBounds', { windowId, bounds: { width, height: height + tabStrip } })
  }

  #blur(): void {
    if (focused !== this.id) return
    focused = undefined
    this.emit('blur')
  }

  #onClosed(): void {
    if (this.#destroyed) return
    this.#destroyed = true
    this.#blur()
    windows.delete(this.id)
    this.emit('closed')
    if (windows.size === 0) app.onWindowAllClosed()
  }
}
