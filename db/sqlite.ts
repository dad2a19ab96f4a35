/** One SQLite connection with its prepared statements. Every statement of the house runs through here, prepared once. */
import Database from 'better-sqlite3'

// The driver reads it once, when its binary is loaded with the first database: only then are `file:` names addresses.
process.env['SQLITE_USE_URI'] = '1'

export type SqlValue = string | number | null | Uint8Array

export type Sqlite = Database.Database
export type Statement = Database.Statement<SqlValue[]>

export type Connection = {
  readonly sqlite: Sqlite
  readonly file: string
  prepare(sql: string): Statement
  run(sql: string, ...params: readonly SqlValue[]): number
  all<R>(sql: string, ...params: readonly SqlValue[]): readonly R[]
  one<R>(sql: string, ...params: readonly SqlValue[]): R | undefined
  close(): void
}

/** Hand-written queries are few; past this number somebody builds SQL from values, and the oldest statements go. */
const KEPT_STATEMENTS = 500

export function makeConnection(sqlite: Sqlite, file: string): Connection {
  const statements = new Map<string, Statement>()
  const prepare = (sql: string): Statement => {
    const known = statements.get(sql)
    if (known !== undefined) return known
    const made = sqlite.prepare<SqlValue[]>(sql)
    const oldest = statements.size >= KEPT_STATEMENTS ? statements.keys().next().value : undefined
    if (oldest !== undefined) statements.delete(oldest)
    statements.set(sql, made)
    return made
  }
  return {
    sqlite,
    file,
    prepare,
    run: (sql, ...params) => prepare(sql).run(...params).changes,
    all: <R>(sql: string, ...params: readonly SqlValue[]) => prepare(sql).all(...params) as R[],
    one: <R>(sql: string, ...params: readonly SqlValue[]) => prepare(sql).get(...params) as R | undefined,
    close: () => {
      statements.clear()
      if (sqlite.open) sqlite.close()
    },
  }
}

/** `"name"` as SQL wants it; declared names hold letters and digits only, which is checked where they are declared. */
export const quote = (name: string): string => `"${name}"`

/** The SQLite result code of an error, `SQLITE_FULL` for instance, or `undefined` for an error of another kind. */
export function sqliteCode(error: unknown): string | undefined {
  return error instanceof Database.SqliteError ? error.code : undefined
}
