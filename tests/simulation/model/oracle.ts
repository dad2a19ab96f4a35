/**
 * The rule of the fold said once more, slowly and in other words, to judge the real fold and the wrong readings of it.
 * It sees changes as they were written: no schema, no redaction.
 */
import { clockOf } from '../../../domain/journal/clock.ts'
import { groupOf, isRedacted, type HashedEntry } from '../../../domain/journal/entry.ts'
import type { Clock, JsonObject } from '../../../domain/journal/types.ts'
import { isHq } from './devices.ts'

export type Said = {
  /** Table, id and group. */
  readonly place: string
  readonly clock: Clock
  readonly base: readonly Clock[]
  readonly values: JsonObject | null
  readonly quarantined: boolean
}

/** Hashes that HQ's latest ruling quarantines. */
export function ruledOut(entries: readonly HashedEntry[]): ReadonlySet<string> {
  const rulings = entries
    .filter(held => isHq(held.entry.device))
    .flatMap(held => held.entry.changes.map(change => ({ held, change })))
    .filter(({ change }) => change.table === 'journalRuling' && !isRedacted(change))
    .map(({ held, change }) => ({
      clock: clockOf(held.entry.hlc, held.entry.device, held.hash),
      values: isRedacted(change) ? {} : change.values,
    }))
    .sort((a, b) => (a.clock < b.clock ? -1 : 1))
  const out = new Set<string>()
  for (const { values } of rulings) {
    if (values['ruling'] === 'quarantine') out.add(String(values['entryHash']))
    else out.delete(String(values['entryHash']))
  }
  return out
}

/** Every `set` of the entries, in their order, each entry once. */
export function saidIn(entries: readonly HashedEntry[]): readonly Said[] {
  const out = ruledOut(entries)
  const once = [...new Map(entries.map(held => [held.hash, held])).values()]
  return once.flatMap(({ entry, hash }) =>
    entry.changes.flatMap(change => {
      if (change.op !== 'set') return []
      return {
        place: `${change.table} ${change.id} ${groupOf(change)}`,
        clock: clockOf(entry.hlc, entry.device, hash),
        base: change.base,
        values: isRedacted(change) ? null : change.values,
        quarantined: out.has(hash),
      }
    }),
  )
}

/** Per place the sorted clocks of its heads: what counts and cannot be reached from anything that counts. */
export function headsByOracle(entries: readonly HashedEntry[]): ReadonlyMap<string, readonly Clock[]> {
  const said = saidIn(entries)
  const heads = new Map<string, readonly Clock[]>()
  for (const place of new Set(said.map(each => each.place))) {
    const here = said.filter(each => each.place === place)
    const reached = new Set(here.filter(each => !each.quarantined).flatMap(each => each.base))
    for (let size = -1; size < reached.size;) {
      size = reached.size
      for (const each of here) if (reached.has(each.clock)) each.base.forEach(clock => reached.add(clock))
    }
    const unreached = here.filter(each => !each.quarantined && !reached.has(each.clock))
    if (unreached.length > 0) heads.set(place, unreached.map(each => each.clock).sort())
  }
  return heads
}
