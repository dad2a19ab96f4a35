/** A folded record as two columns: `body` by group and field, and `heads` with each clock once, before its groups. */
import { sortClocks } from '../../domain/journal/clock.ts'
import type { Clock, JsonObject } from '../../domain/journal/types.ts'
import type { FoldedRow } from './journal-store.ts'

type Groups = FoldedRow['groups']

export function bodyOf(groups: Groups): string {
  return JSON.stringify(Object.fromEntries([...groups].map(([group, { values }]) => [group, values])))
}

export function headsOf(groups: Groups): string {
  const groupsOf = new Map<Clock, string>()
  for (const [group, { heads }] of groups) {
    for (const clock of heads) {
      const known = groupsOf.get(clock)
      groupsOf.set(clock, (known === undefined ? '' : `${known},`) + JSON.stringify(group))
    }
  }
  return `{${[...groupsOf].map(([clock, names]) => `"${clock}":[${names}]`).join(',')}}`
}

export function groupsOf(body: string, heads: string): Groups {
  const values = JSON.parse(body) as Readonly<Record<string, JsonObject | null>>
  const clocks = new Map<string, Clock[]>()
  for (const [clock, groups] of Object.entries(JSON.parse(heads) as Readonly<Record<Clock, readonly string[]>>)) {
    for (const group of groups) clocks.set(group, [...(clocks.get(group) ?? []), clock])
  }
  return new Map(
    Object.entries(values).map(([group, said]) => [
      group,
      { values: said, heads: sortClocks(clocks.get(group) ?? []) },
    ]),
  )
}
