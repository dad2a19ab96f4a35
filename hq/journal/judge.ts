/**
 * What headquarters quarantines: only what no honest application could have written. What a PC could write because it
 * had not heard yet (a user who was disabled meanwhile, a transition that was overtaken) is accepted.
 */
import { isRedacted, type HashedEntry } from '../../domain/journal/entry.ts'
import type { Registry } from '../../domain/journal/registry.ts'
import { user } from '../../domain/tables/people.ts'

/** As it stands in the ruling. An entry of an unknown person is released when the person's own record comes. */
export const reasons = { values: 'values outside the schema', actor: 'actor that is not known' } as const
export type Reason = (typeof reasons)[keyof typeof reasons]

/** `isKnown`: whether an actor is a user or a device of this clinic. */
export function suspicion(
  registry: Registry,
  { entry }: HashedEntry,
  isKnown: (actor: string) => boolean,
): Reason | undefined {
  const isOutside = entry.schema <= registry.version && entry.changes.some(each => registry.unknown(each) !== undefined)
  if (isOutside) return reasons.values
  return isKnown(entry.actor) ? undefined : reasons.actor
}

/** The users whose records an entry writes. */
export function usersIn({ entry }: HashedEntry): readonly string[] {
  return entry.changes.flatMap(change => (change.table === user.name && !isRedacted(change) ? change.id : []))
}
