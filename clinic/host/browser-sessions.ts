import { createHash, randomBytes, randomUUID } from 'node:crypto'

/** Browsers let in at the same time; the oldest has to be opened anew beyond that. */
const MOST_BROWSERS = 16

export type BrowserSessions = {
  /** The `Set-Cookie` value of a browser that is let in. */
  open(): string
  /** The window id of the browser that sent this `Cookie` header; undefined when it was not let in. */
  windowOf(cookieHeader: string | undefined): string | undefined
}

/**
 * Who was let in, for as long as the host runs. Cookies of 127.0.0.1 are shared by all its ports, so the port stands in
 * the name. Not `Secure`: the address is plain http on this machine alone.
 */
export function browserSessions(port: number): BrowserSessions {
  const name = `caresync_${port}`
  const windows = new Map<string, string>()
  const digest = (secret: string) => createHash('sha256').update(secret).digest('hex')
  return {
    open() {
      const secret = randomBytes(32).toString('base64url')
      const [oldest] = windows.keys()
      if (windows.size >= MOST_BROWSERS && oldest !== undefined) windows.delete(oldest)
      windows.set(digest(secret), `browser-${randomUUID()}`)
      return `${name}=${secret}; Path=/; HttpOnly; SameSite=Strict`
    },
    windowOf(cookieHeader) {
      for (const pair of (cookieHeader ?? '').split(';')) {
        const [key, value] = pair.trim().split('=', 2)
        const window = key === name && value !== undefined ? windows.get(digest(value)) : undefined
        if (window !== undefined) return window
      }
      return undefined
    },
  }
}
