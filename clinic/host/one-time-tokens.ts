import { createHash, randomBytes } from 'node:crypto'

/** How long an address that was opened or printed lets somebody in, in milliseconds. */
export const TOKEN_LIFE_MS = 5 * 60_000

export type OneTimeTokens = {
  /** A new token, 256 bits as base64url. */
  issue(): string
  /** True once for each token that was issued and is not older than its life. */
  redeem(token: string): boolean
}

/** Only hashes are kept, so that the time a look-up takes tells nothing about a token. `now` is Unix milliseconds. */
export function oneTimeTokens(now: () => number): OneTimeTokens {
  const expiries = new Map<string, number>()
  const digest = (token: string) => createHash('sha256').update(token).digest('hex')
  const forgetOld = () => {
    for (const [hash, expiry] of expiries) if (expiry <= now()) expiries.delete(hash)
  }
  return {
    issue() {
      forgetOld()
      const token = randomBytes(32).toString('base64url')
      expiries.set(digest(token), now() + TOKEN_LIFE_MS)
      return token
    },
    redeem(token) {
      forgetOld()
      return expiries.delete(digest(token))
    },
  }
}
