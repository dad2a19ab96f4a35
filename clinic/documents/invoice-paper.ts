import { documentLanguage, documentNotice, documentTitle, documentWords } from '../../domain/billing/document-words.ts'
import { standing } from '../../domain/billing/payment-state.ts'
import { taxRows } from '../../domain/billing/totals.ts'
import type { Printable } from '../../domain/contract/shapes.ts'
import { amountInWords } from '../../domain/money-text.ts'
import { paise } from '../../domain/money.ts'
import { creditNote, invoice } from '../../domain/tables/money.ts'
import { creditNoteOf, invoiceLines, paymentsOf, refundsOf } from '../../db/queries/billing.ts'
import type { FactRow, Reader } from '../../db/types.ts'
import { headOnPaper } from './clinic-head.ts'
import { type CopyPrinted, frameOf } from './frame.ts'

type Invoice = FactRow<typeof invoice>

/** An issued document as its paper says it, from frozen facts; undefined when it is not held here. */
export function invoicePaper(
  reader: Reader,
  id: string,
  timeZone: string,
  printed?: CopyPrinted,
): Printable | undefined {
  const row = reader.get(invoice, id)
  if (!row) return undefined
  const language = documentLanguage(row.language)
  const words = documentWords(language)
  const payments = paymentsOf(reader, id).map(paid => ({ label: words.cash, ...paid }))
  const noteId = creditNoteOf(reader, id)
  const note = noteId === undefined ? undefined : reader.get(creditNote, noteId)
  const received = payments.reduce((sum, { amount }) => sum + amount, 0)
  return {
    ...frameOf(reader, { id, at: row.issuedAt, clinic: headOnPaper(row) }, timeZone, printed),
    ...body(reader, row, id),
    documentKind: 'invoice',
    title: documentTitle(row.kind, language),
    notice: documentNotice(row.kind, row.gstMode),
    number: row.number,
    totals: totalsOf(reader, row, id),
    inWords: amountInWords(paise(row.total), language),
    payments,
    due: standing({ total: row.total, received, refunded: 0, cancelled: note !== undefined }).due,
    reference: note ? { label: words.cancelledBy, number: note.number, date: note.date, reason: note.reason } : null,
    cashier: row.cashier,
  }
}

/** A credit note names the document that it reverses, and carries its head, person and lines. Source: CGST Rules 2017, rule 53. */
export function creditNotePaper(
  reader: Reader,
  id: string,
  timeZone: string,
  printed?: CopyPrinted,
): Printable | undefined {
  const note = reader.get(creditNote, id)
  const row = note && reader.get(invoice, note.invoiceId)
  if (!note || !row) return undefined
  const language = documentLanguage(row.language)
  const words = documentWords(language)
  const { number, date } = row
  const label = `${words.against} ${documentTitle(row.kind, language)}`
  return {
    ...frameOf(reader, { id, at: note.issuedAt, clinic: headOnPaper(row) }, timeZone, printed),
    ...body(reader, row, note.invoiceId),
    documentKind: 'creditNote',
    title: documentTitle('credit-note', language),
    notice: documentNotice('credit-note', row.gstMode),
    number: note.number,
    totals: totalsOf(reader, row, note.invoiceId),
    inWords: amountInWords(paise(note.total), language),
    payments: refundsOf(reader, id, note.invoiceId).map(paid => ({ label: words.cashRefund, ...paid })),
    due: 0,
    reference: { label, number, date, reason: note.reason },
    cashier: note.cashier,
  }
}

/** What invoice and credit note say alike: language, person, doctor and lines. */
function body(reader: Reader, row: Invoice, invoiceId: string) {
  const { patientName: name, patientNativeName: nativeName, patientDetail: detail } = row
  const { patientMrn: mrn, patientPhone: phone } = row
  const { practitionerName, practitionerRegistration: registrationNumber } = row
  return {
    language: documentLanguage(row.language),
    patient: { name, nativeName, detail, mrn, phone },
    practitioner: practitionerName === '' ? null : { name: practitionerName, registrationNumber },
    lines: invoiceLines(reader, invoiceId).map(({ chargeItemId: _charge, ...line }) => line),
    token: null,
  }
}

function totalsOf(reader: Reader, row: Invoice, invoiceId: string): Printable['totals'] {
  const { subtotal, discount, taxable, cgst, sgst, roundOff, total } = row
  const rows = row.gstMode === 'regular' ? taxRows(invoiceLines(reader, invoiceId)) : []
  return { subtotal, discount, taxable, cgst, sgst, roundOff, total, taxRows: rows }
}
