import type { ServerResponse } from 'node:http'
import { contentSecurityPolicy } from '../csp.ts'

/** Sent with every answer of the host. */
const everywhere = {
  'content-security-policy': contentSecurityPolicy,
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  'cache-control': 'no-store',
} as const

export function setHeaders(response: ServerResponse): void {
  for (const [name, value] of Object.entries(everywhere)) response.setHeader(name, value)
}

export function answerJson(response: ServerResponse, status: number, value: unknown): void {
  response.writeHead(status, { 'content-type': 'application/json; charset=utf-8' })
  response.end(JSON.stringify(value))
}

/** One plain sentence. The sentences are the host's own; nothing of the request is ever repeated in them. */
export function answerSentence(response: ServerResponse, status: number, sentence: string): void {
  response.writeHead(status, { 'content-type': 'text/html; charset=utf-8' })
  response.end(page('CareSync', `<p>${sentence}</p>`, ''))
}

/**
 * The page that follows a redeemed token. It goes on by itself rather than by a redirect: a browser that came from a link
 * on another site would not send a SameSite=Strict cookie along a redirect.
 */
export function answerWelcome(response: ServerResponse, cookie: string | undefined): void {
  if (cookie !== undefined) response.setHeader('set-cookie', cookie)
  response.writeHead(200, { 'content-type': 'text/html; charset=utf-8' })
  response.end(
    page('CareSync', '<p><a href="/">Open CareSync</a></p>', '<meta http-equiv="refresh" content="0;url=/">'),
  )
}

const page = (title: string, body: string, head: string): string =>
  `<!doctype html><html lang="en"><head><meta charset="utf-8">${head}<title>${title}</title></head><body>${body}</body></html>`
