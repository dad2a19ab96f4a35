/** `net` over Node: files for protocol handlers, plain HTTP requests for electron-updater. */
import { readFile } from 'node:fs/promises'
import http from 'node:http'
import https from 'node:https'
import path from 'node:path'
import { fileURLToPath } from 'node:url'

const MIME_TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html',
  '.js': 'text/javascript',
  '.css': 'text/css',
  '.json': 'application/json',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.woff2': 'font/woff2',
}

type RequestOptions = {
  readonly url?: string
  readonly method?: string
  readonly protocol?: string
  readonly hostname?: string
  readonly port?: number | string
  readonly path?: string
  readonly headers?: http.OutgoingHttpHeaders
}

async function readAsResponse(url: string): Promise<Response> {
  const type = MIME_TYPES[path.extname(new URL(url).pathname)] ?? 'application/octet-stream'
  try {
    return new Response(new Uint8Array(await readFile(fileURLToPath(url))), { headers: { 'content-type': type } })
  } catch (error) {
    throw new Error('net::ERR_FILE_NOT_FOUND', { cause: error })
  }
}

export const net = {
  isOnline: (): boolean => true,
  fetch: (url: string, init?: RequestInit): Promise<Response> =>
    url.startsWith('file:') ? readAsResponse(url) : fetch(url, init),
  request({ url, method, protocol, hostname, port, path: pathname, headers }: RequestOptions): http.ClientRequest {
    const target = new URL(url ?? `${protocol ?? 'https:'}//${hostname}${port ? `:${port}` : ''}${pathname ?? '/'}`)
    const client = target.protocol === 'http:' ? http : https
    return client.request(target, { ...(method ? { method } : {}), ...(headers ? { headers } : {}) })
  },
}
