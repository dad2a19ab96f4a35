/**
 * What runs inside Chromium before any script of the page: `contextBridge` between the page's own world and the isolated
 * world that holds the real preload, and the page's half of IPC. The functions here are sent to the page as text.
 */
import { createCodec, type Codec, type Encoded } from './codec.ts'

export const ISOLATED_WORLD = 'Electron Isolated Context'

export type PageMessage =
  | { readonly type: 'send'; readonly channel: string; readonly args: Encoded }
  /** The page wants a window: by script, or by a link that asks for one. */
  | { readonly type: 'open'; readonly url: string }
  | { readonly type: 'invoke'; readonly id: number; readonly channel: string; readonly args: Encoded }

export type MainMessage =
  | { readonly type: 'event'; readonly channel: string; readonly args: Encoded }
  | { readonly type: 'answer'; readonly id: number; readonly value: Encoded }
  | { readonly type: 'failure'; readonly id: number; readonly message: string }

type Anything = (...args: unknown[]) => unknown
type Api = Readonly<Record<string, unknown>>
type BridgeMessage =
  | { type: 'expose'; key: string; api: unknown }
  | { type: 'call'; id: number; callId: number; args: unknown[] }
  | { type: 'reply'; callId: number; value?: unknown; error?: unknown }
  | { type: 'settle'; id: number; value?: unknown; error?: unknown }
type CreatePeer = typeof createPeer

/**
 * One end of a synchronous bridge between two worlds of one page. DOM events are delivered synchronously across worlds and
 * `CustomEvent.detail` is cloned on the way, which is exactly what contextBridge promises.
 */
function createPeer(outgoing: string, incoming: string, onExpose: (key: string, api: unknown) => void) {
  const functions = new Map<number, Anything>()
  const promises = new Map<number, { resolve: (value: unknown) => void; reject: (error: unknown) => void }>()
  const replies = new Map<number, { value?: unknown; error?: unknown }>()
  let lastId = 0
  const post = (message: BridgeMessage) => window.dispatchEvent(new CustomEvent(outgoing, { detail: message }))
  const isPlain = (value: unknown): value is Api =>
    value !== null && typeof value === 'object' && [Object.prototype, null].includes(Object.getPrototypeOf(value))

  function wrap(value: unknown): unknown {
    if (typeof value === 'function') {
      functions.set(++lastId, value as Anything)
      return { __function: lastId }
    }
    if (value instanceof Promise) {
      const id = ++lastId
      value.then(
        result => post({ type: 'settle', id, value: wrap(result) }),
        error => post({ type: 'settle', id, error }),
      )
      return { __promise: id }
    }
    if (Array.isArray(value)) return value.map(wrap)
    if (isPlain(value)) return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, wrap(item)]))
    return value
  }

  function unwrap(value: unknown): unknown {
    if (Array.isArray(value)) return value.map(unwrap)
    if (!isPlain(value)) return value
    const { __function: functionId, __promise: promiseId } = value
    if (typeof functionId === 'number') return (...args: unknown[]) => call(functionId, args)
    if (typeof promiseId === 'number') {
      return new Promise((resolve, reject) => promises.set(promiseId, { resolve, reject }))
    }
    return Object.freeze(Object.fromEntries(Object.entries(value).map(([key, item]) => [key, unwrap(item)])))
  }

  function call(id: number, args: unknown[]): unknown {
    const callId = ++lastId
    post({ type: 'call', id, callId, args: args.map(wrap) })
    const reply = replies.get(callId)
    replies.delete(callId)
    if (!reply) throw new Error('The other world of this page is gone')
    if (reply.error) throw reply.error
    return unwrap(reply.value)
  }

  function receive(message: BridgeMessage): void {
    if (message.type === 'expose') onExpose(message.key, unwrap(message.api))
    else if (message.type === 'reply') replies.set(message.callId, message)
    else if (message.type === 'settle') {
      const waiting = promises.get(message.id)
      promises.delete(message.id)
      if (message.error) waiting?.reject(message.error)
      else waiting?.resolve(unwrap(message.value))
    } else {
      try {
        const value = functions.get(message.id)?.(...message.args.map(unwrap))
        post({ type: 'reply', callId: message.callId, value: wrap(value) })
      } catch (error) {
        post({ type: 'reply', callId: message.callId, error })
      }
    }
  }

  window.addEventListener(incoming, event => receive((event as CustomEvent<BridgeMessage>).detail))
  return { expose: (key: string, api: unknown) => post({ type: 'expose', key, api: wrap(api) }) }
}

function mainWorld(peer: CreatePeer): void {
  if (window !== window.top) return // Electron runs no preload in sub-frames
  // A window that Chromium opened and that is then closed can hang the page that wanted it, so that none is opened.
  window.open = url => {
    window.dispatchEvent(
      new CustomEvent('stand-in:open', { detail: new URL(url ?? 'about:blank', location.href).href }),
    )
    return null
  }
  peer('stand-in:main', 'stand-in:isolated', (key, api) => {
    if (key in window) throw new Error(`Cannot bind an API on top of an existing property on the window object: ${key}`)
    Object.defineProperty(window, key, { value: api, enumerable: true })
  })
}

type Listener = (event: object, ...args: unknown[]) => void
type IsolatedGlobals = { standInPost: (text: string) => void; standInReceive: (text: string) => void }
type RunPreload = (require: (name: string) => unknown, module: { exports: object }, process: object) => void

function isolatedWorld(peer: CreatePeer, codec: () => Codec, processInfo: object, runPreload: RunPreload): void {
  if (window !== window.top) return
  const globals = globalThis as unknown as IsolatedGlobals
  const { expose } = peer('stand-in:isolated', 'stand-in:main', () => {})
  const { encode, decode } = codec()
  const listeners = new Map<string, readonly Listener[]>()
  const waiting = new Map<number, { resolve: (value: unknown) => void; reject: (error: Error) => void }>()
  let lastId = 0
  const post = (message: PageMessage) => globals.standInPost(JSON.stringify(message))
  const ipcRenderer = {
    on(channel: string, listener: Listener) {
      listeners.set(channel, [...(listeners.get(channel) ?? []), listener])
      return ipcRenderer
    },
    off(channel: string, listener: Listener) {
      listeners.set(channel, listeners.get(channel)?.filter(item => item !== listener) ?? [])
      return ipcRenderer
    },
    removeListener: (channel: string, listener: Listener) => ipcRenderer.off(channel, listener),
    send: (channel: string, ...args: unknown[]) => post({ type: 'send', channel, args: encode(args) }),
    invoke: (channel: string, ...args: unknown[]) =>
      new Promise((resolve, reject) => {
        const id = ++lastId
        waiting.set(id, { resolve, reject })
        post({ type: 'invoke', id, channel, args: encode(args) })
      }),
  }
  window.addEventListener('stand-in:open', event => post({ type: 'open', url: (event as CustomEvent<string>).detail }))
  const onClick = (event: MouseEvent) => {
    const link = event.target instanceof Element ? event.target.closest('a') : null
    if (!link || event.defaultPrevented || event.button > 1) return
    const isElsewhere = link.target !== '' && !['_self', '_parent', '_top'].includes(link.target)
    if (!isElsewhere && !event.ctrlKey && !event.metaKey && !event.shiftKey && event.button === 0) return
    event.preventDefault()
    post({ type: 'open', url: link.href })
  }
  window.addEventListener('click', onClick)
  window.addEventListener('auxclick', onClick)
  globals.standInReceive = text => {
    const message = JSON.parse(text) as MainMessage
    if (message.type === 'event') {
      const args = decode(message.args) as unknown[]
      for (const listener of listeners.get(message.channel) ?? []) listener({ sender: ipcRenderer }, ...args)
      return
    }
    const call = waiting.get(message.id)
    waiting.delete(message.id)
    if (message.type === 'failure') call?.reject(new Error(message.message))
    else call?.resolve(decode(message.value))
  }
  const electron = { contextBridge: { exposeInMainWorld: expose }, ipcRenderer, webFrame: {} }
  const require = (name: string) => {
    if (name === 'electron' || name === 'electron/renderer') return electron
    throw new Error(`module not found in a sandboxed preload: ${name}`)
  }
  runPreload(require, { exports: {} }, processInfo)
}

export const mainWorldSource = (): string => `(${mainWorld})(${createPeer})`

export const isolatedWorldSource = (preload: string, processInfo: object): string =>
  `(${isolatedWorld})(${createPeer}, ${createCodec}, ${JSON.stringify(processInfo)},` +
  ` (require, module, process, exports = module.exports) => {${preload}\n})`
