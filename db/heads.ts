/**
 * The heads of a row's groups in one text column: `clock group,group|clock group`. Most rows were written by one or two
 * entries, so a clock stands once for all the groups that it is a head of. A group in conflict stands under several.
 */
import type { Clock } from '../domain/journal/types.ts'

/** See docs/decisions/0002-clock-text.md. */
const CLOCK_LENGTH = 71

export type Heads = ReadonlyMap<string, readonly Clock[]>

export function parseHeads(text: string): Map<string, readonly Clock[]> {
  const heads = new Map<string, readonly Clock[]>()
  if (text === '') return heads
  for (const part of text.split('|')) {
    const clock = part.slice(0, CLOCK_LENGTH)
    for (const group of part.slice(CLOCK_LENGTH + 1).split(',')) {
      const known = heads.get(group)
      heads.set(group, known === undefined ? [clock] : [...known, clock])
    }
  }
  return heads
}

export function formatHeads(heads: Heads): string {
  const groupsOf = new Map<Clock, string[]>()
  for (const [group, clocks] of heads) {
    for (const clock of clocks) {
      const groups = groupsOf.get(clock)
      if (groups === undefined) groupsOf.set(clock, [group])
      else groups.push(group)
    }
  }
  let text = ''
  for (const [clock, groups] of groupsOf) text += `${text === '' ? '' : '|'}${clock} ${groups.join(',')}`
  return text
}
