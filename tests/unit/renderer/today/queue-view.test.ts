import { describe, expect, it } from 'vitest'
import type { Board, TokenLine } from '../../../../domain/contract/shapes.ts'
import { tokenStatuses, tokenTransitions } from '../../../../domain/tables/visits.ts'
import { canMove, findToken, moves, neighbour, type TokenMove } from '../../../../renderer/features/today/queue-view.ts'

const token = (id: string, status: TokenLine['status'] = 'created'): TokenLine => ({
  id, label: id, series: 'W', number: 1, status, statusAt: '2026-11-23T05:00:00.000Z',
  issuedAt: '2026-11-23T05:00:00.000Z', patientId: `p-${id}`, patientName: id, patientNativeName: '', sex: 'female',
  age: null, practitionerId: 'd', encounterId: `e-${id}`, billId: null, payment: 'none', statusClocks: [],
}) // prettier-ignore
const column = (serving: TokenLine | null, ...waiting: TokenLine[]): Board['columns'][number] => ({
  practitioner: {
    id: 'd', name: 'Meera Kulkarni', nativeName: '', system: 'ayurveda', qualification: '', registrationNumber: '',
    consultationFee: 0, room: '', startTime: '09:00', endTime: '13:00', active: true, clocks: {},
  },
  serving, waiting, skipped: [], done: [],
}) // prettier-ignore
const board: Board = {
  date: '2026-11-23',
  now: '2026-11-23T05:00:00.000Z',
  counts: { waiting: 0, inRoom: 0, done: 0, longestWaitMinutes: 0 },
  columns: [column(token('a1'), token('a2'), token('a3')), column(null), column(token('c1'), token('c2'))],
  last: null,
}

describe('arrows in the queues', () => {
  it('begin at the first token, go down and up a column and stop at its ends', () => {
    expect(neighbour(board, null, 'down')?.id).toBe('a1')
    expect(neighbour(board, 'a1', 'down')?.id).toBe('a2')
    expect(neighbour(board, 'a3', 'down')?.id).toBe('a3')
    expect(neighbour(board, 'a1', 'up')?.id).toBe('a1')
  })

  it('go sideways to the same row, over a doctor without tokens, and not past the edge', () => {
    expect(neighbour(board, 'a2', 'right')?.id).toBe('c2')
    expect(neighbour(board, 'a3', 'right')?.id).toBe('c2')
    expect(neighbour(board, 'c1', 'left')?.id).toBe('a1')
    expect(neighbour(board, 'c1', 'right')?.id).toBe('c1')
  })

  it('find the chosen token wherever it is now, and nothing when it is gone', () => {
    expect(findToken(board, 'c2')?.id).toBe('c2')
    expect(findToken(board, 'x')).toBeUndefined()
    expect(findToken(undefined, 'c2')).toBeUndefined()
  })
})

describe('what a token is offered', () => {
  it('is never a move that the clinic calls illegal', () => {
    for (const move of Object.keys(moves) as TokenMove[]) {
      for (const status of tokenStatuses) {
        if (canMove(token('a', status), move))
          expect(tokenTransitions[status], `${move} ${status}`).toContain(moves[move].to)
      }
    }
  })

  it('is nothing when it is done or cancelled', () => {
    for (const move of Object.keys(moves) as TokenMove[]) {
      expect(canMove(token('a', 'fulfilled'), move)).toBe(false)
      expect(canMove(token('a', 'cancelled'), move)).toBe(false)
      expect(canMove(undefined, move)).toBe(false)
    }
  })
})
