import { drizzle } from 'drizzle-orm/better-sqlite3'
import { expect, test } from 'vitest'
import * as billing from '../../../db/queries/billing.ts'
import * as patients from '../../../db/queries/patients.ts'
import * as queue from '../../../db/queries/queue.ts'
import type { Reader } from '../../../db/types.ts'
import { newId, newStore } from './helpers.ts'

const day = '2026-11-22'
const id = newId()

const asked: Readonly<Record<string, (reader: Reader) => unknown>> = {
  'the charges of a visit': reader => billing.chargesOf(reader, id),
  'the bill of a visit': reader => billing.newestBillOfVisit(reader, id, 'draft'),
  'the empty draft of a patient': reader => billing.emptyDraftOf(reader, id, day),
  'the open drafts': reader => billing.openDrafts(reader, null, 20),
  'the documents of a patient': reader => billing.documentsOfPatient(reader, id, 20),
  'the documents of a day': reader => billing.documentsOfDay(reader, day, 20),
  'documents by their number': reader => billing.documentsByNumber(reader, ['A1K7-26/000123'], null, 20),
  'the document of a bill': reader => billing.invoiceOfBill(reader, id),
  'cash of a patient on a day': reader => billing.cashReceived(reader, id, day),
  'cash for one occasion': reader => billing.cashForOccasion(reader, { invoiceId: id, encounterId: id, patientId: id }),
  'the takings of a day': reader => billing.takings(reader, day),
  'whether a charge is billed': reader => billing.isBilledElsewhere(reader, id, { invoiceId: id, patientId: id }),
  'the credit notes of a day': reader => billing.creditNotes(reader, null, 20),
  'the lines of a document': reader => billing.invoiceLines(reader, id),
  'the payments of a document': reader => billing.paymentsOf(reader, id),
  'dues of patients': reader => patients.duesOf(reader, [id]),
  'patients by phone': reader => patients.patientsByPhone(reader, '+919822041763'),
  'whether an MRN is taken': reader => patients.mrnIsTaken(reader, 'A1K7-00001'),
  'the visits of a patient': reader => patients.visitsOf(reader, id, 20),
  'a token': reader => queue.tokenRow(reader, id),
  'the tokens of a day': reader => queue.tokensOfDay(reader, day),
  'a token by its label': reader => queue.tokensByLabel(reader, day, 'W', 18),
  'the tokens of a session': reader => queue.tokensOfSession(reader, day, id),
}

/** What is asked for itself, and the credit notes, of which a page is read in the order of their ids. */
const read = /^SCAN (c|wanted|json_each)\b/

type Plain = string | number | null

/** What SQLite would do for each statement that the query asks. */
function plansOf(query: (reader: Reader) => unknown): readonly string[] {
  const store = newStore()
  const plans: string[] = []
  const explain = (sql: string, params: readonly Plain[]): void => {
    const plan = store.read.all<{ detail: string }>(`EXPLAIN QUERY PLAN ${sql}`, ...params)
    plans.push(...plan.map(step => step.detail))
  }
  const logQuery = (sql: string, params: unknown[]): void => explain(sql, params as Plain[])
  const orm = drizzle({ client: store.engine.read.sqlite, logger: { logQuery } })
  query({
    ...store.read,
    orm: () => orm,
    all: (sql, ...params) => {
      explain(sql, params)
      return []
    },
    one: (sql, ...params) => {
      explain(sql, params)
      return undefined
    },
  })
  return plans
}

test.each(Object.entries(asked))('%s are found by an index', (_, query) => {
  const plans = plansOf(query)
  expect(plans).not.toEqual([])
  expect(plans.filter(step => step.startsWith('SCAN') && !read.test(step))).toEqual([])
})

test('the bill of a visit is looked for among the bills of the visit, not among all that were ever issued', () => {
  const plans = plansOf(reader => billing.newestBillOfVisit(reader, id, 'issued'))
  expect(plans[0]).toContain('(encounterId=? AND status=?)')
})
