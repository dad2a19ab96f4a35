/**
 * Brings a database to the newest version, in one transaction and under a lock that ends with it: of several processes
 * that start together, one does the work and the others find it done.
 */
import { hash } from 'node:crypto'
import { Client } from 'pg'
import { ok, refuse, type Outcome } from '../../domain/errors.ts'
import { migrations as all } from './migrations/all.ts'
import { ensureRoles } from './roles.ts'

/** Names are numbered and never change; neither does the SQL of a migration that was published. */
export type Migration = { readonly name: string; readonly sql: string }

export type Migrated = { readonly from: number; readonly to: number }

/** Any number, the same in every version: "CSHQ". */
const LOCK = 0x43534851

/**
 * `url` is an administrator's. Refuses with `newer-version` when a newer headquarters migrated this database. Throws when
 * a migration was changed after it was applied, or fails; then nothing was done.
 */
export async function migrate(
  url: string,
  how: { readonly appPassword?: string | undefined; readonly migrations?: readonly Migration[] } = {},
): Promise<Outcome<Migrated>> {
  const migrations = how.migrations ?? all
  const client = new Client({ connectionString: url, application_name: 'caresync-hq-migrate' })
  await client.connect()
  try {
    await client.query('BEGIN')
    await client.query('SELECT pg_advisory_xact_lock($1)', [LOCK])
    await client.query("SET LOCAL lock_timeout = '5s'")
    await ensureRoles(client, how.appPassword)
    await client.query('SET LOCAL ROLE caresync_owner')
    const applied = await readApplied(client)
    if (applied.length > migrations.length) {
      await client.query('ROLLBACK')
      return refuse('newer-version', { found: applied.length, known: migrations.length })
    }
    assertUnchanged(applied, migrations)
    for (const { name, sql } of migrations.slice(applied.length)) {
      await client.query(sql)
      await client.query('INSERT INTO migration (name, checksum, applied_at) VALUES ($1, $2, now())', [
        name,
        sumOf(sql),
      ])
    }
    await client.query('COMMIT')
    return ok({ from: applied.length, to: migrations.length })
  } finally {
    // What is not committed is rolled back by the server.
    await client.end()
  }
}

type Applied = { readonly name: string; readonly checksum: string }

async function readApplied(client: Client): Promise<readonly Applied[]> {
  await client.query(
    'CREATE TABLE IF NOT EXISTS migration (name text PRIMARY KEY, checksum text NOT NULL, applied_at timestamptz NOT NULL)',
  )
  await client.query('GRANT SELECT ON migration TO caresync_app, caresync_job, caresync_readonly')
  return (await client.query<Applied>('SELECT name, checksum FROM migration ORDER BY name')).rows
}

function assertUnchanged(applied: readonly Applied[], migrations: readonly Migration[]): void {
  for (const [index, { name, checksum }] of applied.entries()) {
    const known = migrations[index]
    if (known?.name === name && sumOf(known.sql) === checksum) continue
    throw new Error(
      `The migration ${name} of this database is not the one that this version of headquarters knows. Nothing was touched.`,
    )
  }
}

const sumOf = (sql: string): string => hash('sha256', sql, 'hex')
