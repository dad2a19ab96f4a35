/**
 * Brings the declared tables into a database. Declarations only ever grow (a field never leaves or moves between groups),
 * so tables, columns and indexes are added where they are missing and nothing is ever rebuilt.
 */
import type { Table } from '../domain/journal/declare.ts'
import { addColumn, createGuards, createIndexes, createTable, tableColumns } from './ddl.ts'
import { sha256 } from './node-crypto.ts'
import { quote, type Connection } from './sqlite.ts'

/** Which tables a store holds, and the version of their declarations. */
export type Declared = { readonly version: number; readonly tables: readonly Table[] }

/** Changes with every change of a declared table. */
export function shapeHash(tables: readonly Table[]): string {
  return sha256(tables.map(table => [createTable(table), ...sqlOf(table)].join('\n')).join('\n'))
}

/** The shape of a database that is being filled: see `load-empty.ts`. */
export const FILLING = 'filling'

/** Adds what is missing, and drops indexes that are no longer declared. Within the caller's transaction. */
export function shapeTables(connection: Connection, tables: readonly Table[]): void {
  for (const table of tables) {
    const held = new Set(
      connection.all<{ name: string }>(`SELECT name FROM pragma_table_info(?)`, table.name).map(column => column.name),
    )
    if (held.size === 0) connection.sqlite.exec(createTable(table))
    else {
      for (const column of tableColumns(table)) {
        if (!held.has(column.name)) connection.sqlite.exec(addColumn(table, column))
      }
    }
    const indexes = createIndexes(table)
    for (const name of indexNames(connection, table)) {
      if (!indexes.some(index => index.name === name)) connection.sqlite.exec(`DROP INDEX ${quote(name)}`)
    }
    for (const { name, sql } of [...indexes, ...createGuards(table)]) {
      const known = connection.one<{ type: string; sql: string }>(
        'SELECT type, sql FROM sqlite_schema WHERE name = ?',
        name,
      )
      if (known?.sql === sql) continue
      if (known !== undefined) connection.sqlite.exec(`DROP ${known.type} ${quote(name)}`)
      connection.sqlite.exec(sql)
    }
  }
}

/** Drops every index but those of the ids. Within the caller's transaction. */
export function dropIndexes(connection: Connection, tables: readonly Table[]): void {
  for (const table of tables) {
    for (const name of indexNames(connection, table)) connection.sqlite.exec(`DROP INDEX ${quote(name)}`)
  }
}

function indexNames(connection: Connection, table: Table): readonly string[] {
  return connection
    .all<{ name: string }>(
      "SELECT name FROM sqlite_schema WHERE type = 'index' AND tbl_name = ? AND sql IS NOT NULL",
      table.name,
    )
    .map(index => index.name)
}

function sqlOf(table: Table): readonly string[] {
  return [...createIndexes(table), ...createGuards(table)].map(each => each.sql)
}
