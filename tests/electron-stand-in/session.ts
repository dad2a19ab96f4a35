/** Sessions: request filters of each, and permissions of the default one, which Chromium is told to grant or to deny. */
import { EventEmitter } from 'node:events'
import { browser } from './browser.ts'
import { readAsResponse } from './file-response.ts'
import { protocol, toChromium } from './protocol.ts'

type Details = { readonly url: string; readonly method: string; readonly resourceType: string }
type Verdict = { readonly cancel?: boolean }
type BeforeRequest = (details: Details, callback: (verdict: Verdict) => void) => void
type PermissionRequest = (
  contents: unknown,
  permission: string,
  callback: (granted: boolean) => void,
  details: object,
) => void
type PermissionCheck = (contents: unknown, permission: string, origin: string, details: object) => boolean

/** Electron's names of permissions, and Chromium's names of what each of them opens. */
const PERMISSIONS: Readonly<Record<string, readonly string[]>> = {
  media: ['camera', 'microphone'],
  geolocation: ['geolocation'],
  notifications: ['notifications'],
  midi: ['midi'],
  'clipboard-read': ['clipboard-read'],
  'clipboard-sanitized-write': ['clipboard-write'],
  'idle-detection': ['idle-detection'],
  'window-management': ['window-management'],
}

class WebRequest {
  #beforeRequest: BeforeRequest | undefined

  onBeforeRequest(filter: { readonly urls: readonly string[] } | BeforeRequest, listener?: BeforeRequest): void {
    this.#beforeRequest = typeof filter === 'function' ? filter : listener
  }

  async isCancelled(details: Details): Promise<boolean> {
    const listener = this.#beforeRequest
    if (!listener) return false
    const { cancel = false } = await new Promise<Verdict>(resolve => listener(details, resolve))
    return cancel
  }
}

export class Session extends EventEmitter {
  readonly webRequest = new WebRequest()
  readonly protocol = protocol
  #onRequest: PermissionRequest | null = null
  #onCheck: PermissionCheck | null = null

  setPermissionRequestHandler = (handler: PermissionRequest | null): void => void (this.#onRequest = handler)
  setPermissionCheckHandler = (handler: PermissionCheck | null): void => void (this.#onCheck = handler)
  setDevicePermissionHandler(): void {}
  setSpellCheckerEnabled(): void {}
  async clearCache(): Promise<void> {}

  /** Filtered as pages are: Electron asks the filter of the session for every request, also for the application's own. */
  async fetch(url: string, init?: RequestInit): Promise<Response> {
    const refusal = await this.refusal(url, init?.method)
    if (refusal) throw refusal
    return url.startsWith('file:') ? readAsResponse(url) : fetch(url, init)
  }

  /** The error of a request that the filter cancels; undefined when it may pass. */
  async refusal(url: string, method = 'GET'): Promise<Error | undefined> {
    const isCancelled = await this.webRequest.isCancelled({ url, method, resourceType: 'other' })
    return isCancelled ? new Error('net::ERR_BLOCKED_BY_CLIENT') : undefined
  }

  /**
   * Tells Chromium what this origin may do. Chromium asks no one at run time, so both handlers are asked beforehand, for
   * every permission; without a handler everything is granted, which is Electron's dangerous default.
   */
  async applyPermissions(contents: unknown, url: string): Promise<void> {
    const { origin } = new URL(toChromium(url))
    const appOrigin = new URL(url)
    const requestingUrl = `${appOrigin.protocol}//${appOrigin.host}/`
    const apply = async ([permission, names]: readonly [string, readonly string[]]): Promise<void> => {
      const setting = (await this.#isGranted(contents, permission, requestingUrl)) ? 'granted' : 'denied'
      const send = (name: string) => browser().send('Browser.setPermission', { permission: { name }, setting, origin })
      await Promise.all(names.map(send))
    }
    await Promise.all(Object.entries(PERMISSIONS).map(apply))
  }

  async #isGranted(contents: unknown, permission: string, requestingUrl: string): Promise<boolean> {
    const details = { requestingUrl, isMainFrame: true }
    if (this.#onCheck && !this.#onCheck(contents, permission, requestingUrl, details)) return false
    const ask = this.#onRequest
    return ask ? new Promise<boolean>(resolve => ask(contents, permission, resolve, details)) : true
  }
}

export const defaultSession = new Session()

const partitions = new Map<string, Session>()

export const session = {
  defaultSession,
  /** The same session for the same name; the empty name is the default one. */
  fromPartition(name: string): Session {
    const known = name === '' ? defaultSession : (partitions.get(name) ?? new Session())
    partitions.set(name, known)
    return known
  },
}
