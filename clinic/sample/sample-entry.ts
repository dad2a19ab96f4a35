import type { FactTable, GroupValues, RecordTable, Values } from '../../domain/journal/declare.ts'
import type { AddChange, JsonObject, SetChange } from '../../domain/journal/types.ts'
import type { DocumentKind } from '../../domain/numbers.ts'
import type { Instant, LocalDate } from '../../domain/time.ts'

/** A number that an entry takes from a series or counter of the device; the store must give exactly this one. */
export type Taken =
  | { readonly kind: DocumentKind; readonly date: LocalDate; readonly number: string }
  | { readonly counter: string; readonly count: number }

/** What one person meant at one moment: one entry of the journal. */
export type SampleEntry = {
  readonly at: Instant
  readonly actor: string
  readonly intent: string
  readonly changes: readonly SampleChange[]
  readonly taken: readonly Taken[]
}

/** Every record of the sample is written for the first time, so that no change needs a base. */
export type SampleChange = AddChange | SetChange

export const added = <T extends FactTable>(table: T, id: string, values: Values<T['columns']>): AddChange => ({
  op: 'add',
  table: table.name,
  id,
  values: values as JsonObject,
})

export const first = <T extends RecordTable, G extends keyof T['groups'] & string>(
  table: T,
  id: string,
  group: G,
  values: GroupValues<T, G>,
): SetChange => ({ op: 'set', table: table.name, id, group, base: [], values: values as JsonObject })
