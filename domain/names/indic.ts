/**
 * Indic letters in Latin ones, for searching only. The Unicode blocks from Devanagari to Malayalam share the layout of
 * ISCII, so one table by the offset within the block reads all of them. Source: The Unicode Standard, chapter 12.
 */

const FIRST_BLOCK = 0x0900
const LAST_BLOCK = 0x0d00
const BLOCK = 0x80
const TAMIL = 0x0b80
const DRAVIDIAN_FROM = 0x0b80

const consonants: Readonly<Record<number, string>> = {
  0x15: 'k', 0x16: 'kh', 0x17: 'g', 0x18: 'gh', 0x19: 'ng', 0x1a: 'ch', 0x1b: 'chh', 0x1c: 'j', 0x1d: 'jh', 0x1e: 'gn',
  0x1f: 't', 0x20: 'th', 0x21: 'd', 0x22: 'dh', 0x23: 'n', 0x24: 't', 0x25: 'th', 0x26: 'd', 0x27: 'dh', 0x28: 'n',
  0x29: 'n', 0x2a: 'p', 0x2b: 'ph', 0x2c: 'b', 0x2d: 'bh', 0x2e: 'm', 0x2f: 'y', 0x30: 'r', 0x31: 'r', 0x32: 'l',
  0x33: 'l', 0x34: 'zh', 0x35: 'v', 0x36: 'sh', 0x37: 'sh', 0x38: 's', 0x39: 'h', 0x58: 'k', 0x59: 'kh', 0x5a: 'g',
  0x5b: 'z', 0x5c: 'r', 0x5d: 'rh', 0x5e: 'f', 0x5f: 'y',
} // prettier-ignore

const vowels: Readonly<Record<number, string>> = {
  0x05: 'a', 0x06: 'a', 0x07: 'i', 0x08: 'ee', 0x09: 'u', 0x0a: 'oo', 0x0b: 'ri', 0x0c: 'li', 0x0d: 'e', 0x0e: 'e',
  0x0f: 'e', 0x10: 'ai', 0x11: 'o', 0x12: 'o', 0x13: 'o', 0x14: 'au', 0x60: 'ri',
} // prettier-ignore

const signs: Readonly<Record<number, string>> = {
  0x3e: 'a', 0x3f: 'i', 0x40: 'ee', 0x41: 'u', 0x42: 'oo', 0x43: 'ri', 0x44: 'ri', 0x45: 'e', 0x46: 'e', 0x47: 'e',
  0x48: 'ai', 0x49: 'o', 0x4a: 'o', 0x4b: 'o', 0x4c: 'au', 0x57: 'au',
} // prettier-ignore

const nasals: ReadonlySet<number> = new Set([0x01, 0x02, 0x70])
const VIRAMA = 0x4d
const NUKTA = 0x3c
const VISARGA = 0x03

/** Letters with a nukta written apart, by the offset of the letter: क़ ख़ ग़ ज़ ड़ ढ़ फ़ य़. */
const withNukta: Readonly<Record<number, string>> = {
  0x15: 'k', 0x16: 'kh', 0x17: 'g', 0x1c: 'z', 0x21: 'r', 0x22: 'rh', 0x2b: 'f', 0x2f: 'y',
} // prettier-ignore

/** The text with every Indic letter in Latin ones; anything else stays as it is. */
export function latinOf(text: string): string {
  if (!/[\u0900-\u0d7f]/.test(text)) return text
  // Tamil writes the sound ksh as ட்ச: லட்சுமி is Lakshmi.
  const codes = [...text.replaceAll('ட்ச', 'க்ஷ')].map(letter => letter.codePointAt(0) ?? 0)
  let latin = ''
  for (let at = 0; at < codes.length; at++) {
    const code = codes[at] ?? 0
    const block = blockOf(code)
    if (block === undefined) {
      latin += code === 0x200c || code === 0x200d ? '' : String.fromCodePoint(code)
      continue
    }
    const offset = code - block
    const consonant = consonants[offset]
    if (consonant === undefined) {
      latin += vowels[offset] ?? signs[offset] ?? (nasals.has(offset) ? 'n' : offset === VISARGA ? 'h' : '')
      continue
    }
    const nukta = codes[at + 1] === block + NUKTA
    if (nukta) at += 1
    latin += nukta ? (withNukta[offset] ?? consonant) : consonant
    latin += inherentVowel(codes[at + 1], block)
  }
  return latin
}

/** The `a` that a bare consonant carries. At the end of a word only the southern languages speak it. */
function inherentVowel(next: number | undefined, block: number): string {
  const nextBlock = next === undefined ? undefined : blockOf(next)
  if (next === undefined || nextBlock === undefined) return block >= DRAVIDIAN_FROM && block !== TAMIL ? 'a' : ''
  const offset = next - nextBlock
  return offset === VIRAMA || signs[offset] !== undefined ? '' : 'a'
}

function blockOf(code: number): number | undefined {
  if (code < FIRST_BLOCK || code >= LAST_BLOCK + BLOCK) return undefined
  return code - (code % BLOCK)
}
