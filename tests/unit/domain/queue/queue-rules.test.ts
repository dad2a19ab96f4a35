import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { callOrder, type Waiting } from '../../../../domain/queue/call-order.ts'
import { deskLetter, readTokenLabel, tokenLabel } from '../../../../domain/queue/token-label.ts'

const anyToken: fc.Arbitrary<Waiting> = fc.record({
  id: fc.uuid(),
  series: fc.constantFrom('A', 'W', 'E', 'F', 'S'),
  number: fc.integer({ min: 1, max: 30 }),
  issuedAt: fc.constantFrom('2026-11-23T04:30:00.000Z', '2026-11-23T04:31:00.000Z', '2026-11-23T04:32:00.000Z'),
})

describe('the order of calling', () => {
  it('is the same on every PC, whatever order the tokens came in', () => {
    fc.assert(
      fc.property(fc.uniqueArray(anyToken, { selector: token => token.id, maxLength: 30 }), tokens => {
        const ids = (list: readonly Waiting[]) => [...list].sort(callOrder).map(token => token.id)
        expect(ids(tokens.toReversed())).toEqual(ids(tokens))
      }),
    )
  })
  it('puts emergencies first, and then who came first', () => {
    fc.assert(
      fc.property(fc.array(anyToken, { maxLength: 30 }), tokens => {
        const called = [...tokens].sort(callOrder)
        const regular = called.findIndex(token => token.series !== 'E')
        if (regular >= 0) expect(called.slice(regular).some(token => token.series === 'E')).toBe(false)
        const times = called.filter(token => token.series !== 'E').map(token => token.issuedAt)
        expect(times).toEqual([...times].sort())
      }),
    )
  })
})

describe('the label of a token', () => {
  it('is what is called out', () => {
    expect(tokenLabel('W', 7, '')).toBe('W-07')
    expect(tokenLabel('E', 118, 'K')).toBe('E-118K')
  })
  it('is read in the ways in which people type it', () => {
    for (const typed of ['w7', 'W-07', 'w 7', 'W-07K'])
      expect(readTokenLabel(typed)).toEqual({ series: 'W', number: 7 })
    for (const typed of ['7', 'X-7', 'Wagh', '']) expect(readTokenLabel(typed)).toBeUndefined()
  })
  it('carries the shortest end of the code that no other desk has', () => {
    expect(deskLetter('A1K7', [])).toBe('')
    expect(deskLetter('A1K7', ['A1K8'])).toBe('7')
    expect(deskLetter('A1K7', ['A1M7', 'A1K8'])).toBe('K7')
  })
})
