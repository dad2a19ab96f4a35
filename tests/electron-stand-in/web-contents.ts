/** WebContents over one Chromium page. */
import { EventEmitter } from 'node:events'
import { readFileSync } from 'node:fs'
import { browser } from './browser.ts'
import { cancellable } from './cancellable.ts'
import { createCodec } from './codec.ts'
import type { DevToolsEvents } from './devtools.ts'
import { Frames, type WebFrameMain } from './frames.ts'
import { ipcMain } from './ipc-main.ts'
import {
  ISOLATED_WORLD,
  isolatedWorldSource,
  mainWorldSource,
  type MainMessage,
  type PageMessage,
} from './page-script.ts'
import { pdfParams, printers, printJob, type PdfOptions, type PrintOptions } from './printer.ts'
import { fromChromium, toChromium } from './protocol.ts'
import { answerRequest } from './requests.ts'
import { defaultSession, type Session } from './session.ts'

export type WebPreferences = {
  readonly preload?: string
  readonly sandbox?: boolean
  readonly contextIsolation?: boolean
  readonly nodeIntegration?: boolean
  readonly webviewTag?: boolean
  readonly webSecurity?: boolean
  readonly additionalArguments?: readonly string[]
}
type WindowOpenHandler = (details: { readonly url: string; readonly disposition: string }) => {
  readonly action: string
}
type Navigated = { readonly errorText?: string; readonly loaderId?: string }
type Size = { readonly width: number; readonly height: number }

const { encode, decode } = createCodec()
const contents = new Map<number, WebContents>()
let lastId = 0

function refuseUnsafe(preferences: WebPreferences): void {
  const { contextIsolation, nodeIntegration, sandbox, webviewTag, webSecurity } = preferences
  if (contextIsolation === false || nodeIntegration || sandbox === false || webviewTag || webSecurity === false) {
    throw new Error('The stand-in runs only pages that are sandboxed, context-isolated and without Node')
  }
}

export class WebContents extends EventEmitter {
  readonly id = ++lastId
  readonly session: Session = defaultSession
  #preferences: WebPreferences
  #target = ''
  #session = ''
  #frames: Frames | undefined
  #attached: Promise<void>
  #destroyed = false
  #crashed = false
  #title = ''
  #isolatedContexts = new Map<string, number>()
  #askedFor = new Set<string>()
  #windowOpenHandler: WindowOpenHandler = () => ({ action: 'allow' })

  constructor(preferences: WebPreferences, size: Size) {
    super()
    refuseUnsafe(preferences)
    this.#preferences = preferences
    contents.set(this.id, this)
    this.#attached = this.#attach(size)
  }

  get targetId(): string {
    return this.#target
  }
  get mainFrame(): WebFrameMain {
    if (!this.#frames) throw new Error('This page is not attached yet')
    return this.#frames.main
  }

  getURL = (): string => this.#frames?.main.url ?? ''
  getTitle = (): string => this.#title
  getOSProcessId = (): number => process.pid
  isDestroyed = (): boolean => this.#destroyed
  isCrashed = (): boolean => this.#crashed
  isLoading = (): boolean => false
  isDevToolsOpened = (): boolean => false
  setWindowOpenHandler = (handler: WindowOpenHandler): void => void (this.#windowOpenHandler = handler)
  getPrintersAsync = async (): Promise<typeof printers> => printers
  focus = (): void => void this.#send('Page.bringToFront').catch(() => {}) // the page may be closing
  whenAttached = (): Promise<void> => this.#attached

  async loadURL(url: string): Promise<void> {
    await Promise.all([this.#attached, defaultSession.applyPermissions(this, url)])
    this.#askedFor.add(toChromium(url))
    const loaded = new Promise(resolve => this.once('did-finish-load', resolve))
    const navigate = { url: toChromium(url) }
    const { errorText, loaderId } = await this.#send<Navigated>('Page.navigate', navigate)
    if (errorText)
      throw Object.assign(new Error(`${errorText} loading '${url}'`), { code: errorText.replace('net::', '') })
    if (loaderId) await loaded // else only the part behind the # changed
  }

  reload(): void {
    this.#askedFor.add(toChromium(this.getURL()))
    this.#crashed = false
    void this.#send('Page.navigate', { url: toChromium(this.getURL()) })
  }

  forcefullyCrashRenderer(): void {
    this.#send('Page.crash').catch(() => {}) // a crashing page answers nothing
  }

  send(channel: string, ...args: unknown[]): void {
    const message = { type: 'event', channel, args: encode(args) } satisfies MainMessage
    this.#deliver(this.#isolatedContexts.get(this.#target), message)
  }

  async executeJavaScript(expression: string): Promise<unknown> {
    await this.#attached
    type Evaluated = {
      result: { value?: unknown }
      exceptionDetails?: { text: string; exception?: { description?: string } }
    }
    const params = { expression, awaitPromise: true, returnByValue: true, userGesture: false }
    const { result, exceptionDetails } = await this.#send<Evaluated>('Runtime.evaluate', params)
    if (exceptionDetails) throw new Error(exceptionDetails.exception?.description ?? exceptionDetails.text)
    return result.value
  }

  printToPDF = (options: PdfOptions = {}): Promise<Buffer> => this.#pdf(pdfParams(options))

  print(options: PrintOptions = {}, done: (success: boolean, failureReason: string) => void = () => {}): void {
    void this.#print(options, done)
  }

  async capturePage(): Promise<{ toPNG: () => Buffer }> {
    const { data } = await this.#send<{ data: string }>('Page.captureScreenshot', { format: 'png' })
    return { toPNG: () => Buffer.from(data, 'base64') }
  }

  /** Closes the page: with `waitForBeforeUnload` its listeners run and may refuse, which nobody is asked about. */
  close({ waitForBeforeUnload = false } = {}): void {
    if (this.#destroyed) return
    void this.#attached
      .then(() =>
        waitForBeforeUnload && !this.#crashed
          ? this.#send('Page.close')
          : browser().send('Target.closeTarget', { targetId: this.#target }),
      )
      .catch(() => this.#onDestroyed())
  }

  async #print(options: PrintOptions, done: (success: boolean, failureReason: string) => void): Promise<void> {
    const reason = await printJob(options, params => this.#pdf(params)).catch(String)
    done(reason === '', reason)
  }

  async #pdf(params: object): Promise<Buffer> {
    const { data } = await this.#send<{ data: string }>('Page.printToPDF', params)
    return Buffer.from(data, 'base64')
  }

  async #attach({ width, height }: Size): Promise<void> {
    const page = { url: 'about:blank', newWindow: true, width, height }
    const { targetId } = await browser().send<{ targetId: string }>('Target.createTarget', page)
    this.#target = targetId
    this.#frames = new Frames(targetId)
    const attach = { targetId, flatten: true }
    this.#session = (await browser().send<{ sessionId: string }>('Target.attachToTarget', attach)).sessionId
    this.#listen()
    await Promise.all([
      this.#send('Page.enable'),
      this.#send('Runtime.enable'),
      this.#send('Fetch.enable', { patterns: [{ urlPattern: '*' }] }),
      this.#send('Runtime.addBinding', { name: 'standInPost', executionContextName: ISOLATED_WORLD }),
      this.#send('Page.addScriptToEvaluateOnNewDocument', { source: mainWorldSource() }),
      this.#send('Page.addScriptToEvaluateOnNewDocument', { source: this.#preload(), worldName: ISOLATED_WORLD }),
    ])
  }

  #listen(): void {
    const on = <E extends keyof DevToolsEvents>(event: E, listener: (params: DevToolsEvents[E]) => void) =>
      browser().on(event, this.#session, listener)
    on('Page.frameNavigated', ({ frame }) => {
      const { url, parent } = this.#frames?.navigated(frame.id, frame.url, frame.parentId) ?? { url: '', parent: null }
      if (!parent) this.emit('did-navigate', {}, url, 200, 'OK')
    })
    on('Page.frameDetached', ({ frameId }) => this.#frames?.detached(frameId))
    on('Page.domContentEventFired', () => this.emit('dom-ready', {}))
    on('Page.loadEventFired', () => this.emit('did-finish-load', {}))
    on('Page.windowOpen', ({ url }) => this.#onWindowOpen(fromChromium(url)))
    on('Page.javascriptDialogOpening', ({ type }) => this.#onDialog(type))
    on('Runtime.executionContextCreated', ({ context }) => {
      if (context.name === ISOLATED_WORLD) this.#isolatedContexts.set(context.auxData.frameId, context.id)
    })
    on('Runtime.bindingCalled', ({ payload, executionContextId }) => void this.#onMessage(payload, executionContextId))
    on('Runtime.consoleAPICalled', ({ type, args }) => {
      const message = args.map(arg => String(arg.value ?? arg.description)).join(' ')
      this.emit('console-message', { level: type, message })
    })
    const page = {
      mainFrame: this.mainFrame,
      findFrame: (id: string) => this.#frames?.find(id),
      isAskedFor: (url: string) => this.#askedFor.delete(url),
      emit: (event: string, details: object, url: string) => this.emit(event, details, url),
      send: (method: string, params: object) => this.#send(method, params),
    }
    on('Fetch.requestPaused', paused => {
      answerRequest(page, paused).catch(() => {}) // the page went away with its request
    })
    browser().on(
      'Target.targetDestroyed',
      undefined,
      ({ targetId }) => targetId === this.#target && this.#onDestroyed(),
    )
    browser().on('Target.targetCrashed', undefined, ({ targetId }) => {
      if (targetId !== this.#target) return
      this.#crashed = true
      this.emit('render-process-gone', {}, { reason: 'crashed', exitCode: 1 })
    })
  }

  #preload(): string {
    const { preload, additionalArguments = [] } = this.#preferences
    const { platform, arch, versions, argv } = process
    const info = { type: 'renderer', sandboxed: true, contextIsolated: true, platform, arch, versions, env: {} }
    const source = preload ? readFileSync(preload, 'utf8') : ''
    return isolatedWorldSource(source, { ...info, argv: [argv[0], ...additionalArguments] })
  }

  #send<T = unknown>(method: string, params: object = {}): Promise<T> {
    return browser().send<T>(method, params, this.#session)
  }

  #deliver(executionContextId: number | undefined, message: MainMessage): void {
    if (executionContextId === undefined || this.#destroyed) return
    this.#send('Runtime.callFunctionOn', {
      functionDeclaration: 'text => globalThis.standInReceive(text)',
      executionContextId,
      arguments: [{ value: JSON.stringify(message) }],
    }).catch(() => {}) // the page navigated away meanwhile
  }

  async #onMessage(payload: string, context: number): Promise<void> {
    const message = JSON.parse(payload) as PageMessage
    if (message.type === 'open') return this.#onWindowOpen(fromChromium(message.url))
    const [frameId = ''] = [...this.#isolatedContexts].find(([, id]) => id === context) ?? []
    const event = { sender: this, senderFrame: this.#frames?.find(frameId) ?? null }
    const args = decode(message.args) as unknown[]
    if (message.type === 'send') return void ipcMain.emit(message.channel, event, ...args)
    const { id, channel } = message
    try {
      this.#deliver(context, { type: 'answer', id, value: encode(await ipcMain.invoke(channel, event, args)) })
    } catch (error) {
      this.#deliver(context, {
        type: 'failure',
        id,
        message: `Error invoking remote method '${channel}': ${String(error)}`,
      })
    }
  }

  /** The page asked for a window; one that Chromium opened by another way is closed as it appears, by `closePopups`. */
  #onWindowOpen(url: string): void {
    const { action } = this.#windowOpenHandler({ url, disposition: 'foreground-tab' })
    if (action !== 'deny') throw new Error('The stand-in opens no windows for a page: answer { action: "deny" }')
  }

  /** Electron shows no beforeunload dialog: the page's wish to stay holds unless a listener overrules it. */
  #onDialog(type: string): void {
    const event = cancellable({})
    if (type === 'beforeunload') this.emit('will-prevent-unload', event)
    const accept = type === 'beforeunload' && event.defaultPrevented
    this.#send('Page.handleJavaScriptDialog', { accept }).catch(() => {}) // another client of the page answered first
  }

  #onDestroyed(): void {
    if (this.#destroyed) return
    this.#destroyed = true
    contents.delete(this.id)
    this.emit('destroyed')
  }
}

export const webContents = {
  getAllWebContents: (): readonly WebContents[] => [...contents.values()],
  fromId: (id: number): WebContents | undefined => contents.get(id),
  fromDevToolsTargetId: (targetId: string): WebContents | undefined =>
    [...contents.values()].find(item => item.targetId === targetId),
}

/** Closes every window that a page opened by itself: all of them are denied. */
export function closePopups(): void {
  browser().on('Target.targetCreated', undefined, ({ targetInfo: { type, targetId, openerId } }) => {
    if (type !== 'page' || !openerId || !webContents.fromDevToolsTargetId(openerId)) return
    browser()
      .send('Target.closeTarget', { targetId })
      .catch(() => {}) // it closed by itself
  })
}
