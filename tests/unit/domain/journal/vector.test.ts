import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  branchName,
  deviceOf,
  extendVector,
  forksBetween,
  lacks,
  mergeVectors,
} from '../../../../domain/journal/vector.ts'
import { uuid } from './journal-fixtures.ts'

const point = fc.record({ seq: fc.integer({ min: 1, max: 4 }), hash: fc.constantFrom('a', 'b') })
const vector = fc.dictionary(fc.constantFrom('d1', 'd2', 'd3'), point, { noNullPrototype: true })
const at = (seq: number, hash = 'a') => ({ seq, hash })

describe('version vectors', () => {
  test('merging does not depend on order, grouping or repetition', () => {
    fc.assert(
      fc.property(vector, vector, vector, (a, b, c) => {
        expect(mergeVectors(a, b)).toEqual(mergeVectors(b, a))
        expect(mergeVectors(mergeVectors(a, b), c)).toEqual(mergeVectors(a, mergeVectors(b, c)))
        expect(mergeVectors(a, a)).toEqual(a)
        expect(mergeVectors(a, {})).toEqual(a)
      }),
    )
  })

  test('what was merged lacks nothing of either', () => {
    fc.assert(
      fc.property(vector, vector, (a, b) => {
        const merged = mergeVectors(a, b)
        expect(lacks(merged, a)).toEqual({})
        expect(lacks(merged, b)).toEqual({})
        expect(Object.keys(lacks(a, merged)).sort()).toEqual(Object.keys(lacks(a, b)).sort())
      }),
    )
  })

  test('what is lacking is told with the number after which to send', () => {
    expect(lacks({ d1: at(3), d2: at(5) }, { d1: at(7), d2: at(4), d3: at(2) })).toEqual({ d1: 3, d3: 0 })
  })

  test('the same number with another hash is a fork, seen from both sides', () => {
    fc.assert(
      fc.property(vector, vector, (a, b) => {
        expect(forksBetween(a, b)).toEqual(forksBetween(b, a))
      }),
    )
    expect(forksBetween({ d1: at(3), d2: at(1), d3: at(2) }, { d1: at(3, 'b'), d2: at(1), d3: at(4, 'b') })).toEqual([
      'd1',
    ])
  })

  test('it grows by the next entry only', () => {
    expect(extendVector({}, 'd1', at(1))).toEqual({ ok: true, value: { d1: at(1) } })
    expect(extendVector({ d1: at(1) }, 'd1', at(2))).toEqual({ ok: true, value: { d1: at(2) } })
    expect(extendVector({ d1: at(1) }, 'd1', at(3))).toEqual({
      ok: false,
      code: 'gap',
      params: { device: 'd1', seq: 2 },
    })
    expect(extendVector({ d1: at(1) }, 'd1', at(1))).toMatchObject({ ok: false, code: 'gap' })
  })

  test('a filed branch carries the device and the first digits of its first hash', () => {
    const name = branchName(uuid('d', 1), 'abcdef0123456789')
    expect(name).toBe(`${uuid('d', 1)}~abcdef01`)
    expect(deviceOf(name)).toBe(uuid('d', 1))
    expect(deviceOf(uuid('d', 1))).toBe(uuid('d', 1))
  })
})
