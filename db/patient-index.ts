/** Keeps the search index of patients level with their rows, within the transaction that changes them. */
import type { HeldChange } from '../domain/journal/entry.ts'
import { patientKeys, type PatientNames } from './patient-keys.ts'
import type { Connection } from './sqlite.ts'

export type PatientIndexing = {
  /** A patient's row changed; without changes, in any group. */
  touch(id: string, changes?: readonly HeldChange[]): void
  finish(): void
}

const indexedGroups: ReadonlySet<string> = new Set(['name', 'identifier', 'telecom', 'guardian', 'deletion'])

type IndexedRow = PatientNames & { readonly _n: number; readonly deletedAt: string | null }

export function beginPatientIndex(connection: Connection): PatientIndexing {
  const touched = new Set<string>()
  return {
    touch: (id, changes) => {
      if (changes === undefined || changes.some(change => change.op === 'add' || indexedGroups.has(change.group))) {
        touched.add(id)
      }
    },
    finish: () => {
      for (const id of touched) indexPatient(connection, id)
      touched.clear()
    },
  }
}

function indexPatient(connection: Connection, id: string): void {
  const row = connection.one<IndexedRow>(
    'SELECT _n, name, nativeName, mrn, phone, guardianName, guardianPhone, deletedAt FROM patient WHERE id = ?',
    id,
  )
  // A row that a refold took away: its rowid is unknown here and never used again; searches join the rows.
  if (row === undefined) return
  connection.run('DELETE FROM patientIndex WHERE rowid = ?', row._n)
  if (row.deletedAt !== null) return
  connection.run('INSERT INTO patientIndex (rowid, keys) VALUES (?, ?)', row._n, patientKeys(row))
}
