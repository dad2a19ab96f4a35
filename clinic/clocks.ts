import type { RecordTable } from '../domain/journal/declare.ts'
import { deviceNames, userNames } from '../db/queries/people.ts'
import type { Head, Reader, Seen } from '../db/types.ts'

/** The clocks of every group, for the screen to hand back as `base`. */
export const clocksShown = (seen: Pick<Seen<RecordTable>, 'clocks'>): Record<string, string[]> =>
  Object.fromEntries(Object.entries(seen.clocks).map(([group, clocks]) => [group, [...clocks]]))

/** The heads of conflicted groups with the names of PC and person, for "also entered at PC 3: …". */
export function conflictsShown(
  reader: Reader,
  seen: { readonly conflicts: Readonly<Record<string, readonly Head[]>> },
) {
  const groups = Object.entries(seen.conflicts)
  if (groups.length === 0) return {}
  const devices = deviceNames(reader)
  const users = userNames(reader)
  return Object.fromEntries(
    groups.map(([group, heads]) => [
      group,
      heads.map(head => ({
        clock: head.clock,
        values: { ...head.values } as Record<string, never>,
        device: devices.get(head.device)?.name ?? head.device,
        actor: users.get(head.actor) ?? '',
        at: head.at,
      })),
    ]),
  )
}
