/** The steps of an exchange with headquarters: one message out, one in. The worker says when, these say how. */
import type { ErrorCode } from '../../domain/errors.ts'
import { pull, wantAfter, type Want } from '../../domain/journal/exchange.ts'
import type { JournalPort } from '../../domain/journal/journal-port.ts'
import type { Page } from '../../domain/journal/seal.ts'
import type { VersionVector } from '../../domain/journal/types.ts'
import { locate } from '../../domain/journal/lineage.ts'
import { entriesLackingValues, mendEntries } from '../../db/heal.ts'
import type { OpenStore } from '../../db/open-store.ts'
import { journalOf, sealForServing } from '../../db/sync-port.ts'
import type { Answer, HqClient, HqFault } from './hq-client.ts'
import { refusalOf } from './hq-code.ts'
import { changeLink, linkOf } from './link.ts'
import { fittingMessage } from './page-codec.ts'

export type Exchanging = {
  readonly store: OpenStore
  readonly client: HqClient
  /** The PC's own clock, Unix milliseconds. */
  readonly ownClock: () => number
  /** How far HQ's clock is ahead of it, in milliseconds. */
  readonly learnClock: (aheadMs: number) => void
}

const countOf = (pages: readonly Page[]): number => pages.reduce((sum, page) => sum + page.entries.length, 0)

export type Pushed =
  | { readonly said: 'nothing-to-push' }
  | { readonly said: 'forked' }
  | { readonly said: 'pushed'; readonly more: boolean; readonly behind: boolean; readonly entries: number }
  /** HQ took nothing of these devices. */
  | { readonly said: 'not-taken'; readonly devices: readonly string[]; readonly code: ErrorCode }
  | { readonly said: 'fault'; readonly fault: HqFault }

/**
 * Sends what HQ lacks, at most about `limit` entries.
 *
 * @param greet asks what HQ holds even when nothing is to be sent
 * @param aside devices whose journals HQ refused a moment ago: the others must not wait behind them
 */
export async function pushOnce(
  { store, client, ownClock }: Exchanging,
  how: { readonly limit: number; readonly greet: boolean; readonly aside: ReadonlySet<string> },
): Promise<Pushed> {
  // A store that can only be read still gives what was sealed before.
  if (store.mode().writable) sealForServing(store)
  const before = acknowledgedBy(store)
  const offer = pull(without(journalOf(store), how.aside), { vector: before }, how.limit, store.deviceId)
  if (offer.pages.length === 0 && offer.forks.length > 0) return { said: 'forked' }
  if (offer.pages.length === 0 && !how.greet) return { said: 'nothing-to-push' }
  const { pages, bytes } = fittingMessage({}, offer.pages)
  const answer = await client.push(bytes)
  if (!answer.ok) return { said: 'fault', fault: answer.fault }
  const { applied, refused, vector } = answer.value
  noteHeld(store, { acknowledged: vector, confirmedAt: new Date(ownClock()).toISOString() })
  const [first] = refused
  if (applied === 0 && first !== undefined && isSame(before, vector)) {
    const { code } = refusalOf(first.code)
    return code === 'fork' ? { said: 'forked' } : { said: 'not-taken', devices: refused.map(each => each.device), code }
  }
  const left = offer.more || pages.length < offer.pages.length || refused.length > 0
  const more = left && !isSame(before, vector)
  return { said: 'pushed', more, behind: isBeyond(store.vector(), vector), entries: countOf(pages) }
}

export const isBeyond = (held: VersionVector, there: VersionVector): boolean =>
  Object.entries(there).some(([name, { hash }]) => held[name]?.hash !== hash)

export type PulledOnce = {
  readonly more: boolean
  readonly entries: number
  /** What to ask next. */
  readonly want: Want
  /** Why something of it was not taken here. */
  readonly refused: ErrorCode | undefined
}

/** Gets what is lacking here, at most about `limit` entries, and folds it while people work on. */
export async function pullOnce(
  { store, client, learnClock }: Exchanging,
  want: Want,
  limit: number,
): Promise<Answer<PulledOnce>> {
  const asked = { ...want, vector: store.vector() }
  const answer = await client.pull(asked, limit)
  if (!answer.ok) return answer
  const { pages, aheadMs } = answer.value
  if (aheadMs !== undefined) learnClock(aheadMs)
  const before = store.vector()
  if (pages.length > 0) unnoted.set(store, heldWith(store, pages))
  const taken = pages.length > 0 ? await store.applySliced(pages) : undefined
  if (pages.length > 0) noteHeld(store, { acknowledged: acknowledgedBy(store) })
  const refused = taken === undefined ? undefined : taken.ok ? taken.value.refused[0]?.code : taken.code
  const next = wantAfter(journalOf(store), asked, answer.value)
  const gotOn = answer.value.forks.length > 0 || !isSame(before, store.vector()) || trailsGrew(asked, next)
  const value = { more: answer.value.more && gotOn, entries: countOf(pages), want: shortened(next), refused }
  return { ok: true, value }
}

/** Asks HQ for values that are missing here without a redaction. Answers how many entries were mended. */
export async function healOnce({ store, client }: Exchanging): Promise<Answer<number>> {
  const asked = entriesLackingValues(store, 200)
  if (asked.length === 0) return { ok: true, value: 0 }
  const answer = await client.values(asked)
  if (!answer.ok) return answer
  const mended = mendEntries(store, asked, answer.value)
  return mended.ok ? mended : { ok: false, fault: { kind: 'refused', status: 200, refusal: mended } }
}

/**
 * What is not on disk yet of what HQ holds: people see an entry of another PC before that is noted. A disk that takes
 * nothing leaves it here, and the exchange goes on from it.
 */
const unnoted = new WeakMap<OpenStore, VersionVector>()

/** What HQ is known to hold. */
export const acknowledgedBy = (store: OpenStore): VersionVector =>
  unnoted.get(store) ?? linkOf(store.read)?.acknowledged ?? {}

function noteHeld(
  store: OpenStore,
  known: { readonly acknowledged: VersionVector; readonly confirmedAt?: string },
): void {
  const noted = store.local(tx => changeLink(tx, known))
  if (noted.ok) unnoted.delete(store)
  else unnoted.set(store, known.acknowledged)
}

/** What HQ holds when these pages came from there: nobody has to send them back. */
function heldWith(store: OpenStore, pages: readonly Page[]): VersionVector {
  const held: Record<string, { seq: number; hash: string }> = { ...acknowledgedBy(store) }
  const journal = journalOf(store)
  for (const { device, after, seal } of pages) {
    const name = locate(journal, device, after)?.branch?.name ?? device
    if ((held[name]?.seq ?? 0) < seal.seq) held[name] = { seq: seal.seq, hash: seal.hash }
  }
  return held
}

/** The journal as if nothing of these devices were in it. */
function without(port: JournalPort, devices: ReadonlySet<string>): JournalPort {
  if (devices.size === 0) return port
  return { ...port, branches: device => port.branches(device).filter(branch => !devices.has(branch.device)) }
}

function isSame(a: VersionVector, b: VersionVector): boolean {
  const names = Object.keys(a)
  return names.length === Object.keys(b).length && names.every(name => a[name]?.hash === b[name]?.hash)
}

function trailsGrew(asked: Want, next: Want): boolean {
  const points = ({ trails = {} }: Want): number => Object.values(trails).reduce((sum, trail) => sum + trail.length, 0)
  return points(next) > points(asked)
}

/** What HQ takes of a trail; the newest points tell most. */
const LONGEST_TRAIL = 500

function shortened({ vector, trails = {} }: Want): Want {
  const ends = Object.entries(trails).map(([device, trail]) => [device, trail.slice(-LONGEST_TRAIL)] as const)
  return { vector, trails: Object.fromEntries(ends) }
}
