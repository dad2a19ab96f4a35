import { z } from 'zod'
import { amount, date, id, plain, required } from '../tables/common.ts'
import { billLine } from '../tables/money.ts'
import { receiptFormats } from '../tables/people.ts'
import { tokenStatuses } from '../tables/visits.ts'
import { command, query } from './procedure.ts'
import {
  base, billDraft, board, documentKind, documentLineBrief, done, intent, none, patientBrief, patientGroups, patientPage,
  practitionerShape, printable, printJobShape, tender, tokenLine, totals,
} from './shapes.ts' // prettier-ignore

const format = z.enum(receiptFormats)
const documentRef = z.strictObject({ documentKind: z.enum(['invoice', 'creditNote', 'token']), documentId: id })
/** Somebody with `clinic.manage` says that the clock of this PC is right, after `clock-wrong`. */
const clockConfirmed = z.literal(true).optional()
const saved = z.object({ clocks: z.record(z.string(), z.array(z.string())) })

/** One group of a patient with the clocks that the screen showed. */
const groupChange = z.discriminatedUnion('group', [
  z.strictObject({ group: z.literal('name'), values: patientGroups.name, base }),
  z.strictObject({ group: z.literal('demographics'), values: patientGroups.demographics, base }),
  z.strictObject({ group: z.literal('telecom'), values: patientGroups.telecom, base }),
  z.strictObject({ group: z.literal('address'), values: patientGroups.address, base }),
  z.strictObject({ group: z.literal('guardian'), values: patientGroups.guardian, base }),
  z.strictObject({ group: z.literal('allergies'), values: patientGroups.allergies, base }),
  z.strictObject({ group: z.literal('note'), values: patientGroups.note, base }),
  z.strictObject({ group: z.literal('deceased'), values: patientGroups.deceased, base }),
])

export const deskContract = {
  /** One box: phone digits (4 and more), name in any order and script, MRN, token of today, document number. */
  'search.find': query(
    'patient.read',
    z.strictObject({ text: plain(200), limit: z.int().min(1).max(50) }),
    z.object({ patients: z.array(patientBrief), tokens: z.array(tokenLine), documents: z.array(documentLineBrief) }),
  ),
  /** Everybody under one phone, the owner first. */
  'patients.family': query(
    'patient.read',
    z.strictObject({ phone: plain(20) }),
    z.object({ patients: z.array(patientBrief) }),
  ),
  'patients.list': query(
    'patient.read',
    z.strictObject({ text: plain(200), offset: z.int().min(0), limit: z.int().min(1).max(200) }),
    z.object({ patients: z.array(patientBrief), total: z.int() }),
  ),
  'patients.get': query('patient.read', z.strictObject({ id }), patientPage),
  'patients.register': command(
    'patient.write',
    z.strictObject({
      intent,
      ...patientGroups.name.shape,
      ...patientGroups.demographics.shape,
      ...patientGroups.telecom.shape,
      ...patientGroups.address.shape,
      ...patientGroups.guardian.shape,
      ...patientGroups.allergies.shape,
      ...patientGroups.note.shape,
    }),
    z.object({ id, mrn: z.string() }),
  ),
  'patients.update': command(
    'patient.write',
    z.strictObject({ intent, id, changes: z.array(groupChange).min(1).max(8) }),
    saved,
  ),

  'practitioners.list': query('practitioner.read', none, z.object({ practitioners: z.array(practitionerShape) })),

  'queue.board': query('queue.read', none, board),
  /** Token, visit and consultation charge in one entry. */
  'queue.walkIn': command(
    'queue.manage',
    z.strictObject({ intent, patientId: id, practitionerId: id, priority: z.boolean() }),
    tokenLine,
  ),
  'queue.setStatus': command(
    'queue.manage',
    z.strictObject({ intent, tokenId: id, status: z.enum(tokenStatuses), base, reason: plain(200) }),
    tokenLine,
  ),
  /**
   * Ends the token in the room and calls the next one that waits; null when nobody waits. `serving` is the token that the
   * screen showed as served, null for an empty room: nobody is sent out whom the person did not see go in.
   */
  'queue.callNext': command(
    'queue.manage',
    z.strictObject({ intent, practitionerId: id, serving: id.nullable() }),
    z.object({ token: tokenLine.nullable() }),
  ),

  /** The draft bill of a visit, made from its charges when there is none yet. */
  'billing.openVisit': command('billing.write', z.strictObject({ intent, encounterId: id }), billDraft),
  'billing.newBill': command('billing.write', z.strictObject({ intent, patientId: id }), billDraft),
  'billing.draft': query('billing.read', z.strictObject({ billId: id }), billDraft),
  /** Totals and document kind for lines as they are being typed; nothing is kept. */
  'billing.preview': query('billing.read', z.strictObject({ lines: z.array(billLine).max(200) }), totals),
  'billing.saveLines': command(
    'billing.write',
    z.strictObject({ intent, billId: id, lines: z.array(billLine).max(200), discountReason: plain(200), base }),
    billDraft,
  ),
  'billing.discard': command('billing.write', z.strictObject({ intent, billId: id, base }), done),
  /** Number, document, lines and payment in one entry. No payment leaves the whole amount due. */
  'billing.issue': command(
    'billing.write',
    z.strictObject({
      intent,
      billId: id,
      expectedTotal: amount,
      linesBase: base,
      payment: tender.nullable(),
      clockConfirmed,
    }),
    z.object({
      invoiceId: id,
      number: z.string(),
      kind: documentKind,
      total: amount,
      change: amount,
      receiptNumber: z.string().nullable(),
    }),
  ),
  'billing.pay': command(
    'billing.write',
    z.strictObject({ intent, invoiceId: id, payment: tender, clockConfirmed }),
    z.object({ paymentId: id, receiptNumber: z.string(), change: amount, due: amount }),
  ),
  /**
   * Reverses an issued document by a credit note, and pays back in cash what was paid. `expectedRefund` is that amount as the
   * screen told it, paise.
   */
  'billing.cancel': command(
    'billing.cancel',
    z.strictObject({ intent, invoiceId: id, reason: required(200), expectedRefund: amount.min(0), clockConfirmed }),
    z.object({ creditNoteId: id, number: z.string(), refunded: amount, refundNumber: z.string().nullable() }),
  ),
  'billing.list': query(
    'billing.read',
    z.strictObject({ date: date.nullable(), text: plain(100), limit: z.int().min(1).max(200) }),
    z.object({
      drafts: z.array(z.object({ billId: id, patientName: z.string(), date, lines: z.int(), total: amount })),
      documents: z.array(documentLineBrief),
      creditNotes: z.array(
        z.object({
          creditNoteId: id,
          number: z.string(),
          invoiceNumber: z.string(),
          date,
          patientName: z.string(),
          total: amount,
          refunded: amount,
          reason: z.string(),
        }),
      ),
      collected: amount,
      refunded: amount,
    }),
  ),
  'billing.document': query('billing.read', documentRef, printable),

  /** Records the print as a fact and queues it; prints after the first say DUPLICATE. */
  'prints.request': command(
    'document.print',
    z.strictObject({ intent, ...documentRef.shape, format }),
    z.object({ job: printJobShape, printable }),
  ),
  'prints.pending': query('session', none, z.object({ jobs: z.array(printJobShape) })),
  'prints.job': query('session', z.strictObject({ jobId: id }), z.object({ job: printJobShape, printable })),
  'prints.retry': command('document.print', z.strictObject({ jobId: id }), printJobShape),
  'prints.dismiss': command('document.print', z.strictObject({ jobId: id }), done),
  /** What the host says of a job on its way to paper. */
  'prints.settle': command(
    'document.print',
    z.strictObject({ jobId: id, state: z.enum(['printing', 'failed', 'done']), reason: plain(300) }),
    printJobShape,
  ),
} as const
