import { describe, expect, it } from 'vitest'
import type { ConflictLine } from '../../../../domain/contract/sync-contract.ts'
import { begunWith, markedBy, movedFrom } from '../../../../renderer/features/headquarters/settle-mark.ts'

const line = (id: string, ...clocks: readonly string[]): ConflictLine => ({
  table: 'patient', id, group: 'name', label: 'Lakshmi Iyer',
  heads: clocks.map(clock => ({ clock, values: {}, device: 'Desk 1', actor: 'Asha', at: '2026-11-22T04:30:00.000Z' })),
}) // prettier-ignore
const [a, b, c] = [line('a', '1', '2'), line('b', '3', '4'), line('c', '5', '6')]
const settled = null

describe('the mark of what is to settle', () => {
  it('begins with the first, and stays with it when others come before it', () => {
    const mark = begunWith(undefined, [b, c])
    expect(markedBy(mark, [b, c])).toBe(b)
    expect(begunWith(mark, [a, b, c])).toBe(mark)
    expect(markedBy(mark, [a, b, c])).toBe(b)
  })

  it('goes to no other when what it was on is settled or gone', () => {
    expect(begunWith(settled, [b, c])).toBe(settled)
    expect(markedBy(settled, [b, c])).toBeUndefined()
    expect(markedBy(begunWith(undefined, [a]), [b, c])).toBeUndefined()
  })

  it('is gone when there are other values to choose from than were read', () => {
    const mark = begunWith(undefined, [a])
    expect(markedBy(mark, [line('a', '2', '1')])).toBeUndefined()
    expect(markedBy(mark, [line('a', '0', '1', '2')])).toBeUndefined()
  })

  it('is put on the next or the one before, and from nowhere on the first or the last', () => {
    const lines = [a, b, c]
    const first = begunWith(undefined, lines)
    expect(markedBy(movedFrom(first, lines, 1), lines)).toBe(b)
    expect(markedBy(movedFrom(first, lines, -1), lines)).toBe(a)
    expect(markedBy(movedFrom(settled, lines, 1), lines)).toBe(a)
    expect(markedBy(movedFrom(settled, lines, -1), lines)).toBe(c)
    expect(movedFrom(settled, [], 1)).toBe(settled)
  })
})
