import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { fastPath, foldGroup, type GroupChange } from '../../../../domain/journal/fold.ts'
import { foldFact } from '../../../../domain/journal/fold-fact.ts'
import { change } from './journal-fixtures.ts'

const v = (n: number) => ({ phone: `${n}` })

describe('a group of a record', () => {
  test('without a change it has no value', () => {
    expect(foldGroup([])).toBeUndefined()
  })

  test('a change made after seeing a value supersedes it, even with a smaller clock', () => {
    const folded = foldGroup([change('b9', [], v(1)), change('a1', ['b9'], v(2))])
    expect(folded).toMatchObject({ clock: 'a1', heads: ['a1'], values: v(2), conflict: [] })
  })

  test('two changes that did not see each other conflict, and the greater clock is the value', () => {
    const folded = foldGroup([change('a1', [], v(1)), change('a2', ['a1'], v(2)), change('b2', ['a1'], v(3))])
    expect(folded).toMatchObject({ clock: 'b2', heads: ['a2', 'b2'], values: v(3) })
    expect(folded?.conflict.map(each => each.clock)).toEqual(['a2', 'b2'])
  })

  test('two people who enter the same are in no conflict', () => {
    const folded = foldGroup([change('a2', [], v(1)), change('b2', [], v(1))])
    expect(folded).toMatchObject({ heads: ['a2', 'b2'], conflict: [] })
  })

  test('a change that names all heads settles the conflict', () => {
    const folded = foldGroup([change('a2', [], v(1)), change('b2', [], v(2)), change('a3', ['a2', 'b2'], v(1))])
    expect(folded).toMatchObject({ clock: 'a3', heads: ['a3'], conflict: [] })
  })

  test('no conflict is shown while a change named in a base is not held', () => {
    const early = [change('a1', [], v(1)), change('c3', ['b2'], v(3))]
    expect(foldGroup(early)).toMatchObject({ clock: 'c3', heads: ['a1', 'c3'], conflict: [], awaits: ['b2'] })
    expect(foldGroup([...early, change('b2', ['a1'], v(2))])).toMatchObject({ heads: ['c3'], conflict: [], awaits: [] })
  })

  test('superseding goes through a quarantined change: what it replaced does not come back under its successor', () => {
    const folded = foldGroup([
      change('a1', [], v(1)),
      change('b2', ['a1'], v(2), { quarantined: true }),
      change('a3', ['b2'], v(3)),
    ])
    expect(folded).toMatchObject({ clock: 'a3', heads: ['a3'], values: v(3), conflict: [] })
  })

  test('a quarantined change gives no value, so the value before it stands', () => {
    const folded = foldGroup([change('a1', [], v(1)), change('b2', ['a1'], v(2), { quarantined: true })])
    expect(folded).toMatchObject({ clock: 'a1', heads: ['a1'], values: v(1) })
  })

  test('when all changes are quarantined there is no value', () => {
    expect(foldGroup([change('a1', [], v(1), { quarantined: true })])).toBeUndefined()
  })

  test('a redacted change still wins, with an empty value', () => {
    const folded = foldGroup([change('a1', [], v(1)), change('b2', ['a1'], null)])
    expect(folded).toMatchObject({ clock: 'b2', heads: ['b2'], state: 'redacted', values: null })
  })

  test('a deferred change counts as head, and the newest known value is shown until the update', () => {
    const known = [change('a1', [], v(1)), change('b2', ['a1'], v(2))]
    const folded = foldGroup([...known, change('c3', ['b2'], { phone: 7 }, { state: 'deferred' })])
    expect(folded).toMatchObject({ clock: 'c3', heads: ['c3'], state: 'deferred', values: v(2) })
    expect(foldGroup([change('c3', [], { phone: 7 }, { state: 'deferred' })])).toMatchObject({ values: null })
  })

  test('bases that run in a circle, which only broken hashes allow, still give one value', () => {
    const circle = [change('a1', ['b2'], v(1)), change('b2', ['a1'], v(2))]
    expect(foldGroup(circle)).toMatchObject({ clock: 'b2', heads: ['b2'], values: v(2) })
  })

  test('two contents forged onto one clock fold alike in either order', () => {
    const forged = [change('a1', [], v(1)), change('a1', [], v(2))]
    expect(foldGroup(forged)).toEqual(foldGroup([...forged].reverse()))
    expect(foldGroup(forged)?.heads).toEqual(['a1'])
  })
})

/** A random history: each change names some of those before it, so bases never run in a circle. */
const history = fc
  .array(
    fc.record({
      writer: fc.constantFrom('a', 'b', 'c'),
      bases: fc.array(fc.nat(7), { maxLength: 3 }),
      value: fc.nat(2),
      quarantined: fc.boolean(),
      state: fc.constantFrom('known', 'known', 'deferred', 'redacted'),
    }),
    { maxLength: 8 },
  )
  .map(steps =>
    steps.map((step, at): GroupChange => {
      const clocks = steps.slice(0, at).map((other, index) => `${other.writer}${index}`)
      const base = [...new Set(step.bases.flatMap(index => clocks[index] ?? []))]
      const values = step.state === 'redacted' ? null : v(step.value)
      return change(`${step.writer}${at}`, base, values, { quarantined: step.quarantined, state: step.state })
    }),
  )

describe('the fold of any history', () => {
  test('depends on the set of changes, never on order or doubles', () => {
    fc.assert(
      fc.property(
        history.chain(all =>
          fc.tuple(fc.constant(all), fc.shuffledSubarray([...all, ...all], { minLength: all.length * 2 })),
        ),
        ([all, shuffled]) => {
          expect(foldGroup(shuffled)).toEqual(foldGroup(all))
        },
      ),
    )
  })

  test('every change that counts is a head or leads to one', () => {
    fc.assert(
      fc.property(history, all => {
        const folded = foldGroup(all)
        expect(folded === undefined).toBe(all.every(each => each.quarantined))
        for (const head of folded?.heads ?? []) {
          expect(all.some(each => !each.quarantined && each.base.includes(head))).toBe(false)
        }
      }),
    )
  })

  test('the fast path gives what the whole fold gives', () => {
    let taken = 0
    fc.assert(
      fc.property(history, all => {
        const [last, ...rest] = [...all].reverse()
        if (last === undefined) return
        const heads = foldGroup(rest)?.heads ?? []
        const next = { ...last, base: heads }
        if (!fastPath(heads, next)) return
        taken += 1
        const whole = foldGroup([...rest, next])
        expect(whole).toMatchObject({ clock: next.clock, heads: [next.clock], values: next.values, conflict: [] })
      }),
    )
    expect(taken).toBeGreaterThan(10)
  })

  test('the fast path is closed to what it cannot decide', () => {
    const next = change('c3', ['a1'], v(1))
    expect(fastPath(['a1'], next)).toBe(true)
    expect(fastPath([], change('a1', [], v(1)))).toBe(true)
    expect(fastPath(['a1', 'b2'], change('c3', ['b2', 'a1'], v(1)))).toBe(true)
    expect(fastPath(['a1', 'b2'], change('c3', ['a1', 'a1'], v(1)))).toBe(false)
    expect(fastPath(['b2'], next)).toBe(false)
    expect(fastPath([], next)).toBe(false)
    expect(fastPath(['a1', 'b2'], next)).toBe(false)
    expect(fastPath(['a1'], { ...next, quarantined: true })).toBe(false)
    expect(fastPath(['a1'], { ...next, state: 'deferred' })).toBe(false)
    expect(fastPath(['a1'], { ...next, state: 'redacted', values: null })).toBe(false)
  })
})

describe('a fact', () => {
  test('of two contents under one id the smallest clock stands and the other is listed', () => {
    const folded = foldFact([change('b2', [], v(2)), change('a1', [], v(1)), change('c3', [], v(1))])
    expect(folded).toMatchObject({ clock: 'a1', values: v(1) })
    expect(folded?.others.map(each => each.clock)).toEqual(['b2'])
  })

  test('when what stood is quarantined the next stands', () => {
    const folded = foldFact([change('a1', [], v(1), { quarantined: true }), change('b2', [], v(2))])
    expect(folded).toMatchObject({ clock: 'b2', values: v(2), others: [] })
    expect(foldFact([change('a1', [], v(1), { quarantined: true })])).toBeUndefined()
  })

  test('a redacted fact still stands, without values', () => {
    expect(foldFact([change('a1', [], null), change('b2', [], v(2))])).toMatchObject({ clock: 'a1', values: null })
  })

  test('a fact that this version cannot read stands without a value', () => {
    const folded = foldFact([change('a1', [], v(1), { state: 'deferred' }), change('b2', [], v(2))])
    expect(folded).toMatchObject({ clock: 'a1', state: 'deferred', values: null })
  })
})
