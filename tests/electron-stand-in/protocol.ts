/** Custom protocols. Chromium learns no scheme at run time, so app://host/path travels as https://host.app.electron-stand-in/path. */
type Handler = (request: Request) => Response | Promise<Response>
type Privileges = { readonly scheme: string; readonly privileges?: Readonly<Record<string, boolean>> }

const handlers = new Map<string, Handler>()
const privileged = new Map<string, Readonly<Record<string, boolean>>>()

export const protocol = {
  registerSchemesAsPrivileged(schemes: readonly Privileges[]): void {
    for (const { scheme, privileges = {} } of schemes) privileged.set(scheme, privileges)
  },
  handle(scheme: string, handler: Handler): void {
    const { standard, secure } = privileged.get(scheme) ?? {}
    if (!standard || !secure)
      throw new Error(`The stand-in serves ${scheme}: only when it is registered as standard and secure`)
    if (handlers.has(scheme)) throw new Error(`Failed to register protocol: ${scheme}`)
    handlers.set(scheme, handler)
  },
  unhandle: (scheme: string): void => void handlers.delete(scheme),
  isProtocolHandled: (scheme: string): boolean => handlers.has(scheme),
}

const schemeOf = (url: string): string => url.slice(0, url.indexOf(':'))

/** The address by which Chromium knows an address of the application. */
export function toChromium(url: string): string {
  if (!privileged.has(schemeOf(url))) return url
  const { host, pathname, search, hash } = new URL(url)
  return `https://${host}.${schemeOf(url)}.electron-stand-in${pathname || '/'}${search}${hash}`
}

/** The address by which the application knows an address of Chromium. */
export const fromChromium = (url: string): string =>
  url.replace(/^https:\/\/([^/]+)\.([^./]+)\.electron-stand-in(?=\/|$)/, '$2://$1')

/** The handler of an address, when its scheme is one of the application's own. */
export const handlerOf = (url: string): Handler | undefined => handlers.get(schemeOf(url))

export function originOf(url: string): string {
  const { origin, host } = new URL(url)
  return privileged.has(schemeOf(url)) ? `${schemeOf(url)}://${host}` : origin
}
