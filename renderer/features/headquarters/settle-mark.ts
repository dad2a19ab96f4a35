import type { ConflictLine } from '../../../domain/contract/sync-contract.ts'

/**
 * What the keys settle: a record, a group and the values that were read, never a place in the list, which may change while
 * somebody reads. `null`: nothing, until somebody marks again. Undefined: nothing was on screen yet.
 */
export type SettleMark = string | null | undefined

export const markOf = ({ table, id, group, heads }: ConflictLine): string =>
  [table, id, group, ...heads.map(head => head.clock)].join(' ')

/** The first that comes on screen is marked by itself, later ones never. */
export const begunWith = (mark: SettleMark, [first]: readonly ConflictLine[]): SettleMark =>
  mark === undefined && first !== undefined ? markOf(first) : mark

export const markedBy = (mark: SettleMark, lines: readonly ConflictLine[]): ConflictLine | undefined =>
  lines.find(line => markOf(line) === mark)

export function movedFrom(mark: SettleMark, lines: readonly ConflictLine[], by: 1 | -1): SettleMark {
  const at = lines.findIndex(line => markOf(line) === mark)
  const next = at < 0 ? lines.at(by === 1 ? 0 : -1) : lines[Math.min(Math.max(at + by, 0), lines.length - 1)]
  return next === undefined ? mark : markOf(next)
}
