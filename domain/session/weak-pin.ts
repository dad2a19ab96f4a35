/**
 * PINs that a neighbour tries first: one digit repeated, a row up or down (also over 9 to 0), and a short piece repeated
 * such as 1212 or 12341234. `pin` is 4 to 8 digits.
 */
export function isWeakPin(pin: string): boolean {
  const digits = [...pin].map(Number)
  const steps = new Set(digits.slice(1).map((digit, index) => (digit - (digits[index] ?? 0) + 10) % 10))
  if (steps.size === 1 && (steps.has(0) || steps.has(1) || steps.has(9))) return true
  return [1, 2, 3, 4].some(size => size < pin.length && pin.length % size === 0 && repeats(pin, size))
}

const repeats = (pin: string, size: number): boolean => pin === pin.slice(0, size).repeat(pin.length / size)
