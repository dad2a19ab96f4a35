import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { canonical, CanonicalError, MAX_DEPTH, utf8Length } from '../../../../domain/journal/canonical.ts'
import type { Json, JsonObject } from '../../../../domain/journal/types.ts'

const json = fc.letrec<{ value: Json }>(tie => {
  const text = fc.string({ unit: 'binary' }).filter(each => !each.includes('\0'))
  return {
    value: fc.oneof(
      { depthSize: 'small', withCrossShrink: true },
      fc.constant(null),
      fc.boolean(),
      fc.maxSafeInteger(),
      text,
      fc.array(tie('value')),
      fc.dictionary(text, tie('value')),
    ),
  }
}).value

function faultOf(value: unknown): string {
  try {
    return `written as ${canonical(value as Json)}`
  } catch (error) {
    if (error instanceof CanonicalError) return error.fault
    throw error
  }
}

/** The same value with every object's keys in another order. */
function reversed(value: Json): Json {
  if (typeof value !== 'object' || value === null) return value
  if (Array.isArray(value)) return value.map(reversed)
  const object: JsonObject = value as JsonObject
  return Object.fromEntries(
    Object.keys(object)
      .reverse()
      .map(key => [key, reversed(object[key] ?? null)]),
  )
}

describe('canonical JSON', () => {
  test('keys are in the order of the example in RFC 8785 3.2.3', () => {
    const example = {
      '\u20ac': 'Euro Sign',
      '\r': 'Carriage Return',
      '\ufb33': 'Hebrew Letter Dalet With Dagesh',
      1: 'One',
      '\u{1f600}': 'Emoji: Grinning Face',
      '\u0080': 'Control',
      '\u00f6': 'Latin Small Letter O With Diaeresis',
    }
    expect([...canonical(example).matchAll(/:"([A-Z]\w+)/g)].map(match => match[1])).toEqual(
      ['Carriage', 'One', 'Control', 'Latin', 'Euro', 'Emoji', 'Hebrew'], // prettier-ignore
    )
  })

  test('strings are escaped as RFC 8785 3.2.2.2 demands', () => {
    expect(canonical('\u20ac$\u000f\nA\'B"\\\\"/')).toBe('"€$\\u000f\\nA\'B\\"\\\\\\\\\\"/"')
  })

  test('a value survives the round trip', () => {
    fc.assert(
      fc.property(json, value => {
        expect(JSON.parse(canonical(value))).toEqual(value)
      }),
    )
  })

  test('the text does not depend on the order in which keys were written', () => {
    fc.assert(fc.property(json, value => canonical(reversed(value)) === canonical(value)))
  })

  test('what was read from a canonical text is written as that text', () => {
    fc.assert(fc.property(json, value => canonical(JSON.parse(canonical(value)) as Json) === canonical(value)))
  })

  test.each([
    ['a fraction', 1.5, 'not-an-integer'],
    ['an unsafe integer', 2 ** 53, 'not-an-integer'],
    ['minus zero', -0, 'not-an-integer'],
    ['not a number', Number.NaN, 'not-an-integer'],
    ['infinity', Infinity, 'not-an-integer'],
    ['a lone surrogate', { a: '\ud800' }, 'bad-string'],
    ['U+0000', ['a\0b'], 'bad-string'],
    ['U+0000 in a key', { 'a\0': 1 }, 'bad-string'],
    ['undefined', { a: undefined }, 'not-json'],
    ['a hole in an array', [1, , 2], 'not-json'], // oxlint-disable-line no-sparse-arrays
    ['a big integer', 1n, 'not-json'],
    ['a function', () => 1, 'not-json'],
    ['a date', new Date(0), 'not-json'],
    ['a map', new Map(), 'not-json'],
  ])('%s has no canonical text', (_, value, fault) => {
    expect(faultOf(value)).toBe(fault)
  })

  test('an object that says how to write itself is refused, not asked', () => {
    expect(faultOf({ toJSON: () => 'x' })).toBe('not-json')
  })

  test('a value nested too deep is refused and does not exhaust the stack', () => {
    const nested = (depth: number): unknown => JSON.parse('['.repeat(depth) + ']'.repeat(depth))
    expect(faultOf(nested(MAX_DEPTH))).toMatch(/^written/)
    expect(faultOf(nested(MAX_DEPTH + 1))).toBe('too-deep')
    expect(faultOf(nested(100_000))).toBe('too-deep')
  })

  test('the length in bytes is that of UTF-8', () => {
    fc.assert(fc.property(fc.string({ unit: 'binary' }), text => utf8Length(text) === Buffer.byteLength(text)))
  })
})
