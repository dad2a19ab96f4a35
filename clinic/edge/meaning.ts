import { createHash } from 'node:crypto'

/**
 * A digest of what a person meant with a command: the whole parsed input, in the order of the contract, but for
 * - the intent itself;
 * - what the screen showed meanwhile (`base`, `linesBase` …), for an answer that got lost may be asked for again from a
 *   screen that is fresher by now;
 * - PINs, passwords and keys: the digest is kept, and a short PIN could be guessed from it.
 */
export function meaningOf(input: unknown): string {
  const text = JSON.stringify(input, (key, value: unknown) => (isLeftOut(key) ? undefined : value))
  return createHash('sha256').update(text).digest('base64url')
}

const isLeftOut = (key: string): boolean =>
  key === 'intent' || /^(base|.*Base|pin|.*Pin|password|recoveryKey)$/.test(key)
