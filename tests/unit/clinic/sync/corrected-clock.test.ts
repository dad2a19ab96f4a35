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
    clock.learn(540_000)
    expect(clock.now()).toBe(1_540_000)
    pass(5000)
    expect(clock.now()).toBe(1_545_000)
  })

  test('is left alone when HQ says the same within two seconds', () => {
    const { clock } = clocks()
    clock.learn(-1500)
    expect(clock.now()).toBe(1_000_000)
    clock.learn(60_000)
    clock.learn(1500)
    expect(clock.now()).toBe(1_000_000)
  })

  test('is left alone when HQ says more than ten minutes, and the difference is told until the clock is set', () => {
    const { clock, own } = clocks()
    clock.learn(60_000)
    clock.learn(-3_600_000)
    expect(clock.now()).toBe(1_000_000)
    expect(clock.doubtedMinutes()).toBe(-60)
    own.wall -= 3_600_000
    expect(clock.doubtedMinutes()).toBeNull()
    clock.learn(600_000)
    expect(clock.doubtedMinutes()).toBeNull()
  })

  test('is its own again once somebody set it', () => {
    const { clock, own, pass } = clocks()
    clock.learn(540_000)
    pass(1000)
    own.wall += 540_000
    expect(clock.now()).toBe(1_541_000)
    clock.learn(0)
    expect(clock.now()).toBe(1_541_000)
  })
})
