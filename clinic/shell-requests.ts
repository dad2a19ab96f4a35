import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { ok, type Outcome, refuse } from '../domain/errors.ts'
import { localDate, localTime } from '../domain/time.ts'
import { syncedTables } from '../domain/tables/all.ts'
import { createBackup } from '../db/backup.ts'
import { dropOldBackups } from '../db/backup-list.ts'
import { healthOf } from '../db/health.ts'
import { openDrafts } from '../db/queries/billing.ts'
import { allPractitioners, clinicRow } from '../db/queries/people.ts'
import { movePrint } from './documents/move-print.ts'
import { type Desk, nowOf, storeOf } from './desk.ts'
import { backupFolder } from './place.ts'
import { syncStatus } from './sync/follow-headquarters.ts'
import type { ClinicRequest, RequestInput, RequestOutput } from './rpc.ts'

type Requests = {
  readonly [R in ClinicRequest]: (
    desk: Desk,
    input: RequestInput<R>,
  ) => Outcome<RequestOutput<R>> | Promise<Outcome<RequestOutput<R>>>
}

/** What the shell asks beside the contract: for updates and for support. */
const requests: Requests = {
  /** A bill that somebody works on today; those left over from other days do not hold up updates for ever. */
  updateGates: desk => {
    const store = storeOf(desk)
    if (!store) return ok({ openBill: false, clinicHours: false, unsynced: 0 })
    const timeZone = clinicRow(store.read)?.timeZone ?? 'Asia/Kolkata'
    const today = localDate(nowOf(desk), timeZone)
    const time = localTime(nowOf(desk), timeZone)
    const clinicHours = allPractitioners(store.read).some(
      ({ row }) => row.active === true && row.startTime <= time && time < row.endTime,
    )
    const unsynced = syncStatus(desk)?.waiting ?? 0
    return ok({ openBill: openDrafts(store.read, today, 1).length > 0, clinicHours, unsynced })
  },

  backupBeforeUpdate: async (desk, { version }) => {
    const store = storeOf(desk)
    if (!store) return refuse('not-set-up')
    // Versions are ours, but a path is made of this one.
    const all = join(backupFolder(desk.dataFolder), 'before-update')
    const made = await createBackup(store, join(all, version.replace(/[^\w.-]/g, '_')))
    if (!made.ok) return made
    const versions = readdirSync(all).map(left => join(all, left))
    dropOldBackups(versions, keptBeforeUpdate)
    return ok({ path: made.value.path, bytes: made.value.bytes })
  },

  settlePrint: (desk, { jobId, state, reason }) => {
    const store = storeOf(desk)
    if (!store) return refuse('not-set-up')
    const moved = movePrint(store, jobId, { state, reason: reason.toWellFormed().replaceAll('\0', '').slice(0, 300) })
    return moved.ok ? ok(null) : moved
  },

  supportFacts: desk => {
    const store = storeOf(desk)
    const facts = {
      version: desk.version,
      host: desk.host,
      node: process.versions.node,
      platform: `${process.platform} ${process.arch}`,
      place: desk.place.phase,
      fault: desk.place.phase === 'stopped' ? desk.place.fault.code : null,
    }
    if (!store) return ok(facts)
    const { mode, ...health } = healthOf(store)
    const rows = syncedTables.map(({ name }) => {
      const counted = store.read.one<{ n: number }>(`SELECT COUNT(*) AS n FROM "${name}"`)
      return [name, counted?.n ?? 0] as const
    })
    const journals = Object.entries(store.vector()).map(([device, { seq }]) => [device, seq] as const)
    const readOnly = mode.writable ? null : mode.reason
    return ok({ ...facts, readOnly, ...health, rows: Object.fromEntries(rows), journals: Object.fromEntries(journals) })
  },
}

const keptBeforeUpdate = 3

/** `input` was parsed by whoever calls. */
export function answerRequest<R extends ClinicRequest>(
  desk: Desk,
  request: R,
  input: RequestInput<R>,
): Outcome<RequestOutput<R>> | Promise<Outcome<RequestOutput<R>>> {
  return requests[request](desk, input)
}
