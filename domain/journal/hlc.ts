/**
 * Hybrid logical clock: 48-bit milliseconds and a 20-bit counter as 17 hexadecimal digits, byte-sortable. It only
 * orders; what people are shown is the entry's `at`. A write is never refused for the clock: a wall clock far in the
 * future or the past bends the milliseconds, never the order.
 */

export const HLC_ZERO = '00000000000000000'

const COUNTER_LIMIT = 0x100000

/** A wall clock at or past the year 2200 counts as this instant. */
const MAX_WALL_MS = Date.UTC(2200, 0, 1) - 1

/**
 * The counter carries into the milliseconds, so honest clocks may pass the clamp by a little. Nothing honest comes 2^40
 * carries beyond it; such a clock is forged and is not followed, or one entry could end the clock of a whole clinic.
 */
const MAX_FOLLOWED_MS = MAX_WALL_MS + 2 ** 40

export const HLC = /^[0-9a-f]{17}$/

/** The clock of the next local write: greater than `last`, and not behind the wall. `wallMs` is Unix milliseconds. */
export function tick(last: string, wallMs: number): string {
  const wall = clampWall(wallMs)
  const lastMs = millisecondsOf(last)
  if (wall > lastMs) return format(wall, 0)
  const counter = counterOf(last) + 1
  return counter < COUNTER_LIMIT ? format(lastMs, counter) : format(lastMs + 1, 0)
}

/** What this device remembers after it applied an entry with the clock `remote`; the next `tick` goes beyond both. */
export function receive(last: string, remote: string): string {
  return remote > last && millisecondsOf(remote) <= MAX_FOLLOWED_MS ? remote : last
}

/** The physical part, Unix milliseconds. */
export function millisecondsOf(hlc: string): number {
  return Number.parseInt(hlc.slice(0, 12), 16)
}

function counterOf(hlc: string): number {
  return Number.parseInt(hlc.slice(12), 16)
}

function clampWall(wallMs: number): number {
  if (Number.isNaN(wallMs)) return 0
  return Math.min(Math.max(Math.floor(wallMs), 0), MAX_WALL_MS)
}

function format(ms: number, counter: number): string {
  return ms.toString(16).padStart(12, '0') + counter.toString(16).padStart(5, '0')
}
