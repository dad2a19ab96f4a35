/** `verifyPage` of the journal with pauses, for a page takes longer to hash than a person should wait. */
import { ok, type Outcome } from '../domain/errors.ts'
import type { HashedEntry } from '../domain/journal/entry.ts'
import { proveSeal, verifyEntries, type ChainPoint, type Page, type Verify } from '../domain/journal/seal.ts'
import { sha256 } from './node-crypto.ts'

const ENTRIES_IN_A_STEP = 50

/** Yields between steps. The same refusals as `verifyPage`. */
export function* verifyInSteps(
  clinic: string,
  verify: Verify,
  from: ChainPoint,
  page: Page,
): Generator<undefined, Outcome<readonly HashedEntry[]>> {
  const chain: HashedEntry[] = []
  let head = from
  for (let at = 0; at < page.entries.length; at += ENTRIES_IN_A_STEP) {
    const part = { ...page, entries: page.entries.slice(at, at + ENTRIES_IN_A_STEP) }
    const verified = verifyEntries({ sha256, clinic }, head, part)
    if (!verified.ok) return verified
    chain.push(...verified.value)
    const last = chain.at(-1)
    if (last !== undefined) head = { seq: last.entry.seq, hash: last.hash }
    yield
  }
  const sealed = proveSeal({ verify, clinic }, head, page)
  return sealed.ok ? ok(chain) : sealed
}
