/**
 * Values that came erased although no redaction that is held explains it: the redaction was lost with the disks that
 * held it, or a relay withheld them. They count as not held yet. Whoever has them gives them, and the hash proves them.
 */
import { clockOf } from './clock.ts'
import { changeSalt, groupOf, hashEntry, isRedacted, type HashedEntry, type HeldEntry, type Sha256 } from './entry.ts'
import type { JournalPort } from './journal-port.ts'
import { hashOn, lineage, locate, readChain } from './lineage.ts'
import type { RedactedUpTo } from './rulings.ts'
import type { ChainPoint } from './seal.ts'

export type EntryAt = ChainPoint & { readonly device: string }

/** Whether an entry lacks values that no redaction covers; then it is asked for, at every meeting, with `EntryAt`. */
export function lacksValues(held: HashedEntry, upTo: RedactedUpTo): boolean {
  const clock = clockOf(held.entry.hlc, held.entry.device, held.hash)
  return held.entry.changes.some(change => {
    if (!isRedacted(change)) return false
    const limit = upTo(change.table, change.id, groupOf(change))
    return limit === undefined || clock > limit
  })
}

/** The entries asked for, as they are held here. */
export function entriesAt(port: JournalPort, asked: readonly EntryAt[]): readonly HashedEntry[] {
  return asked.flatMap(({ device, seq, hash }) => {
    const place = locate(port, device, { seq, hash })
    return place === undefined ? [] : readChain(port, lineage(port, place), seq - 1, seq)
  })
}

/**
 * The entry with every value that either form has; `undefined` when the offer brings nothing, or when its hash at this
 * place is not that of the entry. What a redaction covers is erased again by `redactEntry` before it is kept.
 */
export function takeValues(
  sha256: Sha256,
  port: JournalPort,
  mine: HashedEntry,
  offered: HeldEntry,
): HeldEntry | undefined {
  const { entry, hash } = mine
  const place = locate(port, entry.device, { seq: entry.seq, hash })
  if (place === undefined || offered.changes.length !== entry.changes.length) return undefined
  const prev = hashOn(port, lineage(port, place), entry.seq - 1)
  if (hashEntry(sha256, prev, offered) !== hash) return undefined
  if ('salt' in offered) return offered
  const brings = entry.changes.some((change, index) => isRedacted(change) && !isErasedAt(offered, index))
  if (!brings) return undefined
  const changes = entry.changes.map((change, index) => {
    if (!isRedacted(change)) return { ...change, salt: changeSalt(sha256, entry, change, index) }
    return offered.changes[index] ?? change
  })
  return { ...offered, changes }
}

function isErasedAt(entry: HeldEntry, index: number): boolean {
  const change = entry.changes[index]
  return change === undefined || isRedacted(change)
}
