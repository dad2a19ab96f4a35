/**
 * Entries into records, in memory. The fast path writes a change over its group when it names exactly the head that the
 * group has; every other record is folded again from all its entries. Both give the same, whatever the order.
 */
import { clockOf } from '../../domain/journal/clock.ts'
import { groupOf, isRedacted, type HashedEntry, type HeldChange } from '../../domain/journal/entry.ts'
import { foldRecord, gatherRecord, type Reading } from '../../domain/journal/gather.ts'
import type { Clock, JsonObject } from '../../domain/journal/types.ts'
import type { FoldedRow, KeptEntry, RecordKey } from './journal-store.ts'

export const recordKey = ({ kind, id }: RecordKey): string => `${kind}\n${id}`

export type Quick = {
  /** Records as the fast path left them. */
  readonly changed: readonly FoldedRow[]
  /** Records that have to be folded from the journal. */
  readonly slow: readonly RecordKey[]
}

/** `slow` names records that must not go the fast way; `isErased` whether a law has erased anything of a record. */
export function foldQuickly(
  reading: Reading,
  known: readonly FoldedRow[],
  entries: readonly KeptEntry[],
  { slow, isErased }: { readonly slow: readonly RecordKey[]; readonly isErased: (key: RecordKey) => boolean },
): Quick {
  const rows = new Map(known.map(row => [recordKey(row), row]))
  const marked = new Map(slow.map(key => [recordKey(key), key]))
  const changed = new Set<string>()
  for (const row of known) if (row.irregular) marked.set(recordKey(row), row)
  for (const { entry, hash, aside } of entries) {
    const suspect = aside !== null || reading.isQuarantined(hash)
    const clock = clockOf(entry.hlc, entry.device, hash)
    for (const [name, key, changes] of byRecord(entry.changes)) {
      if (marked.has(name)) continue
      const isPlain = !suspect && !isErased(key) && changes.every(each => reading.registry.stateOf(each) === 'known')
      const next = isPlain ? overwrite(rows.get(name), key, clock, changes) : undefined
      if (next === undefined) marked.set(name, key)
      else {
        rows.set(name, next)
        changed.add(name)
      }
    }
  }
  return {
    changed: [...rows].flatMap(([name, row]) => (changed.has(name) && !marked.has(name) ? row : [])),
    slow: [...marked.values()],
  }
}

/** Everything that the entries say of a record; `undefined` when nothing counts. */
export function foldSlowly(
  reading: Reading,
  entries: readonly KeptEntry[],
  { kind, id }: RecordKey,
): FoldedRow | undefined {
  const light = withoutAside(reading, entries)
  const { groups, fact } = foldRecord(light, entries, kind, id)
  const folded = new Map<string, { readonly values: JsonObject | null; readonly heads: readonly Clock[] }>()
  for (const [group, { values, heads }] of groups) folded.set(group, { values, heads })
  if (fact !== undefined) folded.set('', { values: fact.values, heads: [fact.clock] })
  if (folded.size === 0) return undefined
  const changes = [...gatherRecord(light, entries, kind, id).values()].flat()
  const irregular = changes.some(change => change.quarantined || change.state !== 'known')
  return { kind, id, groups: folded, irregular }
}

/** The changes of entries that were set aside count as not understood: their clocks count, their values do not. */
function withoutAside(reading: Reading, entries: readonly KeptEntry[]): Reading {
  const aside = new Set(
    entries.flatMap((each): readonly HeldChange[] => (each.aside === null ? [] : each.entry.changes)),
  )
  if (aside.size === 0) return reading
  const { registry } = reading
  const stateOf: typeof registry.stateOf = change => (aside.has(change) ? 'deferred' : registry.stateOf(change))
  return { ...reading, registry: { ...registry, stateOf } }
}

export function byRecord(
  changes: HashedEntry['entry']['changes'],
): Iterable<readonly [name: string, key: RecordKey, changes: readonly HeldChange[]]> {
  const found = new Map<string, readonly [string, RecordKey, HeldChange[]]>()
  for (const change of changes) {
    const key = { kind: change.table, id: change.id }
    const name = recordKey(key)
    const known = found.get(name)
    if (known === undefined) found.set(name, [name, key, [change]])
    else known[2].push(change)
  }
  return found.values()
}

function overwrite(
  row: FoldedRow | undefined,
  key: RecordKey,
  clock: Clock,
  changes: readonly HeldChange[],
): FoldedRow | undefined {
  const groups = new Map(row?.groups)
  for (const change of changes) {
    if (isRedacted(change)) return undefined
    const known = groups.get(groupOf(change))
    const base = change.op === 'set' ? change.base : []
    if (known === undefined ? base.length > 0 : !isOnly(known.heads, base)) return undefined
    groups.set(groupOf(change), { values: change.values, heads: [clock] })
  }
  return { ...key, groups, irregular: false }
}

function isOnly(heads: readonly Clock[], base: readonly Clock[]): boolean {
  return heads.length === 1 && base.length === 1 && heads[0] === base[0]
}
