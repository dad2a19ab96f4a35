import type { AuditEntry } from '../../domain/contract/admin-contract.ts'
import { ok } from '../../domain/errors.ts'
import { device, user } from '../../domain/tables/people.ts'
import { dayBounds } from '../../domain/time.ts'
import { auditCount, auditPage, type AuditFilter, type AuditRow } from '../../db/journal-read.ts'
import type { Reader } from '../../db/types.ts'
import { verifyChain } from '../../db/verify-chain.ts'
import type { HandlersOf } from '../handlers-of.ts'

export const auditHandlers: HandlersOf<'audit.list' | 'audit.verify'> = {
  'audit.list': (input, { store, timeZone }) => {
    const filter: AuditFilter = {
      ...(input.actor === null ? {} : { actor: input.actor }),
      ...(input.table === '' ? {} : { table: input.table }),
      ...(input.recordId === null ? {} : { recordId: input.recordId }),
      ...(input.date === null ? {} : dayBounds(input.date, timeZone)),
    }
    const { rows, next } = auditPage(store.read, filter, cursorOf(input.before), input.limit)
    return ok({
      entries: rows.map(row => auditShown(store.read, row)),
      next: next === undefined ? null : String(next),
      total: auditCount(store.read, filter) ?? null,
    })
  },

  'audit.verify': async (_input, { desk, store }) => {
    const since = desk.clock()
    const report = await verifyChain(store.read, (done, total) => {
      desk.emit({ event: 'progress', task: 'audit.verify', done, total })
    })
    return ok({
      entries: report.entries,
      devices: report.devices,
      milliseconds: Math.max(0, Math.round(desk.clock() - since)),
      intact: report.fault === undefined,
      fault: report.fault ?? null,
    })
  },
}

/** A cursor that this PC did not give begins at the newest entry. */
function cursorOf(before: string | null): number | undefined {
  return before !== null && /^\d{1,15}$/.test(before) ? Number(before) : undefined
}

/** Names as they are now; what was written stays as it was. */
function auditShown(reader: Reader, { n: _n, ...row }: AuditRow): AuditEntry {
  return {
    ...row,
    deviceCode: reader.get(device, row.device)?.code ?? '',
    actorName: reader.get(user, row.actor)?.displayName ?? '',
    changes: row.changes.map(change => ({
      ...change,
      values: change.values as AuditEntry['changes'][number]['values'],
    })),
  }
}
