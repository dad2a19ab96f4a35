/** The copy of the database that an update leaves behind, beside it. */
import { existsSync, rmSync } from 'node:fs'
import type { Connection } from './sqlite.ts'

export const updateBackupOf = (file: string, version: number): string => `${file}.before-update-from-${version}`

/** Copies the database before the first migration step; a half-written copy of an earlier try is made anew. */
export function backupBeforeUpdate(connection: Connection, version: number): void {
  const target = updateBackupOf(connection.file, version)
  if (existsSync(target)) rmSync(target)
  vacuumInto(connection, target)
}

/** A whole and compact copy of one consistent moment; SQLite encrypts it with the key of the connection. */
export function vacuumInto(connection: Connection, target: string): void {
  connection.run('VACUUM INTO ?', target)
}
