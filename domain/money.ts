/** Money is an integer number of paise; a rupee has 100. Never a float, never a string until it is shown. */
declare const paiseBrand: unique symbol
export type Paise = number & { readonly [paiseBrand]: 'paise' }

/** Brands a safe integer as paise; throws on anything else, because a fraction of a paisa is a programming error. */
export function paise(amount: number): Paise {
  if (!Number.isSafeInteger(amount)) throw new RangeError(`not an integer amount of paise: ${amount}`)
  return amount as Paise
}

export const zero = paise(0)
export const add = (...amounts: readonly Paise[]): Paise => paise(amounts.reduce((sum, amount) => sum + amount, 0))
export const subtract = (a: Paise, b: Paise): Paise => paise(a - b)
export const times = (amount: Paise, quantity: number): Paise => paise(amount * quantity)

/** Rounds `numerator / denominator` half up (half away from zero for negative amounts), in integers. */
export function divideHalfUp(numerator: bigint, denominator: bigint): bigint {
  const negative = numerator < 0n !== denominator < 0n
  const n = numerator < 0n ? -numerator : numerator
  const d = denominator < 0n ? -denominator : denominator
  const rounded = (2n * n + d) / (2n * d)
  return negative ? -rounded : rounded
}

/** `amount × basisPoints / 10 000`, half up. 500 basis points are 5 %. */
export const percentOf = (amount: Paise, basisPoints: number): Paise =>
  paise(Number(divideHalfUp(BigInt(amount) * BigInt(basisPoints), 10_000n)))

/**
 * Splits `total` in proportion to `weights`, to the paisa, by largest remainder: the parts always sum to the total, and
 * equal weights never differ by more than one paisa. All-zero weights put everything on the first part.
 */
export function allocate(total: Paise, weights: readonly number[]): readonly Paise[] {
  if (weights.length === 0) return []
  const sum = weights.reduce((a, b) => a + BigInt(b), 0n)
  if (sum === 0n) return weights.map((_, index) => (index === 0 ? total : zero))
  const magnitude = BigInt(Math.abs(total))
  const floors = weights.map(weight => (magnitude * BigInt(weight)) / sum)
  const remainders = weights.map((weight, index) => ({ index, rest: (magnitude * BigInt(weight)) % sum }))
  let left = magnitude - floors.reduce((a, b) => a + b, 0n)
  remainders.sort((a, b) => (a.rest === b.rest ? a.index - b.index : a.rest > b.rest ? -1 : 1))
  for (const { index } of remainders) {
    if (left === 0n) break
    floors[index] = (floors[index] ?? 0n) + 1n
    left -= 1n
  }
  return floors.map(part => paise(Number(total < 0 ? -part : part)))
}

/**
 * The payable amount in whole rupees and the round-off line that leads to it (−50 to +49 paise).
 * Source: CGST Act 2017 s.170 (rounding of tax to the nearest rupee; fifty paise and more upwards).
 */
export function roundToRupee(amount: Paise): { readonly payable: Paise; readonly roundOff: Paise } {
  const payable = paise(Number(divideHalfUp(BigInt(amount), 100n)) * 100)
  return { payable, roundOff: subtract(payable, amount) }
}
