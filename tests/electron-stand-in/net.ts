/** `net` over Node: fetches of the default session, plain HTTP requests of any session for electron-updater. */
import http from 'node:http'
import https from 'node:https'
import { defaultSession, type Session } from './session.ts'

type RequestOptions = {
  readonly url?: string
  readonly method?: string
  readonly protocol?: string
  readonly hostname?: string
  readonly port?: number | string
  readonly path?: string
  readonly headers?: http.OutgoingHttpHeaders
  readonly session?: Session
}

export const net = {
  isOnline: (): boolean => true,
  fetch: (url: string, init?: RequestInit): Promise<Response> => defaultSession.fetch(url, init),
  request(options: RequestOptions): http.ClientRequest {
    const { url, method, protocol, hostname, port, path: pathname, headers, session = defaultSession } = options
    const target = new URL(url ?? `${protocol ?? 'https:'}//${hostname}${port ? `:${port}` : ''}${pathname ?? '/'}`)
    const client = target.protocol === 'http:' ? http : https
    const request = client.request(target, { ...(method ? { method } : {}), ...(headers ? { headers } : {}) })
    // A filter that answers at once stops the request before it is sent.
    void session.refusal(target.href, method).then(refusal => refusal && request.destroy(refusal))
    return request
  },
}
