/**
 * The roles of a database, made by its administrator before the first migration. None is a superuser, none passes by row
 * level security, and none inherits the rights of another, for a policy counts for whoever inherits them:
 *
 * - `caresync_owner` owns the tables, and is taken on for migrations only;
 * - `caresync_app` serves requests, inside one clinic at a time;
 * - `caresync_job` is the same and may besides list the clinics;
 * - `caresync_readonly` reads, for reports;
 * - `caresync_login`, in a cluster of our own only, logs in, may do nothing itself and takes on one of the last three.
 */
import type { ClientBase } from 'pg'

const roles = ['caresync_owner', 'caresync_app', 'caresync_job', 'caresync_readonly'] as const

export async function ensureRoles(client: ClientBase, appPassword: string | undefined): Promise<void> {
  for (const role of roles) {
    const { rowCount } = await client.query('SELECT 1 FROM pg_roles WHERE rolname = $1', [role])
    if (rowCount === 0)
      await client.query(`CREATE ROLE ${role} NOLOGIN NOSUPERUSER NOBYPASSRLS NOCREATEDB NOCREATEROLE`)
    const { rows } = await client.query<{ may: boolean }>("SELECT pg_has_role(current_user, $1, 'SET') AS may", [role])
    if (rows[0]?.may !== true) await client.query(`GRANT ${role} TO CURRENT_USER`)
  }
  await client.query('GRANT USAGE, CREATE ON SCHEMA public TO caresync_owner')
  await client.query('GRANT USAGE ON SCHEMA public TO caresync_app, caresync_job, caresync_readonly')
  if (appPassword !== undefined) await ensureLogin(client, appPassword)
}

async function ensureLogin(client: ClientBase, password: string): Promise<void> {
  const { rowCount } = await client.query("SELECT 1 FROM pg_roles WHERE rolname = 'caresync_login'")
  if (rowCount !== 0) return
  await client.query(`CREATE ROLE caresync_login LOGIN NOINHERIT PASSWORD ${client.escapeLiteral(password)}`)
  await client.query(
    'GRANT caresync_app, caresync_job, caresync_readonly TO caresync_login WITH INHERIT FALSE, SET TRUE',
  )
}
