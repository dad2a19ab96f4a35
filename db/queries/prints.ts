import { asc, eq, inArray, max, sql } from 'drizzle-orm'
import { printJob } from '../../domain/tables/local-tables.ts'
import { documentPrint } from '../../domain/tables/money.ts'
import { prepared } from '../prepared.ts'
import { table } from '../schema.ts'
import type { LocalRow, Reader } from '../types.ts'

export type PrintJob = LocalRow<typeof printJob>

const prints = table(documentPrint)
const jobs = table(printJob)

const topCopy = prepared(orm =>
  orm
    .select({ top: max(prints.copy) })
    .from(prints)
    .where(eq(prints.documentId, sql.placeholder('documentId')))
    .prepare(),
)

/** How often a document was printed so far, on every PC as far as known here. */
export const copiesOf = (reader: Reader, documentId: string): number => topCopy(reader).get({ documentId })?.top ?? 0

const unsettled = prepared(orm =>
  orm
    .select()
    .from(jobs)
    .where(inArray(jobs.state, ['waiting', 'printing', 'failed']))
    .orderBy(asc(jobs.requestedAt), asc(jobs.id))
    .prepare(),
)

/** Jobs that still want something: paper, or a person after a failure. */
export const pendingJobs = (reader: Reader): readonly PrintJob[] => unsettled(reader).all()
