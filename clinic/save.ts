import type { ProcedureName } from '../domain/contract/contract.ts'
import { ok, type Outcome, refuse } from '../domain/errors.ts'
import type { GroupValues, RecordTable } from '../domain/journal/declare.ts'
import type { Clock, Json } from '../domain/journal/types.ts'
import type { LocalWriter, NotPromise, Seen, Store, Writer } from '../db/types.ts'
import type { SignedIn } from './desk.ts'

type Kept<R> = { readonly procedure: string; readonly meant: string; readonly answer: R }

/**
 * Does what a person meant, once: one journal entry, and the same intent again gives the first answer. An intent that
 * already stood for something else, by procedure or by content, is refused with `intent-reused`: its answer would not fit.
 */
export function save<R extends Json>(
  { store, person, meant }: Pick<SignedIn, 'store' | 'person' | 'meant'>,
  procedure: ProcedureName,
  intent: string,
  work: (tx: Writer) => Outcome<R>,
): Outcome<R> {
  const committed = store.commit<Kept<R>>({ actor: person.userId, intent }, tx => {
    const outcome = work(tx)
    return outcome.ok ? ok({ procedure, meant, answer: outcome.value }) : outcome
  })
  if (!committed.ok) return committed
  const { result } = committed.value
  return result.procedure === procedure && result.meant === meant ? ok(result.answer) : refuse('intent-reused')
}

/** Writes what stays on this PC alone; refuses in read-only mode, and with `disk-full`. */
export const saveLocal = <R>(store: Store, work: (tx: LocalWriter) => NotPromise<R>): Outcome<R> => store.local(work)

/** Whether a screen saw the newest values: exactly the clocks that stand here now. */
export function isCurrent(base: readonly Clock[], clocks: readonly Clock[]): boolean {
  const seen = new Set(base)
  return seen.size === clocks.length && clocks.every(clock => seen.has(clock))
}

/** `changed-meanwhile` unless `base` is what stands here now. */
export const checkBase = (base: readonly Clock[], clocks: readonly Clock[]): Outcome<null> =>
  isCurrent(base, clocks) ? ok(null) : refuse('changed-meanwhile')

/**
 * Sets a group of a form that holds several, when the form says something else than what stands, or settles a conflict.
 * A group that somebody else changed meanwhile and the form shows as it was counts as changed, and is refused.
 */
export function setChanged<T extends RecordTable, G extends keyof T['groups'] & string>(
  tx: Writer,
  table: T,
  { row, clocks }: Seen<T>,
  group: G,
  values: GroupValues<T, G>,
  base: readonly Clock[],
): Outcome<null> {
  const held: Readonly<Record<string, unknown>> = row
  const same = Object.entries(values).every(([name, value]) => JSON.stringify(value) === JSON.stringify(held[name]))
  if (same && clocks[group].length === 1) return ok(null)
  const current = checkBase(base, clocks[group])
  if (current.ok) tx.set(table, row.id, group, values, base)
  return current
}

/** A record with its clocks, or `not-found` with what it is. */
export function seeOr<T extends RecordTable>(tx: Writer, table: T, id: string): Outcome<Seen<T>> {
  const seen = tx.see(table, id)
  return seen ? ok(seen) : refuse('not-found', { what: table.name })
}
