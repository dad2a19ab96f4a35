/** The wall clock of a PC, set right by what headquarters say. */

export type CorrectedClock = {
  /** Unix milliseconds. */
  readonly now: () => number
  /** How far HQ's clock is ahead of this PC's own, in milliseconds. */
  learn(aheadMs: number): void
  /** The same, when it is more than is believed: whole minutes that HQ's clock is ahead; `null` when both agree well enough. */
  doubtedMinutes(): number | null
}

/** Less than this is the way of the message, and no wrong clock. Milliseconds. */
const TOLERANCE_MS = 2000

/** More than this is not believed by itself: HQ's clock could be the wrong one, and people look at this PC's. */
const MOST_MS = 600_000

/**
 * What was learnt holds until the PC's own clock is set: then it is forgotten, for it would make a clock wrong that was
 * just put right. It does not outlive the program for the same reason.
 *
 * @param clock the PC's own, Unix milliseconds
 * @param steady milliseconds that go on evenly, whatever is done to the clock
 */
export function correctedClock(clock: () => number, steady: () => number): CorrectedClock {
  let learnt: { readonly aheadMs: number; readonly beside: number } | undefined
  const current = () => {
    if (learnt !== undefined && Math.abs(clock() - steady() - learnt.beside) > TOLERANCE_MS) learnt = undefined
    return learnt
  }
  return {
    now: () => {
      const heard = current()
      return clock() + (heard !== undefined && isBelieved(heard.aheadMs) ? heard.aheadMs : 0)
    },
    learn: aheadMs => {
      learnt = Math.abs(aheadMs) > TOLERANCE_MS ? { aheadMs, beside: clock() - steady() } : undefined
    },
    doubtedMinutes: () => {
      const heard = current()
      return heard === undefined || isBelieved(heard.aheadMs) ? null : Math.round(heard.aheadMs / 60_000)
    },
  }
}

const isBelieved = (aheadMs: number): boolean => Math.abs(aheadMs) <= MOST_MS
