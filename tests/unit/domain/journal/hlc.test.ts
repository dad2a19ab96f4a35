import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { HLC, HLC_ZERO, millisecondsOf, receive, tick } from '../../../../domain/journal/hlc.ts'
import { hlcAt } from './journal-fixtures.ts'

const now = Date.UTC(2026, 10, 22)
const tenYears = 10 * 366 * 86_400_000
const wall = fc.integer({ min: now - tenYears, max: now + tenYears })
const anyWall = fc.oneof(wall, fc.double(), fc.constantFrom(Number.NaN, -1, 2 ** 53, Date.UTC(2200, 0, 1)))
const year2200 = Date.UTC(2200, 0, 1)

describe('hybrid logical clock', () => {
  test('it only rises, whatever the wall clock does', () => {
    fc.assert(
      fc.property(fc.array(anyWall, { minLength: 2 }), walls => {
        let last = HLC_ZERO
        for (const ms of walls) {
          const next = tick(last, ms)
          expect(next).toMatch(HLC)
          expect(next > last).toBe(true)
          last = next
        }
      }),
    )
  })

  test('a write comes after everything that was received, with wall clocks ten years apart', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.nat(2), fc.nat(2), wall), { maxLength: 40 }), steps => {
        const clocks = [HLC_ZERO, HLC_ZERO, HLC_ZERO]
        for (const [from, to, ms] of steps) {
          const sent = tick(clocks[from] ?? HLC_ZERO, ms)
          clocks[from] = sent
          const seen = clocks[to] ?? HLC_ZERO
          const merged = receive(seen, sent)
          expect(merged >= sent && merged >= seen).toBe(true)
          clocks[to] = merged
          expect(tick(merged, now - tenYears) > sent).toBe(true)
        }
      }),
    )
  })

  test('it follows a wall clock that is ahead', () => {
    expect(tick(hlcAt(1000, 7), 2000)).toBe(hlcAt(2000))
  })

  test('it counts while the wall clock stands or runs back', () => {
    expect(tick(hlcAt(1000, 7), 1000)).toBe(hlcAt(1000, 8))
    expect(tick(hlcAt(1000, 7), 3)).toBe(hlcAt(1000, 8))
  })

  test('a full counter carries into the milliseconds', () => {
    expect(tick(hlcAt(1000, 0xfffff), 1000)).toBe(hlcAt(1001))
  })

  test('a wall clock past the year 2200 counts as its last millisecond before', () => {
    expect(tick(HLC_ZERO, year2200 + 5e12)).toBe(hlcAt(year2200 - 1))
    expect(tick(hlcAt(year2200 - 1, 0xfffff), year2200 + 5e12)).toBe(hlcAt(year2200))
  })

  test('carries beyond the year 2200 are followed, a forged clock at the end of time is not', () => {
    expect(receive(HLC_ZERO, hlcAt(year2200 + 3))).toBe(hlcAt(year2200 + 3))
    expect(receive(hlcAt(5), 'f'.repeat(17))).toBe(hlcAt(5))
  })

  test('hearing the same clock again changes nothing', () => {
    fc.assert(
      fc.property(wall, wall, (a, b) => {
        const once = receive(hlcAt(a), hlcAt(b))
        return receive(once, hlcAt(b)) === once && receive(hlcAt(b), hlcAt(a)) === once
      }),
    )
  })

  test('clocks sort as their milliseconds and counters do', () => {
    fc.assert(
      fc.property(wall, wall, fc.nat(0xfffff), fc.nat(0xfffff), (a, b, m, n) => {
        expect(hlcAt(a, m) < hlcAt(b, n)).toBe(a < b || (a === b && m < n))
        expect(millisecondsOf(hlcAt(a, m))).toBe(a)
      }),
    )
  })
})
