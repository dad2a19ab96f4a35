/** Proving pages before anything is locked: their chain by hashing, their seal by the key of their device. */
import { ok, refuse, type ErrorCode, type ErrorParams, type Outcome } from '../../domain/errors.ts'
import type { HashedEntry } from '../../domain/journal/entry.ts'
import { verifyPage, type Page, type Verify } from '../../domain/journal/seal.ts'
import { introductionIn, keysSaidIn } from '../../domain/sync/introduction.ts'
import { isSignedBy, sha256 } from '../ed25519.ts'
import type { DeviceKey } from './journal-store.ts'

/** A page whose entries are proved from `page.after` on; whether that place is held is still to be seen. */
export type VerifiedPage = {
  readonly page: Page
  readonly chain: readonly HashedEntry[]
  /** Who vouched for the device in its first entry, when it was not known by anything else. */
  readonly introduced: ({ readonly device: string } & DeviceKey) | undefined
  /** The page without which its device would not be known: when that one is not taken, neither is this. */
  readonly taughtBy: Page | undefined
}

export type RefusedPage = { readonly device: string; readonly code: ErrorCode; readonly params: ErrorParams }

export type Verified = { readonly pages: readonly VerifiedPage[]; readonly refused: readonly RefusedPage[] }

/** Pages of a device that is not known yet may follow the page that introduces it, in whatever order they come. */
export function verifyPages(clinic: string, known: ReadonlyMap<string, DeviceKey>, pages: readonly Page[]): Verified {
  const keys = new Map(known)
  const teachers = new Map<string, Page>()
  const proved: VerifiedPage[] = []
  const refused: RefusedPage[] = []
  let open = pages
  for (let left = open.length + 1; open.length > 0 && left > open.length;) {
    left = open.length
    open = open.filter(page => {
      const verified = verifyOne(clinic, { keys, teachers }, page)
      if (verified.ok) {
        proved.push(verified.value)
        return false
      }
      if (verified.code === 'unknown-device') return true
      refused.push({ device: page.device, code: verified.code, params: verified.params })
      return false
    })
  }
  for (const { device } of open) refused.push({ device, code: 'unknown-device', params: { device } })
  return { pages: proved, refused }
}

/** Keys that are known by now, and the page from which each is known that is not kept yet. */
type Learnt = { readonly keys: Map<string, DeviceKey>; readonly teachers: Map<string, Page> }

function verifyOne(clinic: string, { keys, teachers }: Learnt, page: Page): Outcome<VerifiedPage> {
  const verify: Verify = (device, text, signature) => {
    const key = keys.get(device)
    return key === undefined ? undefined : isSignedBy(key.publicKey, text, signature)
  }
  const said = keys.has(page.device) ? undefined : introductionIn(clinic, verify, page)
  const introduced = said === undefined ? undefined : { ...said, hq: false }
  const own = introduced?.publicKey ?? keys.get(page.device)?.publicKey
  if (own === undefined) return refuse('unknown-device', { device: page.device })
  const bySeal: Verify = (_, text, signature) => isSignedBy(own, text, signature)
  const chain = verifyPage({ sha256, verify: bySeal, clinic }, page.after, page)
  if (!chain.ok) return chain
  const taughtBy = teachers.get(introduced?.introducedBy ?? page.device)
  const learn = (device: string, key: DeviceKey): void => {
    keys.set(device, key)
    teachers.set(device, page)
  }
  if (introduced !== undefined) learn(page.device, introduced)
  for (const { entry } of chain.value) {
    for (const { device, publicKey } of keysSaidIn(entry.changes)) {
      if (!keys.has(device)) learn(device, { publicKey, hq: false, introducedBy: entry.device })
    }
  }
  return ok({ page, chain: chain.value, introduced, taughtBy })
}
