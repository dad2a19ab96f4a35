/** Erasing values from an entry, as the law asks, without breaking the chain. See docs/decisions/0003-redaction.md. */
import { clockOf } from './clock.ts'
import {
  changeSalt,
  groupOf,
  isRedacted,
  valuesHash,
  withoutValues,
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
    const salt = changeSalt(sha256, entry, change, index)
    return covers(change) ? withoutValues(change, valuesHash(sha256, salt, change.values)) : { ...change, salt }
  })
  const { actor, at, clinic, device, hlc, intent, schema, seq } = entry
  return { actor, at, changes, clinic, device, hlc, intent, schema, seq } satisfies RedactedEntry
}
