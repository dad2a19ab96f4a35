import type { Random } from './random.ts'

const HEX = Array.from({ length: 256 }, (_, byte) => byte.toString(16).padStart(2, '0'))
const hex16 = (bits: number): string => `${HEX[(bits >>> 8) & 255]}${HEX[bits & 255]}`
const hex32 = (bits: number): string => hex16(bits >>> 16) + hex16(bits)

/** A UUIDv7 of an instant (Unix milliseconds) whose random part comes from the seed. */
export function sampleId(random: Random, ms: number): string {
  const time = Math.floor(ms).toString(16).padStart(12, '0')
  const [one, two, three] = [random.bits(), random.bits(), random.bits()]
  const versioned = hex16(0x7000 | (one & 0x0fff))
  const variant = hex16(0x8000 | ((one >>> 12) & 0x3fff))
  return `${time.slice(0, 8)}-${time.slice(8)}-${versioned}-${variant}-${hex32(two)}${hex16(three)}`
}
