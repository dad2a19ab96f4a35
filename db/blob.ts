/** Ids and hashes as SQLite keeps them where no person reads them: half the size of their text. */
import type { SqlValue } from './sqlite.ts'

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/

/** 16 bytes of a UUID; an id of another form stays text, which never equals a blob. */
export function idKey(id: string): SqlValue {
  if (!UUID.test(id)) return id
  return Buffer.from(id.slice(0, 8) + id.slice(9, 13) + id.slice(14, 18) + id.slice(19, 23) + id.slice(24), 'hex')
}

export function idOfKey(key: string | Uint8Array): string {
  if (typeof key === 'string') return key
  const hex = Buffer.from(key).toString('hex')
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`
}

export const hashKey = (hex: string): Uint8Array => Buffer.from(hex, 'hex')
export const hashOfKey = (key: Uint8Array): string => Buffer.from(key).toString('hex')
