/**
 * SQL of the declared tables. Synced tables are STRICT and carry no UNIQUE but the id, no foreign key, no CHECK and no NOT
 * NULL: an honest entry of another PC or of a newer version must never fail here. Local tables follow the same form.
 *
 * `_n` keeps rowids through VACUUM (the search index names them), `_heads` holds the clocks of a record's groups,
 * `_entry` the journal row whose change stands as a fact.
 */
import { columnsOf, type Table } from '../domain/journal/declare.ts'
import { sqlTypes } from './codec.ts'
import { quote } from './sqlite.ts'

export type TableColumn = { readonly name: string; readonly definition: string }

/** Every column as it is created; declared ones come last, so that a later version only appends. */
export function tableColumns(table: Table): readonly TableColumn[] {
  const own: TableColumn[] =
    table.kind === 'local'
      ? [{ name: 'id', definition: 'TEXT NOT NULL PRIMARY KEY' }]
      : [
          { name: '_n', definition: 'INTEGER PRIMARY KEY' },
          { name: 'id', definition: 'TEXT NOT NULL UNIQUE' },
          table.kind === 'record'
            ? { name: '_heads', definition: 'TEXT NOT NULL' }
            : { name: '_entry', definition: 'INTEGER NOT NULL' },
        ]
  const declared = Object.entries(columnsOf(table)).map(([name, { storage }]) => {
    if (!/^[A-Za-z][A-Za-z0-9]*$/.test(name)) throw new Error(`column ${table.name}.${name} is not a plain name`)
    return { name, definition: sqlTypes[storage] }
  })
  return [...own, ...declared]
}

export function createTable(table: Table): string {
  const columns = tableColumns(table).map(({ name, definition }) => `${quote(name)} ${definition}`)
  return `CREATE TABLE ${quote(table.name)} (${columns.join(', ')}) STRICT`
}

export function addColumn(table: Table, column: TableColumn): string {
  return `ALTER TABLE ${quote(table.name)} ADD COLUMN ${quote(column.name)} ${column.definition}`
}

export type NamedSql = { readonly name: string; readonly sql: string }

export function createIndexes(table: Table): readonly NamedSql[] {
  return table.indexes.map(columns => {
    const name = `${table.name}_${columns.join('_')}`
    return {
      name,
      sql: `CREATE INDEX ${quote(name)} ON ${quote(table.name)} (${columns.map(quote).join(', ')})`,
    }
  })
}

/** Values of `self.door`: nobody, the door adding and superseding, the door folding a record again. */
export const DOOR = { closed: 0, open: 1, refold: 2 } as const

const doorIs = (states: string): string => `coalesce((SELECT door FROM self), 0) NOT IN (${states})`

/**
 * Guards of a synced table. Any connection meets them, the house's own or a stranger's: the door is open only inside a
 * transaction of the door, and no other connection can see that. FAIL refuses like ABORT, for nothing was done yet when the
 * first row is refused, and spares every statement a copy of the pages that it changes.
 */
export function createGuards(table: Table): readonly NamedSql[] {
  if (table.kind === 'local') return []
  const change = table.kind === 'fact' ? String(DOOR.refold) : `${DOOR.open}, ${DOOR.refold}`
  const why = table.kind === 'fact' ? 'a fact is never changed' : 'only the door writes synced tables'
  return [
    guard(table.name, 'INSERT', `${DOOR.open}, ${DOOR.refold}`, 'only the door writes synced tables'),
    guard(table.name, 'UPDATE', change, why),
    guard(table.name, 'DELETE', String(DOOR.refold), why),
  ]
}

export function guard(table: string, event: 'INSERT' | 'UPDATE' | 'DELETE', states: string, why: string): NamedSql {
  const name = `${table}_guard_${event.toLowerCase()}`
  return {
    name,
    sql:
      `CREATE TRIGGER ${quote(name)} BEFORE ${event} ON ${quote(table)} WHEN ${doorIs(states)} ` +
      `BEGIN SELECT RAISE(FAIL, '${table}: ${why}'); END`,
  }
}
