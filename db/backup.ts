/**
 * Backups: whole copies of the database, encrypted with its own key, each beside a small card that says what it is. A copy
 * counts as a backup only when it was opened, checked and its journal verified.
 */
import { existsSync, mkdirSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { ok, refuse, type Outcome } from '../domain/errors.ts'
import { BACKUP_ENDING, cardOf, type Backup } from './backup-list.ts'
import { checkDatabase, type Checked } from './check-database.ts'
import { migrations } from './migrations/all.ts'
import { hasOpenLog } from './leftovers.ts'
import type { OpenStore } from './open-store.ts'
import { probe } from './probe.ts'
import { runApart } from './run-apart.ts'
import { syncFile } from './sync-file.ts'

/**
 * Copies the open database into `folder` while work goes on, verifies the copy, and writes its card. The copy is one
 * moment: the one at which it began. Refuses with `disk-full`, or with `backup-damaged` when the copy is not sound.
 */
export async function createBackup(store: OpenStore, folder: string): Promise<Outcome<Backup>> {
  const sealed = store.guarded(() => ok(store.seal()))
  if (!sealed.ok && sealed.code !== 'read-only') return sealed
  const { clock, random } = store.engine.ports
  const { key, write } = store.engine
  const createdAt = new Date(clock()).toISOString()
  const name = `${createdAt.replace(/[:.]/g, '-')}-${Buffer.from(random(2)).toString('hex')}`
  const path = join(folder, name + BACKUP_ENDING)
  const making = `${path}.making`
  try {
    mkdirSync(folder, { recursive: true })
    await runApart({ file: write.sqlite.name, key, readonly: false, sql: 'VACUUM INTO ?', params: [making] })
    const checked = await verifyCopy(making, key)
    if (!checked.ok) return checked
    syncFile(making)
    renameSync(making, path)
    const said = { createdAt, bytes: statSync(path).size, entries: checked.value.entries, verified: true }
    writeFileSync(cardOf(path), JSON.stringify(said))
    return ok({ path, ...said })
  } catch (error) {
    if (isDiskFull(error)) return refuse('disk-full')
    throw error
  } finally {
    removeDatabase(making)
  }
}

/**
 * Checks every page of a backup and its whole journal. Refuses with `backup-not-found`, `backup-damaged`, `wrong-key` or
 * `newer-version`. Only reads.
 */
export async function verifyBackup(path: string, key: string): Promise<Outcome<Checked>> {
  if (!existsSync(path)) return refuse('backup-not-found')
  if (hasOpenLog(path)) {
    return refuse('backup-damaged', { detail: 'it is a database in use; choose a file from the backup folder' })
  }
  return verifyCopy(path, key)
}

async function verifyCopy(path: string, key: string): Promise<Outcome<Checked>> {
  const probed = probe(path, key, migrations.length)
  if (!probed.ok) {
    if (probed.code !== 'damaged-file' && probed.code !== 'not-a-database') return probed
    return refuse('backup-damaged', { detail: probed.params['detail'] ?? 'it is not a CareSync database' })
  }
  const checked = await checkDatabase(path, key)
  return checked.fault === undefined ? ok(checked) : refuse('backup-damaged', { detail: checked.fault.detail })
}

/** A database file with what SQLite keeps beside it. */
export function removeDatabase(file: string): void {
  for (const each of [file, `${file}-wal`, `${file}-shm`]) rmSync(each, { force: true })
}

export function isDiskFull(error: unknown): boolean {
  return error instanceof Error && 'code' in error && (error.code === 'ENOSPC' || error.code === 'SQLITE_FULL')
}
