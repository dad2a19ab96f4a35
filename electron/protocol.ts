/** Serves the built pages at `app://caresync`, and nothing else, with the security headers of every host. */
import { readFile } from 'node:fs/promises'
import path from 'node:path'
import { protocol } from 'electron'
import { contentSecurityPolicy } from '../clinic/csp.ts'
import { HOST, SCHEME } from './origin.ts'

const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.woff': 'font/woff',
  '.woff2': 'font/woff2',
}

const HEADERS = {
  'content-security-policy': contentSecurityPolicy,
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
  'cross-origin-opener-policy': 'same-origin',
} as const

/** Must run before the application is ready. */
export function registerScheme(): void {
  const privileges = { standard: true, secure: true, supportFetchAPI: true, codeCache: true }
  protocol.registerSchemesAsPrivileged([{ scheme: SCHEME, privileges }])
}

/** The file that an address means, or undefined when it is no file inside the folder. */
export function fileOf(folder: string, url: string): string | undefined {
  const { host, pathname } = new URL(url)
  if (host !== HOST) return undefined
  let wanted: string
  try {
    wanted = decodeURIComponent(pathname)
  } catch {
    return undefined // a broken escape is no file
  }
  if (wanted.includes('\0') || wanted.includes('\\')) return undefined
  const root = path.resolve(folder)
  const file = path.resolve(root, `.${wanted === '/' ? '/index.html' : wanted}`)
  return file.startsWith(root + path.sep) && TYPES[path.extname(file)] ? file : undefined
}

const refusal = (status: number) => new Response(null, { status, headers: HEADERS })

const isMissing = (error: unknown) =>
  error instanceof Error && 'code' in error && (error.code === 'ENOENT' || error.code === 'EISDIR')

/** Answers one request for a page, script, style, font or picture of CareSync. */
export async function servePage(folder: string, request: Pick<Request, 'url' | 'method'>): Promise<Response> {
  if (request.method !== 'GET') return refusal(405)
  const file = fileOf(folder, request.url)
  if (!file) return refusal(404)
  try {
    const type = TYPES[path.extname(file)] ?? ''
    return new Response(new Uint8Array(await readFile(file)), { headers: { ...HEADERS, 'content-type': type } })
  } catch (error) {
    if (isMissing(error)) return refusal(404)
    throw error
  }
}

/** Must run when the application is ready. */
export function servePages(folder: string): void {
  protocol.handle(SCHEME, request => servePage(folder, request))
}
