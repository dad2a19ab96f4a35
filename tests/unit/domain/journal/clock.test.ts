import { expect, test } from 'vitest'
import { clockOf, clockParts, isClock, sortClocks } from '../../../../domain/journal/clock.ts'
import { hlcAt, uuid } from './journal-fixtures.ts'

const hash = 'abcdef0123456789'.repeat(4)
const clock = clockOf(hlcAt(1_795_000_000_000), uuid('d', 1), hash)

test('a clock has 71 characters and gives its parts back', () => {
  expect(clock).toHaveLength(71)
  expect(clockParts(clock)).toEqual({ hlc: hlcAt(1_795_000_000_000), device: uuid('d', 1), hash16: 'abcdef0123456789' })
})

test('clocks sort by hybrid clock, then device, then hash', () => {
  const later = clockOf(hlcAt(1_795_000_000_001), uuid('d', 0), '0'.repeat(64))
  const otherDevice = clockOf(hlcAt(1_795_000_000_000), uuid('d', 2), '0'.repeat(64))
  const clone = clockOf(hlcAt(1_795_000_000_000), uuid('d', 1), 'b'.repeat(64))
  expect(sortClocks([later, otherDevice, clone, clock, clock])).toEqual([clock, clone, otherDevice, later])
})

test('what only looks like a clock is none', () => {
  expect(isClock(clock)).toBe(true)
  for (const text of ['', clock.slice(1), `${clock}0`, clock.toUpperCase(), `${clock}\n`, clock.replace('-', ' ')]) {
    expect(isClock(text)).toBe(false)
  }
})
