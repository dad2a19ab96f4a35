/**
 * What a PC does by itself once a day, while nobody works at it: a verified copy of the database, a check of every page, and
 * an index without what gathered in it.
 */
import { mkdirSync, readdirSync, rmSync, statfsSync } from 'node:fs'
import { join } from 'node:path'
import { describeFault } from '../domain/describe-fault.ts'
import { createBackup } from '../db/backup.ts'
import { type Backup, listBackups, removeBackup } from '../db/backup-list.ts'
import { checkHealth, healthOf, tidyUp } from '../db/health.ts'
import type { OpenStore } from '../db/open-store.ts'
import { type Desk, storeOf } from './desk.ts'
import { dailyBackupFolder } from './place.ts'

export type DailyRound = {
  /** Begins a round when it is time; called every few seconds. */
  look(): void
  /** No step is begun any more; the one that runs is not waited for. */
  stop(): void
  /** Resolves when no round runs. */
  settled(): Promise<void>
}

const MINUTE = 60_000
const HOUR = 60 * MINUTE
const DAY = 24 * HOUR

/** After the start, and after the last person left, a PC has other things to do, or is switched off. */
const QUIET = 10 * MINUTE
/** A copy younger than this is that of today. */
const FRESH = 20 * HOUR
/** From here on it is made also while somebody works. */
const OVERDUE = 44 * HOUR
const TRY_AGAIN = 2 * HOUR
const KEPT_DAYS = 7
/** What a copy has to leave free on the disk, bytes. */
const ROOM_FOR_WORK = 512 * 1024 * 1024

/** `roomIn`: free bytes on the disk of a folder. */
export function dailyRound(desk: Desk, roomIn: (folder: string) => number = freeBytes): DailyRound {
  const folder = dailyBackupFolder(desk.dataFolder)
  // By the same clock as the stamps of the copies.
  const now = () => desk.clock()
  let notBefore = now() + QUIET
  let quietSince: number | undefined
  let running: Promise<void> | undefined
  let stopped = false

  const isDue = (): boolean => {
    const isQuiet = desk.session.current()?.locked !== false
    quietSince = isQuiet ? (quietSince ?? now()) : undefined
    // A clock that was set back must not put the round off for as long.
    if (notBefore > now() + TRY_AGAIN) notBefore = now() + TRY_AGAIN
    if (running !== undefined || now() < notBefore || storeOf(desk)?.mode().writable !== true) return false
    const age = ageOf(listBackups(folder), now())
    return age >= OVERDUE || (age >= FRESH && quietSince !== undefined && now() - quietSince >= QUIET)
  }

  const go = async (store: OpenStore): Promise<void> => {
    notBefore = now() + TRY_AGAIN
    const mode = await checkHealth(store)
    if (stopped) return
    if (!mode.writable) return desk.log({ event: 'daily-round-found-damage' })
    if (quietSince !== undefined) tidyUp(store)
    mkdirSync(folder, { recursive: true })
    removeUnfinished(folder)
    if (!makeRoom(store)) return fail('no-room')
    const made = await createBackup(store, folder)
    if (!made.ok) return fail('failed')
    for (const old of tooOld(listBackups(folder), now())) removeBackup(old)
    desk.dailyFault = null
  }

  /** Whether a copy fits; the oldest ones go for it, the newest never. */
  const makeRoom = (store: OpenStore): boolean => {
    const { databaseBytes, walBytes } = healthOf(store)
    const wanted = databaseBytes + walBytes + ROOM_FOR_WORK
    const older = listBackups(folder).slice(1)
    while (roomIn(folder) < wanted) {
      const oldest = older.pop()
      if (oldest === undefined) return false
      removeBackup(oldest)
    }
    return true
  }

  const fail = (why: NonNullable<Desk['dailyFault']>): void => {
    desk.dailyFault = why
    desk.log({ event: 'daily-round-failed', fault: why })
  }

  return {
    look() {
      const store = storeOf(desk)
      if (stopped || store === undefined || !isDue()) return
      running = go(store)
        .catch((fault: unknown) => {
          desk.dailyFault = 'failed'
          if (!stopped) desk.log({ event: 'daily-round-failed', ...describeFault(fault) })
        })
        .finally(() => {
          running = undefined
        })
    },
    stop() {
      stopped = true
    },
    settled: async () => running,
  }
}

/**
 * Milliseconds since the newest verified copy; endless when there is none. One that a wrong clock stamped in the future is
 * no copy of today.
 */
function ageOf(backups: readonly Backup[], now: number): number {
  const newest = backups.find(({ verified, createdAt }) => verified && Date.parse(createdAt) <= now)
  return newest === undefined ? Number.POSITIVE_INFINITY : now - Date.parse(newest.createdAt)
}

/**
 * Of each day the newest verified copy is kept, of the seven newest days that have one. Copies of the future count by
 * themselves: a clock that was wrong for a while drives out no copy.
 */
function tooOld(backups: readonly Backup[], now: number): readonly Backup[] {
  const days = new Map<number, Backup>()
  for (const backup of backups) {
    const day = Math.floor(Date.parse(backup.createdAt) / DAY)
    if (backup.verified && !days.has(day)) days.set(day, backup)
  }
  const [past, future] = [false, true].map(isLater =>
    [...days.values()].filter(({ createdAt }) => Date.parse(createdAt) > now === isLater).slice(0, KEPT_DAYS),
  )
  return backups.filter(backup => past?.includes(backup) !== true && future?.includes(backup) !== true)
}

/** What a copy left that was cut off by the end of the process. */
function removeUnfinished(folder: string): void {
  for (const name of readdirSync(folder)) if (name.includes('.making')) rmSync(join(folder, name), { force: true })
}

function freeBytes(folder: string): number {
  const { bavail, bsize } = statfsSync(folder)
  return bavail * bsize
}
