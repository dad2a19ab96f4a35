import { describe, expect, it } from 'vitest'
import { countTry, minutesLocked, noTries, triesLeft, type Tries } from '../../../../domain/session/lock-out.ts'
import { isWeakPin } from '../../../../domain/session/weak-pin.ts'

describe('a weak PIN', () => {
  it.each(['0000', '1111', '1234', '4321', '7890', '0987', '12345678', '1212', '123123', '474747', '12341234'])(
    'is %s',
    pin => expect(isWeakPin(pin)).toBe(true),
  )
  it.each(['2580', '4826', '7391', '1357', '90210', '31415926'])('is not %s', pin => expect(isWeakPin(pin)).toBe(false))
})

describe('the lock-out', () => {
  const now = '2026-11-23T04:30:00.000Z'
  const after = (count: number): Tries =>
    Array.from({ length: count }).reduce<Tries>(tries => countTry(tries, now), noTries)

  it('comes with the fifth wrong try and lasts five minutes', () => {
    expect(minutesLocked(after(4), now)).toBe(0)
    expect(triesLeft(after(4))).toBe(1)
    expect(minutesLocked(after(5), now)).toBe(5)
    expect(minutesLocked(after(5), '2026-11-23T04:34:00.001Z')).toBe(1)
    expect(minutesLocked(after(5), '2026-11-23T04:35:00.000Z')).toBe(0)
  })
  it('grows with every five more', () => {
    expect([10, 15, 20, 25].map(count => minutesLocked(after(count), now))).toEqual([15, 60, 240, 240])
  })
  it('is never longer than the longest, however far back the clock was set', () => {
    expect(minutesLocked(after(5), '2019-01-01T00:00:00.000Z')).toBe(240)
  })
})
