/** What the killed writer does: registrations, edits and bills of five rows, drawn from a seed. */
import { paise, times } from '../../domain/money.ts'
import { ok } from '../../domain/errors.ts'
import { invoice, invoiceLine, payment } from '../../domain/tables/money.ts'
import { patient } from '../../domain/tables/people.ts'
import type { Writer } from '../../db/types.ts'

export const date = '2026-11-22'

/** What was promised when a commit was acknowledged, and must be found whole after the kill. */
export type Promised =
  | { readonly kind: 'registered'; readonly id: string; readonly name: string }
  | { readonly kind: 'edited'; readonly id: string; readonly note: string }
  | { readonly kind: 'billed'; readonly id: string; readonly number: string; readonly receipt: string }

export function register(tx: Writer, name: string) {
  const id = tx.newId()
  tx.set(patient, id, 'name', { name, nativeName: '' }, [])
  tx.set(patient, id, 'demographics', { sex: 'female', birthDate: '1984-07-01', birthPrecision: 'year' }, [])
  tx.set(patient, id, 'identifier', { mrn: `CRSH-${String(tx.nextCount('mrn')).padStart(5, '0')}` }, [])
  tx.set(patient, id, 'note', { note: '' }, [])
  return ok<Promised>({ kind: 'registered', id, name })
}

export function edit(tx: Writer, id: string, note: string) {
  const seen = tx.see(patient, id)
  if (seen === undefined) throw new Error('a patient that was registered is not there')
  tx.set(patient, id, 'note', { note }, seen.clocks.note)
  return ok<Promised>({ kind: 'edited', id, note })
}

/** Five rows in one entry: the document, three lines and the payment. */
export function issue(tx: Writer, patientId: string, cashier: string) {
  const number = tx.nextNumber('receipt', date)
  if (!number.ok) return number
  const receipt = tx.nextNumber('payment-receipt', date)
  if (!receipt.ok) return receipt
  const id = tx.newId()
  const each = paise(50_000)
  const total = times(each, 3)
  tx.add(invoice, id, {
    billId: tx.newId(),
    kind: 'receipt',
    number: number.value,
    date,
    issuedAt: tx.now,
    patientId,
    encounterId: null,
    practitionerId: null,
    patientName: 'Crash test',
    patientNativeName: '',
    patientDetail: '',
    patientMrn: '',
    patientPhone: null,
    clinicLegalName: 'Crash test',
    clinicDisplayName: 'Crash test',
    clinicAddress: '',
    clinicCity: '',
    clinicPincode: '',
    clinicPhone: null,
    stateCode: '27',
    practitionerName: '',
    practitionerRegistration: '',
    gstMode: 'unregistered',
    gstin: null,
    subtotal: total,
    discount: 0,
    taxable: total,
    cgst: 0,
    sgst: 0,
    roundOff: 0,
    total,
    language: 'en',
    cashier,
  })
  for (const position of [1, 2, 3]) {
    tx.add(invoiceLine, tx.newId(), {
      invoiceId: id,
      position,
      chargeItemId: null,
      description: 'Consultation',
      hsn: '9993',
      quantity: 1,
      unitPrice: each,
      discount: 0,
      taxClass: 'exempt',
      rateBp: 0,
      taxable: each,
      cgst: 0,
      sgst: 0,
      amount: each,
    })
  }
  tx.add(payment, tx.newId(), {
    invoiceId: id,
    patientId,
    number: receipt.value,
    mode: 'cash',
    amount: total,
    tendered: total,
    change: 0,
    date,
    receivedAt: tx.now,
    cashier,
  })
  return ok<Promised>({ kind: 'billed', id, number: number.value, receipt: receipt.value })
}
