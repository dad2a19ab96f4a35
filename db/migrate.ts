/**
 * The house's own migration runner. drizzle's wraps all in one transaction, where switching foreign keys off does
 * nothing, and a rebuilt table then empties its children through ON DELETE CASCADE without an error.
 *
 * One migration: a backup of the file, foreign keys off outside the transaction, BEGIN IMMEDIATE, the step, foreign keys
 * checked, no table poorer than before, the version written, COMMIT. A kill in between leaves the old version.
 */
import { ok, refuse, type Outcome } from '../domain/errors.ts'
import { APPLICATION_ID } from './open.ts'
import { quote, type Connection } from './sqlite.ts'

export type Migration = {
  readonly number: number
  readonly name: string
  readonly up: (connection: Connection) => void
  /** Tables of which rows may go, by plan. */
  readonly mayShrink?: readonly string[]
}

export type Migrated = { readonly from: number; readonly to: number }

export type MigrateWith = {
  readonly migrations: readonly Migration[]
  /** Called once before the first step of a database that holds something. */
  readonly backup: (connection: Connection, version: number) => void
}

/** Brings a database to the newest version. Refuses a newer one with `newer-version`. Throws when a step fails. */
export function migrate(connection: Connection, how: MigrateWith): Outcome<Migrated> {
  const from = versionOf(connection)
  const known = how.migrations.length
  if (from > known) return refuse('newer-version', { found: from, known })
  const open = how.migrations.slice(from)
  for (const [index, migration] of open.entries()) {
    if (migration.number !== from + index + 1) throw new Error(`migration ${migration.name} is out of order`)
  }
  if (open.length > 0 && from > 0) how.backup(connection, from)
  for (const migration of open) step(connection, migration)
  return ok({ from, to: known })
}

export function versionOf(connection: Connection): number {
  return Number(connection.sqlite.pragma('user_version', { simple: true }))
}

function step(connection: Connection, migration: Migration): void {
  const { sqlite } = connection
  sqlite.pragma('foreign_keys=OFF')
  try {
    sqlite.exec('BEGIN IMMEDIATE')
    try {
      const before = countRows(connection)
      migration.up(connection)
      assertNothingLost(migration, before, countRows(connection))
      const broken: unknown = sqlite.pragma('foreign_key_check')
      if (Array.isArray(broken) && broken.length > 0) throw new Error(`migration ${migration.name} broke foreign keys`)
      sqlite.pragma(`application_id=${APPLICATION_ID}`)
      sqlite.pragma(`user_version=${migration.number}`)
      sqlite.exec('COMMIT')
    } catch (error) {
      if (sqlite.inTransaction) sqlite.exec('ROLLBACK')
      throw error
    }
  } finally {
    sqlite.pragma('foreign_keys=ON')
  }
}

function countRows(connection: Connection): ReadonlyMap<string, number> {
  const names = connection.sqlite
    .prepare("SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%'")
    .pluck()
    .all()
    .map(String)
  // A search index is built from the rows of others, and keeps its own tables.
  const own = names.filter(name => !name.startsWith('patientIndex'))
  return new Map(
    own.map(name => [
      name,
      Number(
        connection.sqlite
          .prepare(`SELECT count(*) FROM ${quote(name)}`)
          .pluck()
          .get(),
      ),
    ]),
  )
}

function assertNothingLost(
  migration: Migration,
  before: ReadonlyMap<string, number>,
  after: ReadonlyMap<string, number>,
): void {
  for (const [name, rows] of before) {
    if (migration.mayShrink?.includes(name)) continue
    const left = after.get(name) ?? 0
    if (left < rows) throw new Error(`migration ${migration.name} left ${left} of ${rows} rows of ${name}`)
  }
}
