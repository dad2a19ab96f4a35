/** The backups in a folder, as their cards describe them; no key is needed to look. */
import { existsSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'

const card = z.strictObject({ createdAt: z.string(), bytes: z.int(), entries: z.int(), verified: z.boolean() })

export type Backup = { readonly path: string } & z.output<typeof card>

export const BACKUP_ENDING = '.caresync-backup'
export const cardOf = (path: string): string => `${path}.json`

/** Keeps the newest copies of all these folders together. */
export function dropOldBackups(folders: readonly string[], kept: number): void {
  for (const old of folders.flatMap(listBackups).sort(newestFirst).slice(kept)) removeBackup(old)
}

export function removeBackup({ path }: Backup): void {
  rmSync(path, { force: true })
  rmSync(cardOf(path), { force: true })
}

export const newestFirst = (a: Backup, b: Backup): number => (a.createdAt < b.createdAt ? 1 : -1)

/** The newest first. */
export function listBackups(folder: string): readonly Backup[] {
  if (!existsSync(folder)) return []
  const names = readdirSync(folder).filter(name => name.endsWith(BACKUP_ENDING))
  return names.map(name => describeBackup(join(folder, name))).sort(newestFirst)
}

/** What is known of a backup file. One whose card is missing or speaks of another file was not verified. */
export function describeBackup(path: string): Backup {
  const { size, mtime } = statSync(path)
  const unknown = { path, createdAt: mtime.toISOString(), bytes: size, entries: 0, verified: false }
  if (!existsSync(cardOf(path))) return unknown
  const read = card.safeParse(parsed(readFileSync(cardOf(path), 'utf8')))
  return read.success && read.data.bytes === size ? { path, ...read.data } : unknown
}

/** A card that was cut off is no card. */
function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch (error) {
    if (error instanceof SyntaxError) return undefined
    throw error
  }
}
