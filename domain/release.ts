import type { LocalDate } from './time.ts'

/** The day of this version; no PC that runs it can have an earlier date. A test holds it against the changelog. */
export const releasedOn: LocalDate = '2026-11-22'
