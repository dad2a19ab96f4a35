/** Values between a declaration and SQLite. */
import { canonical } from '../domain/journal/canonical.ts'
import { columnsOf, type Storage, type Table } from '../domain/journal/declare.ts'
import type { Json } from '../domain/journal/types.ts'
import type { SqlValue } from './sqlite.ts'

export type SqlType = 'TEXT' | 'INTEGER'

export const sqlTypes = {
  text: 'TEXT',
  integer: 'INTEGER',
  bool: 'INTEGER',
  json: 'TEXT',
} as const satisfies Record<Storage, SqlType>

export function encode(storage: Storage, value: Json | undefined): SqlValue {
  if (value === null || value === undefined) return null
  switch (storage) {
    case 'bool':
      return value === true ? 1 : 0
    case 'json':
      return canonical(value)
    case 'text':
    case 'integer':
      if (typeof value === 'string' || typeof value === 'number') return value
      throw new TypeError(`a ${storage} column cannot hold ${typeof value}`)
  }
}

export function decode(storage: Storage, value: unknown): Json {
  if (value === null || value === undefined) return null
  if (storage === 'bool') return value === 1
  if (storage === 'json') return JSON.parse(String(value)) as Json
  if (typeof value === 'string' || typeof value === 'number') return value
  throw new TypeError(`a ${storage} column holds ${typeof value}`)
}

type Decoder = (row: Readonly<Record<string, unknown>>) => Record<string, Json>
const decoders = new WeakMap<Table, Decoder>()

/** `id` and every declared column of a row as SQLite gave it; the house's own columns are left out. */
export function decodeRow(table: Table, row: Readonly<Record<string, unknown>>): Record<string, Json> {
  let decoder = decoders.get(table)
  if (decoder === undefined) {
    const columns = Object.entries(columnsOf(table)).map(([name, column]) => [name, column.storage] as const)
    decoder = from => {
      const decoded: Record<string, Json> = { id: String(from['id']) }
      for (const [name, storage] of columns) decoded[name] = decode(storage, from[name])
      return decoded
    }
    decoders.set(table, decoder)
  }
  return decoder(row)
}
