/**
 * The fold of one group of a record, a pure function of the SET of its changes.
 *
 * A change supersedes the changes named in its `base`, and all that those superseded: links count through quarantined,
 * redacted and deferred changes alike, or a value that a person has replaced would come back. Of the heads (what nothing
 * supersedes) the greatest clock is the value. Proved with random histories in tests/simulation/model.
 */
import { canonical } from './canonical.ts'
import { sortClocks } from './clock.ts'
import type { Clock, JsonObject } from './types.ts'

/** `deferred`: this version does not know the table, the group or a value yet. `redacted`: the values were erased. */
export type ValueState = 'known' | 'deferred' | 'redacted'

export type GroupChange = {
  readonly clock: Clock
  /** Clocks of the values that the writer saw; empty for a fact. */
  readonly base: readonly Clock[]
  /** `null` when redacted. Of a deferred change the values as they came. */
  readonly values: JsonObject | null
  readonly state: ValueState
  readonly quarantined: boolean
}

export type FoldedGroup = {
  /** Of the change that won. */
  readonly clock: Clock
  /** Sorted clocks of what nothing supersedes; the `base` of the next change that a person makes. */
  readonly heads: readonly Clock[]
  /** State of the change that won. */
  readonly state: ValueState
  /** The value to show. When the winner is deferred, the newest value that this version knows, if any. */
  readonly values: JsonObject | null
  /** The heads, when their values differ and everything that could settle them is held; else empty. */
  readonly conflict: readonly GroupChange[]
  /** Clocks named on the way from the heads and not held. While there are any, no conflict is shown. */
  readonly awaits: readonly Clock[]
}

/** Folds the changes of one group of one record; `undefined` when none counts. Doubles do no harm. */
export function foldGroup(changes: readonly GroupChange[]): FoldedGroup | undefined {
  const ordered = inOrder(changes)
  const live = ordered.filter(change => !change.quarantined)
  const newest = live.at(-1)
  if (newest === undefined) return undefined
  const { superseded, awaits } = followBases(ordered, live)
  const unsuperseded = live.filter(change => !superseded.has(change.clock))
  // Clocks hold the hash of their own entry, so bases cannot run in a circle unless SHA-256 is broken.
  const heads = unsuperseded.length > 0 ? unsuperseded : [newest]
  const winner = heads.at(-1) ?? newest
  return {
    clock: winner.clock,
    heads: sortClocks(heads.map(head => head.clock)),
    state: winner.state,
    values: shownValues(winner, live),
    conflict: awaits.length === 0 && differ(heads) ? heads : [],
    awaits,
  }
}

/**
 * Whether a change that just arrived may simply become the row: it names exactly the heads that the row has (none, for a
 * new record), so it is the only head. Anything else is folded again from the journal.
 */
export function fastPath(heads: readonly Clock[], change: GroupChange): boolean {
  if (change.quarantined || change.state !== 'known' || change.base.length !== heads.length) return false
  if (heads.length === 0) return true
  if (heads.length === 1) return change.base[0] === heads[0]
  const base = sortClocks(change.base)
  return base.length === heads.length && base.every((clock, index) => clock === heads[index])
}

/**
 * By clock, each change once. Two entries of one device can be made to share a clock with 2^32 work; they are ordered by
 * content, so that even they fold alike everywhere.
 */
export function inOrder(changes: readonly GroupChange[]): readonly GroupChange[] {
  if (changes.length < 2) return changes
  const sorted = [...changes].sort((a, b) => compareText(a.clock, b.clock) || compareText(contentOf(a), contentOf(b)))
  return sorted.filter((change, index) => {
    const before = sorted[index - 1]
    return before === undefined || before.clock !== change.clock || contentOf(before) !== contentOf(change)
  })
}

/** Two changes with the same text say the same; `null` stands for erased values. */
export function valuesText(change: GroupChange): string {
  return canonical(change.values)
}

function contentOf(change: GroupChange): string {
  return canonical([change.values, sortClocks(change.base), change.state, change.quarantined])
}

function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0
}

function followBases(
  all: readonly GroupChange[],
  live: readonly GroupChange[],
): { readonly superseded: ReadonlySet<Clock>; readonly awaits: readonly Clock[] } {
  const basesOf = new Map<Clock, readonly Clock[]>()
  for (const { clock, base } of all) basesOf.set(clock, [...(basesOf.get(clock) ?? []), ...base])
  const superseded = new Set<Clock>()
  const awaits: Clock[] = []
  const open = live.flatMap(change => change.base)
  for (let clock = open.pop(); clock !== undefined; clock = open.pop()) {
    if (superseded.has(clock)) continue
    superseded.add(clock)
    const base = basesOf.get(clock)
    if (base === undefined) awaits.push(clock)
    else open.push(...base)
  }
  return { superseded, awaits: awaits.sort() }
}

function shownValues(winner: GroupChange, live: readonly GroupChange[]): JsonObject | null {
  if (winner.state !== 'deferred') return winner.values
  return live.findLast(change => change.state !== 'deferred')?.values ?? null
}

function differ(heads: readonly GroupChange[]): boolean {
  const [first, ...others] = heads
  if (first === undefined || others.length === 0) return false
  const text = valuesText(first)
  return others.some(head => valuesText(head) !== text)
}
