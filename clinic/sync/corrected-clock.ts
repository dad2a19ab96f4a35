/** The wall clock of a PC, set right by what headquarters say. */

export type CorrectedClock = {
  /** Unix milliseconds. */
  readonly now: () => number
  /** How far HQ's clock is ahead of this PC's own, in milliseconds. */
  learn(aheadMs: number): void
}

/** Less than this is the way of the message, and no wrong clock. Milliseconds. */
const TOLERANCE_MS = 2000

/**
 * What was learnt holds until the PC's own clock is set: then it is forgotten, for it would make a clock wrong that was
 * just put right. It does not outlive the program for the same reason.
 *
 * @param clock the PC's own, Unix milliseconds
 * @param steady milliseconds that go on evenly, whatever is done to the clock
 */
export function correctedClock(clock: () => number, steady: () => number): CorrectedClock {
  let learnt: { readonly aheadMs: number; readonly beside: number } | undefined
  const wasSet = (wall: number): boolean =>
    learnt !== undefined && Math.abs(wall - steady() - learnt.beside) > TOLERANCE_MS
  return {
    now: () => {
      const wall = clock()
      if (wasSet(wall)) learnt = undefined
      return wall + (learnt?.aheadMs ?? 0)
    },
    learn: aheadMs => {
      learnt = Math.abs(aheadMs) > TOLERANCE_MS ? { aheadMs, beside: clock() - steady() } : undefined
    },
  }
}
