/** Erasing values from an entry, as the law asks, without breaking the chain. See docs/decisions/0003-redaction.md. */
import { clockOf } from './clock.ts'
import {
  groupOf,
  isRedacted,
  saltOf,
  valuesHash,
  type HashedEntry,
  type HeldChange,
  type HeldEntry,
  type RedactedChange,
  type RedactedEntry,
  type SaltedChange,
  type Sha256,
} from './entry.ts'
import type { RedactedUpTo } from './rulings.ts'

/** The entry as it must be kept under these redactions: itself when none names it, else without the erased values. */
export function redactEntry(sha256: Sha256, held: HashedEntry, upTo: RedactedUpTo): HeldEntry {
  const { entry } = held
  const clock = clockOf(entry.hlc, entry.device, held.hash)
  const covers = (change: HeldChange): boolean => {
    const limit = upTo(change.table, change.id, groupOf(change))
    return limit !== undefined && clock <= limit
  }
  if (!entry.changes.some(change => !isRedacted(change) && covers(change))) return entry
  const changes = entry.changes.map((change, index): RedactedChange | SaltedChange => {
    if (isRedacted(change)) return change
    const salted = 'salt' in change ? change : { ...change, salt: ownSalt(sha256, entry, index) }
    return covers(change) ? erase(sha256, salted) : salted
  })
  const { actor, at, clinic, device, hlc, intent, schema, seq } = entry
  return { actor, at, changes, clinic, device, hlc, intent, schema, seq } satisfies RedactedEntry
}

function ownSalt(sha256: Sha256, entry: HeldEntry, index: number): string {
  if (!('salt' in entry))
    throw new Error('a change of a redacted entry has neither its salt nor the hash of its values')
  return saltOf(sha256, entry.salt, index)
}

function erase(sha256: Sha256, change: SaltedChange): RedactedChange {
  const { id, table } = change
  const hash = valuesHash(sha256, change.salt, change.values)
  if (change.op === 'add') return { id, op: 'add', table, valuesHash: hash }
  return { base: change.base, group: change.group, id, op: 'set', table, valuesHash: hash }
}
