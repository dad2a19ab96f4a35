/**
 * Reading pages of an encrypted database without SQLite, so that a file can be judged and stays untouched (opening it would
 * make a `-wal` beside it). Layout of SQLCipher 4: 4096-byte pages, the last 80 hold the IV (16) and an HMAC-SHA512 over
 * ciphertext, IV and page number; the file begins with the salt. Source: https://www.zetetic.net/sqlcipher/design/
 */
import { createDecipheriv, hash, pbkdf2Sync, timingSafeEqual } from 'node:crypto'

export const PAGE_BYTES = 4096
export const SALT_BYTES = 16
const IV_BYTES = 16
const MAC_BYTES = 64
const MAC_SALT_MASK = 0x3a
const MAC_KEY_ROUNDS = 2

/** The key of the HMAC as its two paddings: an `Hmac` object for every page costs more than the hash. RFC 2104. */
export type PageKeys = { readonly cipher: Buffer; readonly inner: Buffer; readonly outer: Buffer }

const SHA512_BLOCK_BYTES = 128

/** Keys of the pages from the raw database key (64 hexadecimal digits) and the salt at the file's beginning. */
export function pageKeys(key: string, salt: Uint8Array): PageKeys {
  const cipher = Buffer.from(key, 'hex')
  const macSalt = Buffer.from(salt).map(byte => byte ^ MAC_SALT_MASK)
  const mac = pbkdf2Sync(cipher, macSalt, MAC_KEY_ROUNDS, cipher.length, 'sha512')
  const block = Buffer.concat([mac], SHA512_BLOCK_BYTES)
  return { cipher, inner: block.map(byte => byte ^ 0x36) as Buffer, outer: block.map(byte => byte ^ 0x5c) as Buffer }
}

/** Whether the page `number` (from 1) is whole and was written with this key. */
export function isAuthentic({ inner, outer }: PageKeys, page: Uint8Array, number: number): boolean {
  const from = number === 1 ? SALT_BYTES : 0
  const order = Buffer.alloc(4)
  order.writeUInt32LE(number)
  const within = hash('sha512', Buffer.concat([inner, page.subarray(from, PAGE_BYTES - MAC_BYTES), order]), 'buffer')
  const expected = hash('sha512', Buffer.concat([outer, within]), 'buffer')
  return timingSafeEqual(expected, page.subarray(PAGE_BYTES - MAC_BYTES, PAGE_BYTES))
}

/** Values of the SQLite header that tell what a database is. Source: https://www.sqlite.org/fileformat2.html 1.3 */
export type DatabaseHeader = { readonly pages: number; readonly userVersion: number; readonly applicationId: number }

/** Reads the header from the first page, which must be authentic. */
export function readHeader({ cipher }: PageKeys, page: Uint8Array): DatabaseHeader {
  const end = PAGE_BYTES - IV_BYTES - MAC_BYTES
  const decipher = createDecipheriv('aes-256-cbc', cipher, page.subarray(end, end + IV_BYTES)).setAutoPadding(false)
  const plain = Buffer.concat([decipher.update(page.subarray(SALT_BYTES, end)), decipher.final()])
  const at = (offset: number): number => plain.readUInt32BE(offset - SALT_BYTES)
  return { pages: at(28), userVersion: at(60), applicationId: at(68) }
}
