/** Random bytes in small portions, drawn from the system in large ones: an entry needs a dozen, and each draw costs a call. */

const POOL_BYTES = 4096

/** Longer portions, as keys are, come from the system one by one. */
const LONGEST_PORTION = 32

export function randomPool(random: (bytes: number) => Uint8Array): (bytes: number) => Uint8Array {
  let pool = new Uint8Array(0)
  let used = 0
  return bytes => {
    if (bytes >= LONGEST_PORTION) return random(bytes)
    if (used + bytes > pool.length) {
      pool = Uint8Array.from(random(POOL_BYTES))
      used = 0
    }
    const portion = pool.slice(used, used + bytes)
    pool.fill(0, used, used + bytes)
    used += bytes
    return portion
  }
}
