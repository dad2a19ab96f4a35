/** Codes for devices that begin anew: each names a series of documents, so that no two devices of a clinic may share one. */
import { deviceCodeAlphabet } from '../domain/numbers.ts'

const LETTERS = deviceCodeAlphabet.length

/**
 * A code that nobody has: the two characters of headquarters stay while one of their 961 is free, after that all four are
 * drawn. `random` gives that many bytes.
 */
export function freeDeviceCode(
  current: string,
  taken: ReadonlySet<string>,
  random: (bytes: number) => Uint8Array,
): string {
  const code = freeFrom(current.slice(0, 2), 2, taken, random(2)) ?? freeFrom('', 4, taken, random(4))
  if (code === undefined) throw new Error('every device code is taken')
  return code
}

/** Begins where the dice fell and goes on to the next, so that it ends whatever is taken. */
function freeFrom(prefix: string, letters: number, taken: ReadonlySet<string>, dice: Uint8Array): string | undefined {
  const codes = LETTERS ** letters
  const begin = dice.reduce((number, byte) => number * 256 + byte, 0)
  for (let step = 0; step < codes; step += 1) {
    const code = prefix + spell((begin + step) % codes, letters)
    if (!taken.has(code)) return code
  }
  return undefined
}

function spell(number: number, letters: number): string {
  let text = ''
  for (let rest = number; text.length < letters; rest = Math.floor(rest / LETTERS)) {
    text = (deviceCodeAlphabet[rest % LETTERS] ?? '') + text
  }
  return text
}
