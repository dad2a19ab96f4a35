/** The rows of one synced table, as the fold writes them. */
import { columnsOf, type SyncedTable } from '../domain/journal/declare.ts'
import type { JsonObject } from '../domain/journal/types.ts'
import { encode } from './codec.ts'
import { quote, type Connection, type SqlValue, type Statement } from './sqlite.ts'

/** The values of groups by the group's name; a fact has the one group `''`. */
export type RowValues = ReadonlyMap<string, JsonObject | null>

export type RowWriter = {
  readonly table: SyncedTable
  /** `_heads` of a record, `undefined` when there is no row. */
  heads(id: string): string | undefined
  /** The journal row that a fact came from. */
  standing(id: string): number | undefined
  /** Adds a row; false when one with this id is there. `own` is `_heads` of a record and `_entry` of a fact. */
  insert(id: string, own: string | number, values: RowValues): boolean
  /** Sets the given groups of a record that is there. */
  update(id: string, heads: string, values: RowValues): void
  remove(id: string): void
}

export function makeRowWriter(connection: Connection, table: SyncedTable): RowWriter {
  const name = quote(table.name)
  const groups = table.kind === 'fact' ? { '': table.columns } : table.groups
  const own = table.kind === 'fact' ? '_entry' : '_heads'
  const columns = Object.entries(groups).map(
    ([group, declared]) =>
      [group, Object.entries(declared).map(([column, { storage }]) => ({ column, storage }))] as const,
  )
  const names = Object.keys(columnsOf(table)).map(quote)
  const insert = connection.prepare(
    `INSERT INTO ${name} (id, ${own}, ${names.join(', ')}) VALUES (?, ?${', ?'.repeat(names.length)}) ` +
      'ON CONFLICT (id) DO NOTHING',
  )
  const readOwn = connection.prepare(`SELECT ${own} FROM ${name} WHERE id = ?`).pluck()
  const remove = connection.prepare(`DELETE FROM ${name} WHERE id = ?`)
  const updates = new Map<string, Statement>()

  const updateOf = (values: RowValues): Statement => {
    const key = [...values.keys()].join(' ')
    const known = updates.get(key)
    if (known !== undefined) return known
    const set = columns.flatMap(([group, of]) => (values.has(group) ? of.map(each => `${quote(each.column)} = ?`) : []))
    const made = connection.sqlite.prepare<SqlValue[]>(
      `UPDATE ${name} SET ${['_heads = ?', ...set].join(', ')} WHERE id = ?`,
    )
    updates.set(key, made)
    return made
  }
  const encodeInto = (params: SqlValue[], values: RowValues, all: boolean): SqlValue[] => {
    for (const [group, of] of columns) {
      const given = values.get(group)
      if (given === undefined && !all) continue
      for (const { column, storage } of of) params.push(encode(storage, given?.[column]))
    }
    return params
  }
  return {
    table,
    heads: id => readOwn.get(id) as string | undefined,
    standing: id => readOwn.get(id) as number | undefined,
    insert: (id, head, values) => insert.run(...encodeInto([id, head], values, true)).changes === 1,
    update: (id, heads, values) => {
      const params = encodeInto([heads], values, false)
      params.push(id)
      updateOf(values).run(...params)
    },
    remove: id => {
      remove.run(id)
    },
  }
}
