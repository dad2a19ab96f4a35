import { ok, refuse } from '../../domain/errors.ts'
import { deviceRows } from '../../db/queries/sync.ts'
import type { HandlersOf } from '../handlers-of.ts'
import { onceByIntent } from '../once.ts'
import { exportUnsent } from './export-unsent.ts'
import { syncStatus } from './follow-headquarters.ts'
import { linkOf } from './link.ts'
import { acknowledgedBy } from './steps.ts'

/** How the exchange with headquarters stands, for the screens. */
export function syncHandlers(): HandlersOf<'sync.status' | 'sync.sendNow' | 'sync.exportUnsent' | 'sync.devices'> {
  const once = onceByIntent()
  return {
    'sync.status': (_input, { desk, store }) => {
      const status = syncStatus(desk)
      const alone = {
        state: 'alone',
        waiting: 0,
        confirmedAt: null,
        offlineSince: null,
        trouble: null,
        clockOffMinutes: null,
        address: null,
      } as const
      if (status === undefined) return ok(alone)
      const clockOffMinutes = desk.doubtedMinutes()
      return ok({ ...status, clockOffMinutes, address: linkOf(store.read)?.address ?? null })
    },
    'sync.sendNow': (_input, { desk }) => {
      if (desk.sync === undefined) return refuse('hq-not-linked')
      desk.sync.sendNow()
      return ok({ done: true })
    },
    'sync.exportUnsent': ({ intent, folder }, { store, meant, now }) =>
      once(intent, meant, () => exportUnsent(store, folder, now)),
    'sync.devices': (_input, { store }) => {
      const held = linkOf(store.read) && acknowledgedBy(store)
      const devices = deviceRows(store.read).map(({ id, name, code, isHeadquarters, entries, lastEntryAt }) => ({
        id,
        name: name ?? '',
        code: code ?? '',
        isHere: id === store.deviceId,
        isHeadquarters: isHeadquarters === 1,
        entries,
        lastEntryAt,
        heldThere: held === undefined ? null : Math.min(entries, held[id]?.seq ?? 0),
      }))
      return ok({ devices })
    },
  }
}
