/** The fold of a fact, added once and never changed. */
import { inOrder, valuesText, type GroupChange, type ValueState } from './fold.ts'
import type { Clock, JsonObject } from './types.ts'

export type FoldedFact = {
  /** Of the change that stands. */
  readonly clock: Clock
  readonly state: ValueState
  /** `null` when redacted, or when this version cannot read the fact yet. */
  readonly values: JsonObject | null
  /** Changes that add the same id with another content: kept and listed, without effect. */
  readonly others: readonly GroupChange[]
}

/** Of the changes that add one id, the smallest clock stands; `undefined` when none counts. */
export function foldFact(changes: readonly GroupChange[]): FoldedFact | undefined {
  const [first, ...later] = inOrder(changes).filter(change => !change.quarantined)
  if (first === undefined) return undefined
  const text = valuesText(first)
  return {
    clock: first.clock,
    state: first.state,
    values: first.state === 'known' ? first.values : null,
    others: later.filter(change => valuesText(change) !== text),
  }
}
