/** Bytes written and read one after another: numbers of any size, and hexadecimal digits as what they stand for. */

/** Thrown by every reader for bytes that nothing here has written. */
export class BadBytes extends Error {
  constructor(detail: string) {
    super(detail)
    this.name = 'BadBytes'
  }
}

export type BytesOut = {
  /** A safe integer from 0; seven bits to a byte. */
  readonly count: (value: number) => void
  /** A number below or above 0, within 2^52. */
  readonly signed: (value: number) => void
  /** An even number of lower-case hexadecimal digits. */
  readonly hex: (digits: string) => void
  readonly taken: () => Uint8Array
}

export type BytesIn = {
  readonly count: () => number
  readonly signed: () => number
  readonly hex: (bytes: number) => string
  readonly left: () => number
}

const TWO_DIGITS = Array.from({ length: 256 }, (_, byte) => byte.toString(16).padStart(2, '0'))

export function bytesOut(): BytesOut {
  let bytes = new Uint8Array(1024)
  let at = 0
  const room = (more: number): void => {
    if (at + more <= bytes.length) return
    const wider = new Uint8Array(Math.max(bytes.length * 2, at + more))
    wider.set(bytes)
    bytes = wider
  }
  const count = (value: number): void => {
    if (!Number.isSafeInteger(value) || value < 0) throw new RangeError('not a count')
    room(8)
    let rest = value
    for (; rest >= 0x80; rest = Math.floor(rest / 0x80)) bytes[at++] = (rest % 0x80) | 0x80
    bytes[at++] = rest
  }
  return {
    count,
    signed: value => count(value < 0 ? -2 * value - 1 : 2 * value),
    hex: digits => {
      room(digits.length / 2)
      for (let i = 0; i < digits.length; i += 2) {
        bytes[at++] = (digit(digits.charCodeAt(i)) << 4) | digit(digits.charCodeAt(i + 1))
      }
    },
    taken: () => bytes.subarray(0, at),
  }
}

/** Every function throws `BadBytes` where the bytes end too early or say what no writer says. */
export function bytesIn(bytes: Uint8Array): BytesIn {
  let at = 0
  const next = (): number => {
    const byte = bytes[at++]
    if (byte === undefined) throw new BadBytes('it ends too early')
    return byte
  }
  const count = (): number => {
    let value = 0
    for (let unit = 1; ; unit *= 0x80) {
      const byte = next()
      value += (byte & 0x7f) * unit
      if (!Number.isSafeInteger(value)) throw new BadBytes('a number is too large')
      if (byte < 0x80) return value
    }
  }
  return {
    count,
    signed: () => {
      const value = count()
      return value % 2 === 0 ? value / 2 : -(value + 1) / 2
    },
    hex: length => {
      if (at + length > bytes.length) throw new BadBytes('it ends too early')
      let digits = ''
      for (let i = 0; i < length; i++) digits += TWO_DIGITS[bytes[at++] ?? 0] ?? ''
      return digits
    },
    left: () => bytes.length - at,
  }
}

function digit(unit: number): number {
  const value = unit < 0x3a ? unit - 0x30 : unit - 0x57
  if (value < 0 || value > 15) throw new RangeError('not hexadecimal digits')
  return value
}
