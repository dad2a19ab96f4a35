import { printJob } from '../../domain/tables/local-tables.ts'
import type { LocalRow, Reader } from '../types.ts'

export type PrintJob = LocalRow<typeof printJob>

/** How often a document was printed so far, on every PC as far as known here. */
export const copiesOf = (reader: Reader, documentId: string): number =>
  reader.one<{ top: number | null }>('SELECT MAX(copy) AS top FROM documentPrint WHERE documentId = ?', documentId)
    ?.top ?? 0

/** Jobs that still want something: paper, or a person after a failure. */
export const pendingJobs = (reader: Reader): readonly PrintJob[] =>
  reader
    .all<{ id: string }>(
      `SELECT id FROM printJob WHERE state IN ('waiting', 'printing', 'failed') ORDER BY requestedAt, id`,
    )
    .flatMap(({ id }) => reader.get(printJob, id) ?? [])
