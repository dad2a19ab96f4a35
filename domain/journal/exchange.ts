/**
 * Exchange of journals by version vector: to pull is to send one's vector and get what lies beyond, to push is to send
 * what the other lacks. Idempotent, over any road, and any replica may serve entries that it did not write: the writers'
 * seals prove them. Pure over `JournalPort`; who serves has sealed its own entries first.
 */
import { ok, refuse, type Outcome } from '../errors.ts'
import type { HashedEntry, Sha256 } from './entry.ts'
import type { Branch, JournalPort } from './journal-port.ts'
import { commonSeq, hashOn, lineage, locate, readChain, trailOf, type Place } from './lineage.ts'
import { verifyPage, type ChainPoint, type Page, type Verify } from './seal.ts'
import type { VersionVector } from './types.ts'
import { branchName, deviceOf } from './vector.ts'

/** What a replica sends to get what it lacks. */
export type Want = {
  readonly vector: VersionVector
  /** Per device for which `forks` came back: points along its branches, see `trailOf`. */
  readonly trails?: Readonly<Record<string, readonly ChainPoint[]>>
}

export type Pulled = {
  /** In the order in which they must be received. */
  readonly pages: readonly Page[]
  /** Devices whose journal here may be another one than the asker's: ask again with a trail. */
  readonly forks: readonly string[]
  /** Whether to ask again at once, see `wantAfter`. */
  readonly more: boolean
}

export type Received = {
  /** Entries that were not held before, in order. */
  readonly fresh: readonly HashedEntry[]
  /** The branch that they went to; another than the device's id when the journal forks. */
  readonly branch: string
}

export function vectorOf(port: JournalPort): VersionVector {
  return vectorOfBranches(port.branches())
}

export function vectorOfBranches(branches: readonly Branch[]): VersionVector {
  return Object.fromEntries(branches.map(branch => [branch.name, branch.head]))
}

/**
 * What to ask next, once the pages of an answer are received: with trails for the devices whose journals differ, and on
 * those trails the end of every page, so that a page which held nothing new is not sent again.
 */
export function wantAfter(port: JournalPort, asked: Want, answer: Pulled): Want {
  const trails: Record<string, readonly ChainPoint[]> = { ...asked.trails }
  for (const { device, seal } of answer.pages) {
    const trail = trails[device]
    if (trail !== undefined) trails[device] = [...trail, { seq: seal.seq, hash: seal.hash }]
  }
  for (const device of answer.forks) trails[device] = trailOf(port, device)
  return { vector: vectorOf(port), trails }
}

/**
 * What the asker lacks of what is held here, at most about `limit` entries: a page ends at a seal, so one may be longer
 * when no seal lies within the limit. To push is to hand the pages for the other's vector to its `receive`.
 *
 * @param first the device whose journal goes before all others, because it brings their keys: headquarters' own when it
 *   serves, the PC's own when it brings its clinic. Pages of unknown devices would else fill every answer.
 */
export function pull(port: JournalPort, want: Want, limit: number, first?: string): Pulled {
  const pages: Page[] = []
  const forks = new Set<string>()
  let left = limit
  let more = false
  for (const branch of [...port.branches()].sort(byName).sort(before(first))) {
    const known = knownSeq(port, want, branch)
    if (known === 'fork') forks.add(branch.device)
    else if (known < branch.first - 1)
      more = true // its beginning is on another branch, which goes first
    else {
      const page = left > 0 ? nextPage(port, branch, known, left) : undefined
      if (page !== undefined) pages.push(page)
      left -= page?.entries.length ?? 0
      more ||= (page?.seal.seq ?? known) < lastSealed(port, branch, known)
    }
  }
  return {
    pages: pages.sort(byFirstClock).sort(before(first)),
    forks: [...forks].sort(),
    more: (more && pages.length > 0) || forks.size > 0,
  }
}

/**
 * Takes a page in. What is held already is passed over; what leaves the chain that is held is kept as a branch of its
 * own. Refuses with `gap` or `fork` (params say from where to send), `bad-entry`, `bad-seal` or `unknown-device`.
 */
export function receive(
  port: JournalPort,
  ports: { readonly sha256: Sha256; readonly verify: Verify; readonly clinic: string },
  page: Page,
): Outcome<Received> {
  const from = locate(port, page.device, page.after)
  if (from === undefined) return notHeld(port, page)
  const verified = verifyPage(ports, from, page)
  if (!verified.ok) return verified
  const { fresh, branch } = placeChain(port, page.device, from, verified.value)
  if (fresh.length > 0 && branch !== undefined) port.append(branch, fresh, page.seal)
  return ok({ fresh, branch: branch?.name ?? page.device })
}

export type Placed = {
  /** How many entries of the chain are held already. */
  readonly known: number
  /** The others, in order. */
  readonly fresh: readonly HashedEntry[]
  /** The branch that the fresh ones go to; where there are none, the one that holds the last. */
  readonly branch: Omit<Branch, 'head'> | undefined
}

/** Where a proved chain that goes on from a held place belongs. */
export function placeChain(port: JournalPort, device: string, from: Place, chain: readonly HashedEntry[]): Placed {
  let place = from
  let known = 0
  for (const { entry, hash } of chain) {
    const held = locate(port, device, { seq: entry.seq, hash })
    if (held === undefined) break
    place = held
    known += 1
  }
  const fresh = chain.slice(known)
  const [first] = fresh
  return { known, fresh, branch: first === undefined ? place.branch : branchFor(port, device, place, first) }
}

/** The refusal of a page that begins at a place which is not held here: it says from where to send. */
export function notHeld(port: JournalPort, page: Page): Outcome<never> {
  const held = port.branches(page.device).find(branch => branch.name === page.device)?.head.seq ?? 0
  if (page.after.seq > held) return refuse('gap', { device: page.device, seq: held + 1 })
  return refuse('fork', { device: page.device, seq: page.after.seq })
}

function branchFor(port: JournalPort, device: string, place: Place, first: HashedEntry): Omit<Branch, 'head'> {
  if (place.branch !== undefined && place.seq === place.branch.head.seq) return place.branch
  const taken = new Set(port.branches(device).map(branch => branch.name))
  const begin = { device, first: place.seq + 1, before: place.hash }
  if (taken.size === 0) return { ...begin, name: device }
  const short = branchName(device, first.hash)
  return { ...begin, name: taken.has(short) ? `${device}~${first.hash}` : short }
}

/** How many of the entries held here the holder of `vector` lacks, as far as a vector without trails can tell. */
export function countLacking(port: JournalPort, vector: VersionVector): number {
  let count = 0
  for (const branch of port.branches()) {
    const told = knownSeq(port, { vector }, branch)
    const known = told === 'fork' ? knownSeq(port, { vector, trails: { [branch.device]: [] } }, branch) : told
    count += branch.head.seq - Math.max(known === 'fork' ? 0 : known, branch.first - 1)
  }
  return count
}

/** Up to which seq of a branch the asker holds it, or that this cannot be told without a trail. */
function knownSeq(port: JournalPort, want: Want, branch: Branch): number | 'fork' {
  const heads = Object.entries(want.vector)
    .filter(([name]) => deviceOf(name) === branch.device)
    .map(([, point]) => point)
  const trail = want.trails?.[branch.device]
  const places = [...heads, ...(trail ?? [])].flatMap(point => locate(port, branch.device, point) ?? [])
  const chain = lineage(port, { ...branch.head, branch })
  const known = Math.max(0, ...places.map(place => commonSeq(lineage(port, place), chain)))
  const strange = heads.filter(head => locate(port, branch.device, head) === undefined)
  if (known === branch.head.seq || strange.length === 0 || trail !== undefined) return known
  // One chain there and a shorter one here: the asker is ahead. If it forked, this replica learns it when it asks.
  const isAhead = heads.length === 1 && strange.every(head => head.seq > branch.head.seq)
  return isAhead && port.branches(branch.device).length === 1 ? branch.head.seq : 'fork'
}

function nextPage(port: JournalPort, branch: Branch, known: number, limit: number): Page | undefined {
  const seal = port.sealNear(branch.name, known, known + limit)
  if (seal === undefined) return undefined
  const chain = lineage(port, { ...branch.head, branch })
  return {
    device: branch.device,
    after: { seq: known, hash: hashOn(port, chain, known) },
    entries: readChain(port, chain, known, seal.seq).map(held => held.entry),
    seal,
  }
}

function lastSealed(port: JournalPort, branch: Branch, known: number): number {
  return port.sealNear(branch.name, known, branch.head.seq)?.seq ?? known
}

/** A stable order that puts what is of one device before the rest. */
function before(device: string | undefined) {
  return (a: { readonly device: string }, b: { readonly device: string }): number =>
    Number(b.device === device) - Number(a.device === device)
}

/** The plain branch of a device before its filed ones, which may begin on it. */
function byName(a: Branch, b: Branch): number {
  return a.name < b.name ? -1 : 1
}

function byFirstClock(a: Page, b: Page): number {
  const first = a.entries[0]?.hlc ?? ''
  const second = b.entries[0]?.hlc ?? ''
  return first === second ? 0 : first < second ? -1 : 1
}
