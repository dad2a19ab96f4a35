/** What an earlier database left beside the place where a new one is to stand. */
import { existsSync, renameSync, statSync } from 'node:fs'

/**
 * Puts log, shared memory and seal file of a database that is gone out of the way: SQLite would play the log into the new
 * one. They are renamed and not deleted, for the log may hold work that was never sent.
 * @param at Unix milliseconds, part of the new names
 */
export function setLeftoversAside(file: string, at: number): void {
  for (const suffix of ['-wal', '-shm', '.seal']) {
    if (existsSync(`${file}${suffix}`)) renameSync(`${file}${suffix}`, `${file}.replaced-${at}${suffix}`)
  }
}

/** Whether the database was in use when its file was copied: what is in the log beside it would be missing. */
export function hasOpenLog(file: string): boolean {
  return (statSync(`${file}-wal`, { throwIfNoEntry: false })?.size ?? 0) > 0
}
