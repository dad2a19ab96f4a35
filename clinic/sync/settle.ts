/** What people have to settle: values entered on two PCs, and entries that were put aside. */
import type { AsideLine, ConflictLine } from '../../domain/contract/sync-contract.ts'
import { ok, type Outcome, refuse } from '../../domain/errors.ts'
import type { RecordTable } from '../../domain/journal/declare.ts'
import { syncedTables } from '../../domain/tables/all.ts'
import { deviceNames, userNames } from '../../db/queries/people.ts'
import { type AsideRow, conflictFindings, quarantinedRows, setAsideRows } from '../../db/queries/sync.ts'
import type { Reader } from '../../db/types.ts'
import { conflictsShown } from '../clocks.ts'
import type { SignedIn } from '../desk.ts'
import type { HandlersOf } from '../handlers-of.ts'
import { checkBase, save, seeOr } from '../save.ts'

const MOST = 200

const records: ReadonlyMap<string, RecordTable> = new Map(
  syncedTables.flatMap(table => (table.kind === 'record' ? [[table.name, table] as const] : [])),
)

/** What names a record to people, where it has a name. */
const namingColumns = ['name', 'displayName', 'label'] as const

export const settleHandlers: HandlersOf<'sync.toSettle' | 'sync.settle'> = {
  'sync.toSettle': (_input, { store }) => {
    const found = conflictFindings(store.read, MOST + 1)
    const conflicts = found.slice(0, MOST).flatMap(({ tableName, record, groupName }) => {
      const line = conflictLine(store.read, tableName, record, groupName)
      return line ?? []
    })
    const quarantined = quarantinedRows(store.read, MOST).map(row => asideLine(store.read, 'quarantined', row))
    const setAside = setAsideRows(store.read, MOST).map(row => asideLine(store.read, 'set-aside', row))
    return ok({ conflicts, aside: [...quarantined, ...setAside], more: found.length > MOST })
  },

  'sync.settle': (input, context) => {
    const table = records.get(input.table)
    // A key is settled by headquarters alone.
    if (table === undefined || input.group === 'key') return refuse('not-found', { what: 'conflict' })
    const allowed = mayChange(context, table.name)
    if (!allowed.ok) return allowed
    return save(context, 'sync.settle', input.intent, tx => {
      const seen = seeOr(tx, table, input.id)
      if (!seen.ok) return seen
      const head = seen.value.conflicts[input.group]?.find(each => each.clock === input.clock)
      if (head === undefined) return refuse('changed-meanwhile')
      const current = checkBase(input.base, seen.value.clocks[input.group] ?? [])
      if (!current.ok) return current
      tx.set(table, input.id, input.group, head.values, input.base)
      return ok({ done: true as const })
    })
  },
}

/** Who may register patients settles what was entered of them; everything else is an administrator's. */
function mayChange({ person }: SignedIn, table: string): Outcome<null> {
  const permission = table === 'patient' ? 'patient.write' : 'clinic.manage'
  return person.permissions.has(permission) ? ok(null) : refuse('not-allowed', { permission })
}

function conflictLine(reader: Reader, name: string, id: string, group: string): ConflictLine | undefined {
  const table = records.get(name)
  const seen = table && reader.see(table, id)
  const heads = seen && conflictsShown(reader, seen)[group]
  if (heads === undefined) return undefined
  const row: Readonly<Record<string, unknown>> = seen?.row ?? {}
  const label = namingColumns.map(column => row[column]).find(value => typeof value === 'string') ?? ''
  return { table: name, id, group, label: String(label), heads }
}

function asideLine(
  reader: Reader,
  why: AsideLine['why'],
  { device, seq, at, actor, entry, reason }: AsideRow,
): AsideLine {
  const { changes } = JSON.parse(entry) as { readonly changes: readonly { readonly table: string }[] }
  return {
    why,
    device: deviceNames(reader).get(device)?.name ?? device,
    seq,
    at,
    actor: userNames(reader).get(actor) ?? '',
    tables: [...new Set(changes.map(change => change.table))],
    reason,
  }
}
