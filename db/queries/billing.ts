import { and, asc, desc, eq, sql } from 'drizzle-orm'
import type { BillKind } from '../../domain/billing/document-kind.ts'
import type { TaxClass } from '../../domain/gst.ts'
import { bill, type BillLine, chargeItem, creditNote, invoice, payment } from '../../domain/tables/money.ts'
import { prepared } from '../prepared.ts'
import { table } from '../schema.ts'
import type { Reader, RecordRow } from '../types.ts'

const bills = table(bill)
const charges = table(chargeItem)
const creditNotesMade = table(creditNote)
const invoices = table(invoice)
const payments = table(payment)

const chargesOfVisit = prepared(orm =>
  orm
    .select({ id: charges.id })
    .from(charges)
    .where(eq(charges.encounterId, sql.placeholder('encounterId')))
    .orderBy(asc(charges.id))
    .prepare(),
)

/** The charges of a visit in the order in which they were made. */
export const chargesOf = (reader: Reader, encounterId: string): readonly RecordRow<typeof chargeItem>[] =>
  chargesOfVisit(reader)
    .all({ encounterId })
    .flatMap(({ id }) => reader.get(chargeItem, id) ?? [])

const newestBill = prepared(orm =>
  orm
    .select({ id: bills.id })
    .from(bills)
    .where(and(eq(bills.encounterId, sql.placeholder('encounterId')), eq(bills.status, sql.placeholder('status'))))
    .orderBy(desc(bills.id))
    .limit(1)
    .prepare(),
)

export const newestBillOfVisit = (
  reader: Reader,
  encounterId: string,
  status: 'draft' | 'issued',
): string | undefined => newestBill(reader).get({ encounterId, status })?.id

/** A draft without a visit and without lines, which a second press of the same key would only repeat. */
export const emptyDraftOf = (reader: Reader, patientId: string, date: string): string | undefined =>
  reader.one<{ id: string }>(
    `SELECT id FROM bill WHERE patientId = ? AND date = ? AND status = 'draft' AND encounterId IS NULL AND lines = '[]'
      ORDER BY id LIMIT 1`,
    patientId,
    date,
  )?.id

export type DraftRow = {
  readonly id: string
  readonly patientName: string | null
  readonly date: string
  readonly lines: readonly BillLine[]
}

/** Open drafts with at least one line, the newest first. */
export const openDrafts = (reader: Reader, date: string | null, limit: number): readonly DraftRow[] =>
  reader
    .all<Omit<DraftRow, 'lines'> & { lines: string }>(
      `SELECT b.id, p.name AS patientName, b.date, b.lines FROM bill AS b LEFT JOIN patient AS p ON p.id = b.patientId
        WHERE b.status = 'draft' AND b.lines <> '[]' AND (? IS NULL OR b.date = ?) ORDER BY b.id DESC LIMIT ?`,
      date,
      date,
      limit,
    )
    .map(row => ({ ...row, lines: JSON.parse(row.lines) as readonly BillLine[] }))

export type DocumentRow = {
  readonly id: string
  readonly number: string
  readonly kind: BillKind
  readonly date: string
  readonly patientId: string
  readonly patientName: string
  readonly total: number
  readonly received: number
  readonly refunded: number
  readonly cancelledBy: string | null
}

const documentSelect = `
  SELECT i.id, i.number, i.kind, i.date, i.patientId, i.patientName, i.total,
         coalesce((SELECT SUM(p.amount) FROM payment AS p WHERE p.invoiceId = i.id), 0) AS received,
         coalesce((SELECT SUM(r.amount) FROM refund AS r WHERE r.invoiceId = i.id), 0) AS refunded,
         (SELECT c.number FROM creditNote AS c WHERE c.invoiceId = i.id ORDER BY c.id LIMIT 1) AS cancelledBy
    FROM invoice AS i`

export const documentRow = (reader: Reader, id: string): DocumentRow | undefined =>
  reader.one<DocumentRow>(`${documentSelect} WHERE i.id = ?`, id)

export const documentsOfPatient = (reader: Reader, patientId: string, limit: number): readonly DocumentRow[] =>
  reader.all<DocumentRow>(`${documentSelect} WHERE i.patientId = ? ORDER BY i.id DESC LIMIT ?`, patientId, limit)

/** Documents of these patients, on one day when one is asked for. */
export const documentsOfPatients = (
  reader: Reader,
  ids: readonly string[],
  date: string | null,
  limit: number,
): readonly DocumentRow[] =>
  reader.all<DocumentRow>(
    `${documentSelect} WHERE i.patientId IN (SELECT value FROM json_each(?)) AND (? IS NULL OR i.date = ?)
      ORDER BY i.id DESC LIMIT ?`,
    JSON.stringify(ids),
    date,
    date,
    limit,
  )

export const documentsOfDay = (reader: Reader, date: string, limit: number): readonly DocumentRow[] =>
  reader.all<DocumentRow>(`${documentSelect} WHERE i.date = ? ORDER BY i.id DESC LIMIT ?`, date, limit)

export const newestDocuments = (reader: Reader, limit: number): readonly DocumentRow[] =>
  reader.all<DocumentRow>(
    `${documentSelect} WHERE i.id IN (SELECT id FROM invoice ORDER BY id DESC LIMIT ?) ORDER BY i.id DESC`,
    limit,
  )

/** Documents with exactly one of these numbers, on one day when one is asked for. */
export const documentsByNumber = (
  reader: Reader,
  numbers: readonly string[],
  date: string | null,
  limit: number,
): readonly DocumentRow[] =>
  reader.all<DocumentRow>(
    `${documentSelect} WHERE i.number IN (SELECT value FROM json_each(?)) AND (? IS NULL OR i.date = ?)
      ORDER BY i.id DESC LIMIT ?`,
    JSON.stringify(numbers),
    date,
    date,
    limit,
  )

const firstInvoice = prepared(orm =>
  orm
    .select({ id: invoices.id, number: invoices.number })
    .from(invoices)
    .where(eq(invoices.billId, sql.placeholder('billId')))
    .orderBy(asc(invoices.id))
    .limit(1)
    .prepare(),
)

export const invoiceOfBill = (
  reader: Reader,
  billId: string,
): { readonly id: string; readonly number: string } | undefined => firstInvoice(reader).get({ billId })

const cashOfDay = prepared(orm =>
  orm
    .select({ sum: sql<number | null>`sum(${payments.amount})` })
    .from(payments)
    .where(
      and(
        eq(payments.patientId, sql.placeholder('patientId')),
        eq(payments.date, sql.placeholder('date')),
        eq(payments.mode, 'cash'),
      ),
    )
    .prepare(),
)

/** Cash received from one person on one day, paise; what was paid back still counts as received. */
export const cashReceived = (reader: Reader, patientId: string, date: string): number =>
  cashOfDay(reader).get({ patientId, date })?.sum ?? 0

/** Cash received for one document and the visit that it belongs to, paise; what was paid back still counts as received. */
export const cashForOccasion = (
  reader: Reader,
  of: { readonly invoiceId: string; readonly encounterId: string | null; readonly patientId: string },
): number =>
  reader.one<{ sum: number | null }>(
    `SELECT SUM(p.amount) AS sum FROM invoice AS i JOIN payment AS p ON p.invoiceId = i.id
      WHERE i.patientId = ? AND (i.id = ? OR i.encounterId = ?) AND p.mode = 'cash'`,
    of.patientId,
    of.invoiceId,
    of.encounterId,
  )?.sum ?? 0

/** Cash received and paid back on a day, paise. Screen, print and list all read these sums. */
export function takings(reader: Reader, date: string): { readonly collected: number; readonly refunded: number } {
  const sum = (sql: string) => reader.one<{ sum: number | null }>(sql, date)?.sum ?? 0
  return {
    collected: sum('SELECT SUM(amount) AS sum FROM payment WHERE date = ?'),
    refunded: sum('SELECT SUM(amount) AS sum FROM refund WHERE date = ?'),
  }
}

/** Another document than this one bills the charge, and was not reversed. */
export const isBilledElsewhere = (
  reader: Reader,
  chargeItemId: string,
  not: { readonly invoiceId: string; readonly patientId: string },
): boolean =>
  reader.one<{ found: number }>(
    `SELECT 1 AS found FROM invoice AS i JOIN invoiceLine AS l ON l.invoiceId = i.id
      WHERE i.patientId = ? AND i.id <> ? AND l.chargeItemId = ?
        AND NOT EXISTS (SELECT 1 FROM creditNote AS c WHERE c.invoiceId = i.id) LIMIT 1`,
    not.patientId,
    not.invoiceId,
    chargeItemId,
  ) !== undefined

export type CreditNoteRow = {
  readonly creditNoteId: string
  readonly number: string
  readonly invoiceNumber: string
  readonly date: string
  readonly patientName: string
  readonly total: number
  readonly refunded: number
  readonly reason: string
}

/** Credit notes of a day, or the newest of all days. */
export const creditNotes = (reader: Reader, date: string | null, limit: number): readonly CreditNoteRow[] =>
  reader.all<CreditNoteRow>(
    `SELECT c.id AS creditNoteId, c.number, coalesce(i.number, '') AS invoiceNumber, c.date,
            coalesce(i.patientName, '') AS patientName, c.total, c.reason,
            coalesce((SELECT SUM(r.amount) FROM refund AS r WHERE r.invoiceId = c.invoiceId AND r.creditNoteId = c.id), 0)
              AS refunded
       FROM creditNote AS c LEFT JOIN invoice AS i ON i.id = c.invoiceId
      WHERE (? IS NULL OR c.date = ?) ORDER BY c.id DESC LIMIT ?`,
    date,
    date,
    limit,
  )

export type LineRow = {
  readonly chargeItemId: string | null
  readonly description: string
  readonly hsn: string
  readonly quantity: number
  readonly unitPrice: number
  readonly discount: number
  readonly taxClass: TaxClass
  readonly rateBp: number
  readonly taxable: number
  readonly cgst: number
  readonly sgst: number
  readonly amount: number
}

export const invoiceLines = (reader: Reader, invoiceId: string): readonly LineRow[] =>
  reader.all<LineRow>(
    `SELECT chargeItemId, description, hsn, quantity, unitPrice, discount, taxClass, rateBp, taxable, cgst, sgst, amount
       FROM invoiceLine WHERE invoiceId = ? ORDER BY position, id`,
    invoiceId,
  )

export type MoneyRow = {
  readonly number: string
  readonly amount: number
  readonly tendered: number
  readonly change: number
}

const paymentsOfInvoice = prepared(orm =>
  orm
    .select({
      number: payments.number,
      amount: payments.amount,
      tendered: payments.tendered,
      change: payments.change,
    })
    .from(payments)
    .where(eq(payments.invoiceId, sql.placeholder('invoiceId')))
    .orderBy(asc(payments.id))
    .prepare(),
)

export const paymentsOf = (reader: Reader, invoiceId: string): readonly MoneyRow[] =>
  paymentsOfInvoice(reader).all({ invoiceId })

export const refundsOf = (reader: Reader, creditNoteId: string, invoiceId: string): readonly MoneyRow[] =>
  reader.all<MoneyRow>(
    `SELECT number, amount, amount AS tendered, 0 AS "change" FROM refund
      WHERE invoiceId = ? AND creditNoteId = ? ORDER BY id`,
    invoiceId,
    creditNoteId,
  )

const firstCreditNote = prepared(orm =>
  orm
    .select({ id: creditNotesMade.id })
    .from(creditNotesMade)
    .where(eq(creditNotesMade.invoiceId, sql.placeholder('invoiceId')))
    .orderBy(asc(creditNotesMade.id))
    .limit(1)
    .prepare(),
)

export const creditNoteOf = (reader: Reader, invoiceId: string): string | undefined =>
  firstCreditNote(reader).get({ invoiceId })?.id
