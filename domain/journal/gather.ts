/**
 * From entries to what the fold reads: the changes of one record, group by group, with quarantine, redaction and schema
 * already told. One function for every replica, so that each sees the same set in the same light.
 */
import { clockOf } from './clock.ts'
import { groupOf, isRedacted, type HashedEntry, type HeldChange } from './entry.ts'
import { foldFact, type FoldedFact } from './fold-fact.ts'
import { foldGroup, type FoldedGroup, type GroupChange } from './fold.ts'
import type { Registry } from './registry.ts'
import type { RedactedUpTo } from './rulings.ts'
import type { Clock } from './types.ts'

/** The light in which entries are read. */
export type Reading = {
  readonly registry: Registry
  readonly isQuarantined: (entryHash: string) => boolean
  readonly redactedUpTo: RedactedUpTo
}

/** One change as the fold reads it. `clock` is its entry's. */
export function groupChange(reading: Reading, change: HeldChange, clock: Clock, quarantined: boolean): GroupChange {
  const base = change.op === 'set' ? change.base : []
  const limit = reading.redactedUpTo(change.table, change.id, groupOf(change))
  if (isRedacted(change) || (limit !== undefined && clock <= limit)) {
    return { clock, base, values: null, state: 'redacted', quarantined }
  }
  return { clock, base, values: change.values, state: reading.registry.stateOf(change), quarantined }
}

/** The changes of one record or fact in these entries, by group; a fact's one group is `''`. */
export function gatherRecord(
  reading: Reading,
  entries: Iterable<HashedEntry>,
  table: string,
  id: string,
): ReadonlyMap<string, readonly GroupChange[]> {
  const groups = new Map<string, GroupChange[]>()
  for (const { entry, hash } of entries) {
    for (const change of entry.changes) {
      if (change.table !== table || change.id !== id) continue
      const clock = clockOf(entry.hlc, entry.device, hash)
      const read = groupChange(reading, change, clock, reading.isQuarantined(hash))
      const group = groups.get(groupOf(change))
      if (group === undefined) groups.set(groupOf(change), [read])
      else group.push(read)
    }
  }
  return groups
}

export type FoldedRecord = {
  /** By group name; groups without a counting change are absent. */
  readonly groups: ReadonlyMap<string, FoldedGroup>
  readonly fact: FoldedFact | undefined
}

/** Folds everything that the entries say of one record or fact. */
export function foldRecord(reading: Reading, entries: Iterable<HashedEntry>, table: string, id: string): FoldedRecord {
  const groups = new Map<string, FoldedGroup>()
  let fact: FoldedFact | undefined
  for (const [group, changes] of gatherRecord(reading, entries, table, id)) {
    if (group === '') {
      fact = foldFact(changes)
      continue
    }
    const folded = foldGroup(changes)
    if (folded !== undefined) groups.set(group, folded)
  }
  return { groups, fact }
}
