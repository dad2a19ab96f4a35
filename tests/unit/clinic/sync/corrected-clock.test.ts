import { describe, expect, test } from 'vitest'
import { correctedClock } from '../../../../clinic/sync/corrected-clock.ts'

function clocks() {
  const own = { wall: 1_000_000, steady: 0 }
  const pass = (ms: number) => {
    own.wall += ms
    own.steady += ms
  }
  return { own, pass, clock: correctedClock(() => own.wall, () => own.steady) } // prettier-ignore
}

describe('the clock of a PC', () => {
  test('is set right by what HQ says, and goes on', () => {
    const { clock, pass } = clocks()
    clock.learn(3_600_000)
    expect(clock.now()).toBe(4_600_000)
    pass(5000)
    expect(clock.now()).toBe(4_605_000)
  })

  test('is left alone when HQ says the same within two seconds', () => {
    const { clock } = clocks()
    clock.learn(-1500)
    expect(clock.now()).toBe(1_000_000)
    clock.learn(60_000)
    clock.learn(1500)
    expect(clock.now()).toBe(1_000_000)
  })

  test('is its own again once somebody set it', () => {
    const { clock, own, pass } = clocks()
    clock.learn(3_600_000)
    pass(1000)
    own.wall += 3_600_000
    expect(clock.now()).toBe(4_601_000)
    clock.learn(0)
    expect(clock.now()).toBe(4_601_000)
  })
})
