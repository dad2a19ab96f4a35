/** Seeded randomness: the same seed and label give the same row of numbers on every machine. */
export type Random = {
  /** A whole number from 0 up to, not including, `limit` (at most 2³²). */
  below(limit: number): number
  /** A whole number from `low` to `high`, both included. */
  between(low: number, high: number): number
  /** True in so many of 1000 cases. */
  perMille(share: number): boolean
  pick<T>(items: readonly T[]): T
  /** An item in proportion to its weight. */
  weighted<T>(items: readonly (readonly [T, number])[]): T
  /** 32 random bits. */
  bits(): number
}

/** The sfc32 generator (Chris Doty-Humphrey, PractRand), seeded by mixing the text of seed and label. */
export function seeded(seed: number, label: string): Random {
  let [a, b, c, d] = mix(`${seed}/${label}`)
  const bits = (): number => {
    const sum = (a + b + d) | 0
    d = (d + 1) | 0
    a = b ^ (b >>> 9)
    b = (c + (c << 3)) | 0
    c = ((c << 21) | (c >>> 11)) + sum
    c |= 0
    return sum >>> 0
  }
  for (let round = 0; round < 12; round++) bits()
  const below = (limit: number): number => Math.floor((bits() / 0x1_0000_0000) * limit)
  return {
    bits,
    below,
    between: (low, high) => low + below(high - low + 1),
    perMille: share => below(1000) < share,
    pick: items => at(items, below(items.length)),
    weighted(items) {
      let left = below(items.reduce((sum, [, weight]) => sum + weight, 0))
      for (const [item, weight] of items) {
        if (left < weight) return item
        left -= weight
      }
      throw new RangeError('nothing to choose from')
    },
  }
}

function at<T>(items: readonly T[], index: number): T {
  if (index >= items.length) throw new RangeError('nothing to choose from')
  return items[index] as T
}

/** Four 32-bit words from a text (FNV-1a with four offsets); not for secrets. */
function mix(text: string): [number, number, number, number] {
  const words: [number, number, number, number] = [0x811c9dc5, 0x1b873593, 0xcc9e2d51, 0x9e3779b9]
  for (let index = 0; index < text.length; index++) {
    for (let word = 0; word < 4; word++) {
      words[word] = Math.imul((words[word] ?? 0) ^ (text.charCodeAt(index) + word), 0x01000193)
    }
  }
  return words
}
