/**
 * Seals: a device signs its newest hash, and so vouches for every entry before it. Receivers compute the chain from
 * what they hold, and the seal at the end of a page proves it.
 */
import { ok, refuse, type Outcome } from '../errors.ts'
import { canonical } from './canonical.ts'
import { hashEntry, type HashedEntry, type HeldEntry, type Sha256 } from './entry.ts'
import type { Seal } from './types.ts'

/** A place in a writer's chain: the hash of its entry `seq`; seq 0 is before the first. */
export type ChainPoint = { readonly seq: number; readonly hash: string }

/** Signs a text with this device's Ed25519 key; the signature as 128 hexadecimal digits. */
export type Sign = (text: string) => string

/** Whether the signature is the device's own; `undefined` while its key is not known here. */
export type Verify = (device: string, text: string, signature: string) => boolean | undefined

/** Consecutive entries of one device after `after`, ending at a seal. */
export type Page = {
  readonly device: string
  readonly after: ChainPoint
  readonly entries: readonly HeldEntry[]
  readonly seal: Seal
}

/** A writer seals before it serves, and at least this often. */
export const MAX_UNSEALED = 200

function sealText(clinic: string, device: string, seq: number, hash: string): string {
  return canonical([clinic, device, seq, hash])
}

export function makeSeal(sign: Sign, clinic: string, device: string, head: ChainPoint): Seal {
  return { device, seq: head.seq, hash: head.hash, signature: sign(sealText(clinic, device, head.seq, head.hash)) }
}

/** Refuses with `bad-seal`, or with `unknown-device` while the device's key has not arrived. */
export function verifySeal(verify: Verify, clinic: string, seal: Seal): Outcome<Seal> {
  const good = verify(seal.device, sealText(clinic, seal.device, seal.seq, seal.hash), seal.signature)
  if (good === undefined) return refuse('unknown-device', { device: seal.device })
  return good ? ok(seal) : refuse('bad-seal')
}

/**
 * Proves a page that goes on from `from`, a place that is already held.
 *
 * Refuses with `gap` (it starts later; params say from where to send), `fork` (it starts at the same number after
 * another entry), `bad-entry` (not consecutive entries of this device and clinic), `bad-seal` or `unknown-device`.
 */
export function verifyPage(
  ports: { readonly sha256: Sha256; readonly verify: Verify; readonly clinic: string },
  from: ChainPoint,
  page: Page,
): Outcome<readonly HashedEntry[]> {
  if (page.after.seq !== from.seq) return refuse('gap', { device: page.device, seq: from.seq + 1 })
  if (page.after.hash !== from.hash) return refuse('fork', { device: page.device, seq: from.seq })
  const chain = verifyEntries(ports, from, page)
  if (!chain.ok) return chain
  const last = chain.value.at(-1)
  const sealed = proveSeal(ports, last === undefined ? from : { seq: last.entry.seq, hash: last.hash }, page)
  return sealed.ok ? chain : sealed
}

/** Hashes consecutive entries that go on from `from`, which the seal has still to prove. Refuses with `bad-entry`. */
export function verifyEntries(
  ports: { readonly sha256: Sha256; readonly clinic: string },
  from: ChainPoint,
  page: Pick<Page, 'device' | 'entries'>,
): Outcome<readonly HashedEntry[]> {
  const chain: HashedEntry[] = []
  let { seq, hash } = from
  for (const entry of page.entries) {
    seq += 1
    if (entry.device !== page.device || entry.clinic !== ports.clinic || entry.seq !== seq) {
      return refuse('bad-entry', { detail: `not entry ${seq} of ${page.device}` })
    }
    hash = hashEntry(ports.sha256, hash, entry)
    chain.push({ entry, hash })
  }
  return ok(chain)
}

/** Whether the seal of a page is its device's over `head`. Refuses with `bad-seal` or `unknown-device`. */
export function proveSeal(
  ports: { readonly verify: Verify; readonly clinic: string },
  head: ChainPoint,
  { device, seal }: Pick<Page, 'device' | 'seal'>,
): Outcome<Seal> {
  if (seal.device !== device || seal.seq !== head.seq || seal.hash !== head.hash) return refuse('bad-seal')
  return verifySeal(ports.verify, ports.clinic, seal)
}
