/** How often the clinic process may die before a restart no longer helps. */
const WINDOW_MILLISECONDS = 5 * 60_000
const MOST = 3

export type Crash = { readonly at: number; readonly code: number }

/** Whether these crashes, the newest included, are too many in too short a time to start again. */
export const isHopeless = (crashes: readonly Crash[], now: number): boolean =>
  crashes.filter(({ at }) => now - at < WINDOW_MILLISECONDS).length >= MOST
