import type { IncomingHttpHeaders } from 'node:http'

/** A request that is turned away before anything looks at it: status and the plain sentence that is sent. */
export type TurnedAway = { readonly status: number; readonly sentence: string }

export type RequestHead = {
  readonly method: string
  /** The request target as it came, undecoded. */
  readonly target: string
  readonly headers: IncomingHttpHeaders
}

const methods: Readonly<Record<string, string>> = { '/call': 'POST', '/control/address': 'POST' }

/** Longest request target that is read. */
const MOST_TARGET = 2000

export const pathOf = (target: string): string => target.split('?', 1)[0] ?? ''

/**
 * Turns away what a page of another site, or a name that was rebound to this machine, could send. A page elsewhere cannot
 * forge Host, Origin or Sec-Fetch-Site; SameSite alone does not stop pages of other ports of this machine.
 * @param authority `127.0.0.1:PORT`, the only name that this host answers to
 */
export function turnAway(head: RequestHead, authority: string): TurnedAway | undefined {
  const { headers, method, target } = head
  const path = pathOf(target)
  if (headers.host !== authority) return { status: 421, sentence: 'CareSync does not answer under this name.' }
  if (target.length > MOST_TARGET) return { status: 414, sentence: 'This address is too long.' }
  if (!target.startsWith('/') || target.startsWith('//'))
    return { status: 400, sentence: 'This is not an address here.' }
  if (method !== (methods[path] ?? 'GET')) return { status: 405, sentence: 'This is not possible here.' }
  const foreign = { status: 403, sentence: 'CareSync does not answer to other sites.' } as const
  const { origin } = headers
  if (origin !== undefined && origin !== `http://${authority}`) return foreign
  if (path === '/call' && origin === undefined) return foreign
  if (path === '/control/address' && (origin !== undefined || headers['sec-fetch-site'] !== undefined)) return foreign
  return isOwnSite(headers, path) ? undefined : foreign
}

/** A link on another site may open CareSync (the token or the cookie decides then), but nothing else may come from there. */
function isOwnSite(headers: IncomingHttpHeaders, path: string): boolean {
  const site = headers['sec-fetch-site']
  if (site === undefined || site === 'same-origin' || site === 'none') return true
  return path === '/' && headers['sec-fetch-mode'] === 'navigate' && headers['sec-fetch-dest'] === 'document'
}
