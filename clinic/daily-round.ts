/**
 * What a PC does by itself once a day, while nobody works at it: a verified copy of the database, a check of every page, and
 * an index without what gathered in it.
 */
import { existsSync, readdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { describeFault } from '../domain/describe-fault.ts'
import { createBackup } from '../db/backup.ts'
import { dropOldBackups, listBackups } from '../db/backup-list.ts'
import { checkHealth, tidyUp } from '../db/health.ts'
import type { OpenStore } from '../db/open-store.ts'
import { type Desk, storeOf } from './desk.ts'
import { dailyBackupFolder } from './place.ts'

export type DailyRound = {
  /** Begins a round when it is time; called every few seconds. */
  look(): void
  /** Resolves when no round runs. */
  settled(): Promise<void>
}

const MINUTE = 60_000
const HOUR = 60 * MINUTE

/** A PC that was just switched on has other things to do. */
const AFTER_START = 10 * MINUTE
/** A copy younger than this is that of today. */
const FRESH = 20 * HOUR
/** From here on it is made also while somebody works. */
const OVERDUE = 44 * HOUR
const TRY_AGAIN = HOUR
const KEPT = 7

export function dailyRound(desk: Desk): DailyRound {
  const { ownClock: now } = desk
  let notBefore = now() + AFTER_START
  let running: Promise<void> | undefined

  const isDue = (): boolean => {
    if (running !== undefined || now() < notBefore || storeOf(desk)?.mode().writable !== true) return false
    const [newest] = listBackups(dailyBackupFolder(desk.dataFolder))
    const age = newest === undefined ? FRESH : now() - Date.parse(newest.createdAt)
    // A clock that was set back makes a copy of the future: it is no reason to go without.
    if (age < 0) return nobodyWorks(desk)
    return age >= OVERDUE || (age >= FRESH && nobodyWorks(desk))
  }

  const go = async (store: OpenStore): Promise<void> => {
    notBefore = now() + TRY_AGAIN
    try {
      const mode = await checkHealth(store)
      if (!mode.writable) return desk.log({ event: 'daily-round-found-damage' })
      tidyUp(store)
      const folder = dailyBackupFolder(desk.dataFolder)
      removeUnfinished(folder)
      const made = await createBackup(store, folder)
      if (!made.ok) return desk.log({ event: 'daily-backup-failed', fault: made.code })
      dropOldBackups([folder], KEPT)
    } catch (fault) {
      desk.log({ event: 'daily-round-failed', ...describeFault(fault) })
    }
  }

  return {
    look() {
      const store = storeOf(desk)
      if (store === undefined || !isDue()) return
      running = go(store).finally(() => {
        running = undefined
      })
    },
    settled: async () => running,
  }
}

const nobodyWorks = (desk: Desk): boolean => desk.session.current()?.locked !== false

/** What a copy left that was cut off by the end of the process. */
function removeUnfinished(folder: string): void {
  if (!existsSync(folder)) return
  for (const name of readdirSync(folder)) if (name.includes('.making')) rmSync(join(folder, name), { force: true })
}
