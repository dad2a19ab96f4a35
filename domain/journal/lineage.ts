/** Finding one's way in the branches of a device's journal. */
import { GENESIS, type HashedEntry } from './entry.ts'
import type { Branch, JournalPort } from './journal-port.ts'
import type { ChainPoint } from './seal.ts'

/** A stretch of a chain that one branch keeps: the seqs `first` to `last`. */
export type Stretch = { readonly branch: Branch; readonly first: number; readonly last: number }

/** A place on one of the branches held; `undefined` branch is the place before the first entry. */
export type Place = ChainPoint & { readonly branch: Branch | undefined }

/** Where a point is held, or `undefined`. */
export function locate(port: JournalPort, device: string, point: ChainPoint): Place | undefined {
  if (point.seq === 0) return point.hash === GENESIS ? { ...point, branch: undefined } : undefined
  for (const branch of port.branches(device)) {
    if (point.seq < branch.first || point.seq > branch.head.seq) continue
    if (port.hashAt(branch.name, point.seq) === point.hash) return { ...point, branch }
  }
  return undefined
}

/** The stretches from the first entry of the device up to a place. */
export function lineage(port: JournalPort, place: Place): readonly Stretch[] {
  const { branch } = place
  if (branch === undefined) return []
  const before = locate(port, branch.device, { seq: branch.first - 1, hash: branch.before })
  if (before === undefined) throw new Error(`branch ${branch.name} hangs on an entry that is not held`)
  return [...lineage(port, before), { branch, first: branch.first, last: place.seq }]
}

/** The last seq that two chains have in common; 0 when they differ from the beginning. */
export function commonSeq(a: readonly Stretch[], b: readonly Stretch[]): number {
  let common = 0
  for (const [index, stretch] of a.entries()) {
    const other = b[index]
    if (other === undefined || other.branch.name !== stretch.branch.name) break
    common = Math.min(stretch.last, other.last)
    if (stretch.last !== other.last) break
  }
  return common
}

/** The hash at a seq of a chain. */
export function hashOn(port: JournalPort, chain: readonly Stretch[], seq: number): string {
  if (seq === 0) return GENESIS
  const stretch = chain.find(each => seq >= each.first && seq <= each.last)
  const hash = stretch === undefined ? undefined : port.hashAt(stretch.branch.name, seq)
  if (hash === undefined) throw new Error(`no entry ${seq} on this chain`)
  return hash
}

/** The entries of a chain with `after < seq <= upTo`. */
export function readChain(
  port: JournalPort,
  chain: readonly Stretch[],
  after: number,
  upTo: number,
): readonly HashedEntry[] {
  return chain
    .filter(each => each.last > after && each.first <= upTo)
    .flatMap(each => port.read(each.branch.name, after, Math.min(upTo, each.last)))
}

/**
 * Points back along every branch of a device, each step twice as far: with them another replica finds where a fork
 * began, and sends at most twice what is needed.
 */
export function trailOf(port: JournalPort, device: string): readonly ChainPoint[] {
  const trail: ChainPoint[] = []
  for (const branch of port.branches(device)) {
    const chain = lineage(port, { ...branch.head, branch })
    for (let back = 0; back < branch.head.seq; back = back === 0 ? 1 : back * 2) {
      const seq = branch.head.seq - back
      trail.push({ seq, hash: hashOn(port, chain, seq) })
    }
  }
  return trail
}
