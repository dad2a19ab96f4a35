/** What no page may do, whatever it contains: leave, open windows, embed, or use a device. */
import { app, session, shell, type WebContents } from 'electron'
import { isOurs } from './origin.ts'

/** Government services that a screen may open in the person's own browser. */
const EXTERNAL_HOSTS: ReadonlySet<string> = new Set(['services.gst.gov.in', 'abha.abdm.gov.in', 'hpr.abdm.gov.in'])

/** Whether an address may be handed to the browser of this machine. */
export function isAllowedOutside(url: string): boolean {
  if (!URL.canParse(url)) return false
  const { protocol, host, username, password } = new URL(url)
  return protocol === 'https:' && EXTERNAL_HOSTS.has(host) && username === '' && password === ''
}

type Navigation = { readonly url: string; preventDefault: () => void }

function guardPage(contents: WebContents): void {
  const refuse = (navigation: Navigation) => {
    if (!isOurs(navigation.url)) navigation.preventDefault()
  }
  contents.on('will-navigate', refuse)
  contents.on('will-redirect', refuse)
  contents.on('will-frame-navigate', refuse)
  contents.on('will-attach-webview', event => event.preventDefault())
  contents.setWindowOpenHandler(({ url }) => {
    if (isAllowedOutside(url)) setImmediate(() => void shell.openExternal(url))
    return { action: 'deny' }
  })
}

/** Must run before the application is ready, so that no page exists unguarded. */
export function guardPages(): void {
  app.enableSandbox()
  app.on('web-contents-created', (_event, contents) => guardPage(contents))
}

/** Without these, Electron grants a page everything. The clipboard may be written: the recovery key is copied that way. */
export function guardSession(): void {
  const allowed = (permission: string, url: string) => permission === 'clipboard-sanitized-write' && isOurs(url)
  const { defaultSession } = session
  defaultSession.setPermissionRequestHandler((_contents, permission, answer, { requestingUrl }) =>
    answer(allowed(permission, requestingUrl)),
  )
  defaultSession.setPermissionCheckHandler((_contents, permission, origin) => allowed(permission, origin))
  defaultSession.setDevicePermissionHandler(() => false)
  defaultSession.webRequest.onBeforeRequest(({ url }, answer) => answer({ cancel: !isLocal(url) }))
}

/** Pages need no network at all; the clinic process talks to headquarters. */
const isLocal = (url: string): boolean => isOurs(url) || /^(data|blob|devtools):/.test(url)
