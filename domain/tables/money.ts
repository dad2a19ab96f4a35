import { z } from 'zod'
import { bool, fact, integer, json, record, text } from '../journal/declare.ts'
import { documentKinds, documentNumberPattern, type DocumentKind } from '../numbers.ts'
import { gstModes, taxClasses } from '../gst.ts'
import { amount, date, id, instant, phone, plain, required } from './common.ts'

const kindNames = Object.keys(documentKinds) as [DocumentKind, ...DocumentKind[]]

/** FHIR R4 ChargeItem.status, the part used here. */
export const chargeStatuses = ['billable', 'billed', 'aborted'] as const

/** What is charged for a visit. A removed automatic charge is `aborted` and stays removed. */
export const chargeItem = record(
  'chargeItem',
  {
    item: {
      encounterId: text(id),
      patientId: text(id),
      practitionerId: text(id.nullable()),
      date: text(date),
      description: text(required(200)),
      /** SAC of a service or HSN of goods. */
      hsn: text(plain(8)),
      quantity: integer(z.int().min(1).max(9999)),
      unitPrice: integer(amount.min(0)),
      taxClass: text(z.enum(taxClasses)),
      rateBp: integer(z.int().min(0).max(10_000)),
      automatic: bool(),
    },
    status: { status: text(z.enum(chargeStatuses)) },
  },
  [['encounterId']],
)

export const billLine = z.strictObject({
  id,
  chargeItemId: id.nullable(),
  description: required(200),
  hsn: plain(8),
  quantity: z.int().min(1).max(9999),
  unitPrice: amount.min(0).max(100_000_000_00),
  discount: amount.min(0).max(100_000_000_00),
  taxClass: z.enum(taxClasses),
  rateBp: z.int().min(0).max(10_000),
})
export type BillLine = z.output<typeof billLine>

/** A draft: what will be billed. It has no number; issuing it makes an `invoice` fact with an id of its own. */
export const bill = record(
  'bill',
  {
    visit: {
      patientId: text(id),
      encounterId: text(id.nullable()),
      practitionerId: text(id.nullable()),
      date: text(date),
    },
    lines: { lines: json(z.array(billLine).max(200)), discountReason: text(plain(200)) },
    status: { status: text(z.enum(['draft', 'issued', 'discarded'])), invoiceId: text(id.nullable()) },
  },
  [['encounterId', 'status'], ['status']],
)

/** An issued document with everything that its paper says, frozen: the clinic's head and the person as they were at issue. */
export const invoice = fact(
  'invoice',
  {
    billId: text(id),
    kind: text(z.enum(kindNames)),
    number: text(z.string().regex(documentNumberPattern)),
    date: text(date),
    issuedAt: text(instant),
    patientId: text(id),
    encounterId: text(id.nullable()),
    practitionerId: text(id.nullable()),
    patientName: text(required(200)),
    patientNativeName: text(plain(200)),
    patientDetail: text(plain(200)),
    patientMrn: text(plain(16)),
    patientPhone: text(phone.nullable()),
    clinicLegalName: text(required(200)),
    clinicDisplayName: text(required(80)),
    clinicAddress: text(plain(400)),
    clinicCity: text(plain(80)),
    clinicPincode: text(plain(6)),
    clinicPhone: text(phone.nullable()),
    /** GST code of the clinic's state, which is the place of supply. */
    stateCode: text(z.string().length(2)),
    practitionerName: text(plain(120)),
    practitionerRegistration: text(plain(60)),
    gstMode: text(z.enum(gstModes)),
    gstin: text(z.string().nullable()),
    subtotal: integer(amount),
    discount: integer(amount),
    taxable: integer(amount),
    cgst: integer(amount),
    sgst: integer(amount),
    roundOff: integer(amount),
    total: integer(amount),
    language: text(plain(5)),
    cashier: text(plain(80)),
  },
  [['patientId'], ['number'], ['date'], ['billId']],
)

export const invoiceLine = fact(
  'invoiceLine',
  {
    invoiceId: text(id),
    position: integer(z.int().min(1)),
    chargeItemId: text(id.nullable()),
    description: text(required(200)),
    hsn: text(plain(8)),
    quantity: integer(z.int().min(1)),
    unitPrice: integer(amount),
    discount: integer(amount),
    taxClass: text(z.enum(taxClasses)),
    rateBp: integer(z.int().min(0)),
    taxable: integer(amount),
    cgst: integer(amount),
    sgst: integer(amount),
    amount: integer(amount),
  },
  [['invoiceId']],
)

export const paymentModes = ['cash'] as const

export const payment = fact(
  'payment',
  {
    invoiceId: text(id),
    patientId: text(id),
    number: text(z.string().regex(documentNumberPattern)),
    mode: text(z.enum(paymentModes)),
    amount: integer(amount.min(1)),
    tendered: integer(amount.min(0)),
    change: integer(amount.min(0)),
    date: text(date),
    receivedAt: text(instant),
    cashier: text(plain(80)),
  },
  [['invoiceId'], ['date']],
)

/** A credit note reverses an issued document, whole; the original stands unchanged. Source: CGST Act s.34, rule 53. */
export const creditNote = fact(
  'creditNote',
  {
    invoiceId: text(id),
    number: text(z.string().regex(documentNumberPattern)),
    date: text(date),
    issuedAt: text(instant),
    patientId: text(id),
    reason: text(required(200)),
    taxable: integer(amount),
    cgst: integer(amount),
    sgst: integer(amount),
    roundOff: integer(amount),
    total: integer(amount),
    cashier: text(plain(80)),
  },
  [['invoiceId'], ['date']],
)

export const refund = fact(
  'refund',
  {
    creditNoteId: text(id),
    invoiceId: text(id),
    patientId: text(id),
    number: text(z.string().regex(documentNumberPattern)),
    mode: text(z.enum(paymentModes)),
    amount: integer(amount.min(1)),
    date: text(date),
    paidAt: text(instant),
    reason: text(required(200)),
    cashier: text(plain(80)),
  },
  [['invoiceId'], ['date']],
)

export const printables = ['invoice', 'creditNote', 'token'] as const

/** That a document was printed: copy 1 is the original, later ones say DUPLICATE n, who and when. */
export const documentPrint = fact(
  'documentPrint',
  {
    documentKind: text(z.enum(printables)),
    documentId: text(id),
    copy: integer(z.int().min(1)),
    printedAt: text(instant),
    printedBy: text(plain(80)),
  },
  [['documentId']],
)
