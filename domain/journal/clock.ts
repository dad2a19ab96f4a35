/**
 * The clock of a change: `hlc-device-hash16`, 71 characters, byte-sortable. Why a text, and why 16 digits of the hash:
 * docs/decisions/0002-clock-text.md.
 */
import type { Clock } from './types.ts'

export const CLOCK = /^[0-9a-f]{17}-[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}-[0-9a-f]{16}$/

/** The clock of every change in the entry with this `hlc`, written by `device`, whose hash is `entryHash`. */
export function clockOf(hlc: string, device: string, entryHash: string): Clock {
  return `${hlc}-${device}-${entryHash.slice(0, 16)}`
}

export function isClock(text: string): text is Clock {
  return CLOCK.test(text)
}

export type ClockParts = { readonly hlc: string; readonly device: string; readonly hash16: string }

/** The parts of a well-formed clock: who wrote the change, and the digits that find its entry. */
export function clockParts(clock: Clock): ClockParts {
  return { hlc: clock.slice(0, 17), device: clock.slice(18, 54), hash16: clock.slice(55) }
}

/** Sorted, each once: the form in which heads are kept and compared. */
export function sortClocks(clocks: readonly Clock[]): readonly Clock[] {
  return clocks.length < 2 ? clocks : [...new Set(clocks)].sort()
}
