import { z } from 'zod'
import { roles } from '../permissions.ts'
import { amount, date, id, instant, phone, plain, required } from '../tables/common.ts'
import { billLine, paymentModes } from '../tables/money.ts'
import { languages, receiptFormats, sexes, systemsOfMedicine } from '../tables/people.ts'
import { tokenSeries, tokenStatuses } from '../tables/visits.ts'
import { documentKinds, type DocumentKind } from '../numbers.ts'
import { gstModes, taxClasses } from '../gst.ts'
import { birthPrecisions } from '../time.ts'

/** What a person meant, made once by the screen when the form opens; it makes a double click harmless. */
export const intent = z.uuid()
export const base = z.array(z.string().max(80)).max(50)
export const none = z.strictObject({})
export const done = z.strictObject({ done: z.literal(true) })
const kinds = Object.keys(documentKinds) as [DocumentKind, ...DocumentKind[]]
export const documentKind = z.enum(kinds)

export const age = z.object({ value: z.int(), unit: z.enum(['y', 'm', 'd']) })

/** One line of a search result or a family list: enough to choose the right person. */
export const patientBrief = z.object({
  id,
  name: z.string(),
  nativeName: z.string(),
  mrn: z.string(),
  sex: z.enum(sexes),
  age: age.nullable(),
  /** The age is estimated: only a year or month of birth is known. */
  ageEstimated: z.boolean(),
  phone: phone.nullable(),
  phoneRelation: z.string(),
  /** What is unpaid on all documents, paise; null for who may not read bills. */
  due: amount.nullable(),
})
export type PatientBrief = z.output<typeof patientBrief>

export const patientGroups = {
  name: z.strictObject({ name: required(200), nativeName: plain(200) }),
  demographics: z.strictObject({
    sex: z.enum(sexes),
    birthDate: date.nullable(),
    birthPrecision: z.enum(birthPrecisions).nullable(),
  }),
  telecom: z.strictObject({ phone: phone.nullable(), phoneRelation: plain(40) }),
  address: z.strictObject({
    address: plain(400),
    city: plain(80),
    pincode: z.union([z.literal(''), z.string().regex(/^[1-9]\d{5}$/)]),
  }),
  guardian: z.strictObject({ guardianName: plain(200), guardianRelation: plain(40), guardianPhone: phone.nullable() }),
  allergies: z.strictObject({ allergies: plain(1000), allergiesKnown: z.boolean() }),
  note: z.strictObject({ note: plain(2000) }),
  /** Null takes back what was recorded of the wrong person. */
  deceased: z.strictObject({ deceasedOn: date.nullable() }),
} as const

export const head = z.object({
  clock: z.string(),
  values: z.record(z.string(), z.json()),
  device: z.string(),
  actor: z.string(),
  at: z.string(),
})

export const visitLine = z.object({
  encounterId: id,
  date,
  practitionerName: z.string(),
  status: z.string(),
  documentNumber: z.string().nullable(),
})

export const documentLineBrief = z.object({
  invoiceId: id,
  number: z.string(),
  kind: documentKind,
  date,
  patientId: id,
  patientName: z.string(),
  total: amount,
  paid: amount,
  due: amount,
  cancelledBy: z.string().nullable(),
})

/** The patient panel and page. `clocks` are handed back as `base` when a group is saved. */
export const patientPage = patientBrief.extend({
  birthDate: date.nullable(),
  birthPrecision: z.enum(birthPrecisions).nullable(),
  address: z.string(),
  city: z.string(),
  pincode: z.string(),
  guardianName: z.string(),
  guardianRelation: z.string(),
  guardianPhone: phone.nullable(),
  allergies: z.string(),
  allergiesKnown: z.boolean(),
  note: z.string(),
  deceasedOn: date.nullable(),
  clocks: z.record(z.string(), z.array(z.string())),
  conflicts: z.record(z.string(), z.array(head)),
  visits: z.array(visitLine),
  documents: z.array(documentLineBrief),
  family: z.array(patientBrief),
})
export type PatientPage = z.output<typeof patientPage>

export const practitionerShape = z.object({
  id,
  name: z.string(),
  nativeName: z.string(),
  system: z.enum(systemsOfMedicine),
  qualification: z.string(),
  registrationNumber: z.string(),
  consultationFee: amount,
  room: z.string(),
  startTime: z.string(),
  endTime: z.string(),
  active: z.boolean(),
  clocks: z.record(z.string(), z.array(z.string())),
})

export const tokenLine = z.object({
  id,
  label: z.string(),
  series: z.enum(tokenSeries),
  number: z.int(),
  status: z.enum(tokenStatuses),
  statusAt: instant,
  issuedAt: instant,
  patientId: id,
  patientName: z.string(),
  patientNativeName: z.string(),
  sex: z.enum(sexes),
  age: age.nullable(),
  practitionerId: id,
  encounterId: id,
  /** Draft bill of the visit, when there is one. */
  billId: id.nullable(),
  /** `none` before a bill is issued. */
  payment: z.enum(['none', 'due', 'paid', 'free']),
  statusClocks: z.array(z.string()),
})
export type TokenLine = z.output<typeof tokenLine>

export const doctorColumn = z.object({
  practitioner: practitionerShape,
  serving: tokenLine.nullable(),
  /** Waiting in the order in which they will be called. */
  waiting: z.array(tokenLine),
  skipped: z.array(tokenLine),
  done: z.array(tokenLine),
})

export const board = z.object({
  date,
  now: instant,
  counts: z.object({ waiting: z.int(), inRoom: z.int(), done: z.int(), longestWaitMinutes: z.int() }),
  columns: z.array(doctorColumn),
  last: tokenLine.nullable(),
})
export type Board = z.output<typeof board>

export const totals = z.object({
  kind: documentKind,
  subtotal: amount,
  discount: amount,
  taxable: amount,
  cgst: amount,
  sgst: amount,
  roundOff: amount,
  total: amount,
  /** One row per tax class and rate, for the GST summary. */
  taxRows: z.array(
    z.object({
      label: z.string(),
      taxClass: z.enum(taxClasses),
      rateBp: z.int(),
      taxable: amount,
      cgst: amount,
      sgst: amount,
    }),
  ),
})
export type Totals = z.output<typeof totals>

export const billDraft = z.object({
  id,
  patient: patientBrief,
  encounterId: id.nullable(),
  practitionerId: id.nullable(),
  practitionerName: z.string(),
  date,
  lines: z.array(billLine),
  discountReason: z.string(),
  /** What the charges behind the lines cost by themselves: a lower rate is a discount. */
  charged: z.array(z.object({ chargeItemId: id, unitPrice: amount })),
  status: z.enum(['draft', 'issued', 'discarded']),
  invoiceId: id.nullable(),
  totals,
  gstMode: z.enum(gstModes),
  discountLimitBp: z.int(),
  linesClocks: z.array(z.string()),
  statusClocks: z.array(z.string()),
})
export type BillDraft = z.output<typeof billDraft>

export const tender = z.strictObject({ mode: z.enum(paymentModes), amount: amount.min(1), tendered: amount.min(1) })

/** Everything that the paper says, for every format; the renderer only lays it out. */
export const printable = z.object({
  documentKind: z.enum(['invoice', 'creditNote', 'token']),
  documentId: id,
  title: z.string(),
  /** Words that the law wants at the top, as they are; empty for most documents. */
  notice: z.string(),
  language: z.enum(languages),
  isSample: z.boolean(),
  /** 0 before the first print, 1 for the original, 2 and more for DUPLICATE n − 1. */
  copy: z.int(),
  printedAt: z.string(),
  printedBy: z.string(),
  clinic: z.object({
    legalName: z.string(),
    displayName: z.string(),
    address: z.string(),
    city: z.string(),
    pincode: z.string(),
    phone: z.string().nullable(),
    gstin: z.string().nullable(),
    state: z.string(),
    stateCode: z.string(),
  }),
  number: z.string(),
  date,
  time: z.string(),
  patient: z.object({
    name: z.string(),
    nativeName: z.string(),
    mrn: z.string(),
    detail: z.string(),
    phone: z.string().nullable(),
  }),
  practitioner: z.object({ name: z.string(), registrationNumber: z.string() }).nullable(),
  lines: z.array(
    z.object({
      description: z.string(),
      hsn: z.string(),
      quantity: z.int(),
      unitPrice: amount,
      discount: amount,
      taxClass: z.enum(taxClasses),
      rateBp: z.int(),
      taxable: amount,
      cgst: amount,
      sgst: amount,
      amount,
    }),
  ),
  totals: totals.omit({ kind: true }).nullable(),
  inWords: z.string(),
  payments: z.array(z.object({ label: z.string(), number: z.string(), amount, tendered: amount, change: amount })),
  due: amount,
  /** On a credit note: the document that it reverses, and why. On a cancelled invoice: the credit note. */
  reference: z.object({ label: z.string(), number: z.string(), date: z.string(), reason: z.string() }).nullable(),
  cashier: z.string(),
  token: z.object({ label: z.string(), room: z.string(), waitingBefore: z.int() }).nullable(),
})
export type Printable = z.output<typeof printable>

export const printJobShape = z.object({
  id,
  documentKind: z.enum(['invoice', 'creditNote', 'token']),
  documentId: id,
  label: z.string(),
  copy: z.int(),
  format: z.enum(receiptFormats),
  state: z.enum(['waiting', 'printing', 'failed', 'done', 'dismissed']),
  reason: z.string(),
  requestedAt: z.string(),
  requestedBy: z.string(),
})

export const userShape = z.object({
  id,
  displayName: z.string(),
  signInName: z.string(),
  roles: z.array(z.enum(roles)),
  active: z.boolean(),
  hasPin: z.boolean(),
  lockedUntil: z.string().nullable(),
  clocks: z.record(z.string(), z.array(z.string())),
})

export const sessionShape = z.object({
  userId: id,
  displayName: z.string(),
  roles: z.array(z.enum(roles)),
  permissions: z.array(z.string()),
  locked: z.boolean(),
  idleMinutes: z.int(),
})
