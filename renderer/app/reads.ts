import type { Contract, ProcedureName } from '../../domain/contract/contract.ts'

export type QueryName = { [N in ProcedureName]: Contract[N]['kind'] extends 'query' ? N : never }[ProcedureName]
export type CommandName = Exclude<ProcedureName, QueryName>

const people = ['patient'] as const
const visits = ['encounter', 'token'] as const
const documents = ['invoice', 'invoiceLine', 'payment', 'creditNote', 'refund'] as const

/** Which tables an answer is made from. A `changed` event that names one of them makes the screen read again. */
export const reads = {
  'app.state': ['clinic', 'device', 'user'],
  'setup.inspectBackup': [],
  'session.tiles': ['user', 'credential'],
  'session.current': ['user'],
  'drafts.get': [],
  'preferences.get': ['preference', 'clinic'],
  'search.find': [...people, ...visits, ...documents],
  'patients.family': [...people, ...documents],
  'patients.list': [...people, ...documents],
  'patients.get': [...people, ...visits, ...documents, 'bill', 'practitioner'],
  'practitioners.list': ['practitioner'],
  'queue.board': [...people, ...visits, ...documents, 'bill', 'practitioner'],
  'billing.draft': [...people, ...documents, 'bill', 'chargeItem', 'clinic', 'practitioner'],
  'billing.preview': ['clinic'],
  'billing.list': [...people, ...documents, 'bill'],
  'billing.document': [...documents, 'documentPrint'],
  'prints.pending': ['printJob'],
  'prints.job': ['printJob', 'documentPrint'],
  'clinic.get': ['clinic', 'device'],
  'users.list': ['user', 'credential'],
  'audit.list': ['*'],
  'audit.verify': [],
  'backup.list': ['backup'],
  'backup.verify': [],
  'hq.lookup': [],
  'sync.status': ['headquarters'],
  'sync.devices': ['device', 'headquarters'],
  'sync.toSettle': ['*'],
} as const satisfies Record<QueryName, readonly string[]>

/** Whether a change of these tables touches what the query shows; `*` reads everything. */
export function touches(name: QueryName, changed: readonly string[]): boolean {
  const tables: readonly string[] = reads[name]
  return tables.includes('*') ? changed.length > 0 : tables.some(table => changed.includes(table))
}
