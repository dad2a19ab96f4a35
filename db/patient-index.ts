/**
 * The search index of patients, kept level with their rows within the transaction that changes them.
 *
 * A changed patient gets a new document; `patientDoc` says which one counts, and searches pass the others over. To delete
 * from FTS5 costs four times as much as to add, and edits are more frequent than searches are slow. `rebuildPatientIndex`
 * clears what has gathered. What the law erases is deleted at once.
 */
import type { HeldChange } from '../domain/journal/entry.ts'
import { patientKeys, type PatientNames } from './patient-keys.ts'
import type { Connection } from './sqlite.ts'

export type PatientIndexing = {
  /** A patient's row changed; without changes, in any group, and nothing of what it was may stay. */
  touch(id: string, changes?: readonly HeldChange[]): void
  finish(): void
}

const indexedGroups: ReadonlySet<string> = new Set(['name', 'identifier', 'telecom', 'guardian', 'deletion'])

/** A document is numbered by the newest journal row and, in the low 24 bits, the patient's own row. */
export const DOC_SHIFT = 16_777_216

type IndexedRow = PatientNames & { readonly _n: number; readonly deletedAt: string | null; readonly doc: number | null }

export function beginPatientIndex(connection: Connection, newestEntry: () => number): PatientIndexing {
  /** By id, whether the old document has to go. */
  const touched = new Map<string, boolean>()
  return {
    touch: (id, changes) => {
      if (changes === undefined) touched.set(id, true)
      else if (!touched.has(id) && changes.some(change => change.op === 'set' && indexedGroups.has(change.group))) {
        touched.set(id, false)
      }
    },
    finish: () => {
      if (touched.size > 0) indexPatients(connection, touched, newestEntry())
      touched.clear()
    },
  }
}

const columns = 'p._n, p.name, p.nativeName, p.mrn, p.phone, p.guardianName, p.guardianPhone, p.deletedAt, d.doc'

/** In the order of their rows: out of order, FTS5 writes out what it has gathered for every single one. */
function indexPatients(connection: Connection, touched: ReadonlyMap<string, boolean>, newestEntry: number): void {
  const read = connection.prepare(
    `SELECT ${columns} FROM patient AS p LEFT JOIN patientDoc AS d ON d.patient = p._n WHERE p.id = ?`,
  )
  const rows = [...touched].flatMap(([id, clear]) => {
    const row = read.get(id) as IndexedRow | undefined
    return row === undefined ? [] : [{ row, clear }]
  })
  rows.sort((a, b) => a.row._n - b.row._n)
  for (const { row, clear } of rows) {
    const doc = newestEntry * DOC_SHIFT + row._n
    if (row.doc !== null && (clear || row.doc === doc || row.deletedAt !== null)) {
      connection.run('DELETE FROM patientIndex WHERE rowid = ?', row.doc)
      connection.run('DELETE FROM patientDoc WHERE patient = ?', row._n)
    }
    if (row.deletedAt === null) addDocument(connection, row, doc)
  }
}

function addDocument(connection: Connection, row: IndexedRow, doc: number): void {
  connection.run('INSERT INTO patientIndex (rowid, keys) VALUES (?, ?)', doc, patientKeys(row))
  connection.run('INSERT OR REPLACE INTO patientDoc (patient, doc) VALUES (?, ?)', row._n, doc)
}

const ROWS_AT_ONCE = 2000

/** Makes the index anew from the rows, without the documents that no longer count. Within the caller's transaction. */
export function rebuildPatientIndex(connection: Connection): void {
  connection.run("INSERT INTO patientIndex (patientIndex) VALUES ('delete-all')")
  connection.run('DELETE FROM patientDoc')
  for (let after = 0; ;) {
    const rows = connection.all<IndexedRow>(
      `SELECT ${columns} FROM patient AS p LEFT JOIN patientDoc AS d ON d.patient = p._n
        WHERE p._n > ? AND p.deletedAt IS NULL ORDER BY p._n LIMIT ${ROWS_AT_ONCE}`,
      after,
    )
    for (const row of rows) addDocument(connection, row, row._n)
    const last = rows.at(-1)
    if (last === undefined) return
    after = last._n
  }
}
