/** Wrong tries before the first lock-out, and between later ones. */
export const triesPerLockOut = 5
const lockMinutes = [5, 15, 60, 240] as const

export type Tries = { readonly failures: number; readonly lockedUntil: string | null }
export const noTries: Tries = { failures: 0, lockedUntil: null }

/**
 * Whole minutes until somebody may try again; 0 when they may now. A clock that was set back never locks longer than the
 * longest lock-out.
 */
export function minutesLocked(tries: Tries, now: string): number {
  if (tries.lockedUntil === null) return 0
  const left = Math.ceil((Date.parse(tries.lockedUntil) - Date.parse(now)) / 60_000)
  return Math.min(Math.max(0, left), lockMinutes[3])
}

/**
 * A try is counted before the secret is compared, so that many tries at once cannot slip through; a right one clears the
 * count. The fifth locks for 5 minutes, later ones longer.
 */
export function countTry(tries: Tries, now: string): Tries {
  const failures = tries.failures + 1
  if (failures % triesPerLockOut !== 0) return { failures, lockedUntil: null }
  const minutes = lockMinutes[Math.min(failures / triesPerLockOut, lockMinutes.length) - 1] ?? lockMinutes[3]
  return { failures, lockedUntil: new Date(Date.parse(now) + minutes * 60_000).toISOString() }
}

/** Tries left before the next lock-out. */
export const triesLeft = (tries: Tries): number => triesPerLockOut - (tries.failures % triesPerLockOut)
