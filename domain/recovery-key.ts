/**
 * The key of the database as people can write it down: nine groups of six characters. It is the key itself, with a check
 * sum, so that paper alone opens a backup on an empty machine. Letters that are easily misread are read as the digit that
 * they look like; case, spaces and dashes do not matter. Source of the alphabet: Crockford's base 32.
 */
const alphabet = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'
export const recoveryKeyShape = { groups: 9, length: 6 } as const
const keyBits = 256
const checkBits = 10
const characters = recoveryKeyShape.groups * recoveryKeyShape.length

/** CRC-10 (ATM, 0x233) over the key: one wrong character, or two neighbours swapped, is always noticed. */
function checkSum(key: bigint): bigint {
  let rest = 0n
  for (let bit = keyBits - 1; bit >= 0; bit -= 1) {
    const carry = ((rest >> 9n) & 1n) ^ ((key >> BigInt(bit)) & 1n)
    rest = ((rest << 1n) & 0x3ffn) ^ (carry === 1n ? 0x233n : 0n)
  }
  return rest
}

/** `keyHex` is the database key, 64 hexadecimal digits. The last group ends with the check sum and four zero bits. */
export function writeRecoveryKey(keyHex: string): string {
  if (!/^[0-9a-f]{64}$/.test(keyHex)) throw new RangeError('a database key has 64 hexadecimal digits')
  const key = BigInt(`0x${keyHex}`)
  let rest = ((key << BigInt(checkBits)) | checkSum(key)) << spareBits
  const text: string[] = []
  for (let index = 0; index < characters; index += 1) {
    text.unshift(alphabet[Number(rest & 31n)] ?? '')
    rest >>= 5n
  }
  return Array.from({ length: recoveryKeyShape.groups }, (_, group) =>
    text.slice(group * recoveryKeyShape.length, (group + 1) * recoveryKeyShape.length).join(''),
  ).join('-')
}

const spareBits = BigInt(characters * 5 - keyBits - checkBits)

/** The database key, or undefined when this is no recovery key or was mistyped. */
export function readRecoveryKey(typed: string): string | undefined {
  const plain = typed.toUpperCase().replace(/[\s-]/g, '').replace(/O/g, '0').replace(/[IL]/g, '1')
  if (plain.length !== characters) return undefined
  let whole = 0n
  for (const character of plain) {
    const value = alphabet.indexOf(character)
    if (value < 0) return undefined
    whole = (whole << 5n) | BigInt(value)
  }
  if (whole & ((1n << spareBits) - 1n)) return undefined
  whole >>= spareBits
  const key = whole >> BigInt(checkBits)
  if (checkSum(key) !== (whole & ((1n << BigInt(checkBits)) - 1n))) return undefined
  return key.toString(16).padStart(64, '0')
}
