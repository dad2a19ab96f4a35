/** The work of a clinic as entries: registrations, edits of one field, and bills of five rows. Seeded, so that runs compare. */
import { ok, type Outcome } from '../../domain/errors.ts'
import { medicalRecordNumber } from '../../domain/numbers.ts'
import { bill, invoice, invoiceLine, payment } from '../../domain/tables/money.ts'
import { patient } from '../../domain/tables/people.ts'
import type { BulkStep } from '../../db/bulk-load.ts'
import type { OpenStore } from '../../db/open-store.ts'
import type { Writer } from '../../db/types.ts'

export const ACTOR = '0190c0de-0000-7000-8000-00000000000a'
const DAY = '2026-11-22'
/** In another series of numbers: one has six digits. */
const YEAR_BEFORE = '2025-11-22'

const first = ['Lakshmi', 'Ramesh', 'Suresh', 'Anita', 'Sunita', 'Vijay', 'Kumar', 'Priya', 'Meena', 'Arjun', 'Kavita', 'Deepak', 'Fatima', 'Joseph', 'Harpreet', 'Senthil', 'Yamini', 'Bhavna', 'Chitra', 'Gopal'] // prettier-ignore
const last = ['Sharma', 'Iyer', 'Chaudhary', 'Patel', 'Reddy', 'Nair', 'Das', 'Kulkarni', 'Joshi', 'Pillai', 'Khan', 'Fernandes', 'Singh', 'Murugan', 'Rao', 'Shah', 'Bose', 'Yadav', 'Gowda', 'Mehta'] // prettier-ignore
const middle = ['', '', 'Devi', 'Prasad', 'Bai', 'Nath', 'Rani', 'Lal'] // prettier-ignore

/** Numbers from 0 to below 1, the same for the same seed. Source: mulberry32, T. Ettinger, public domain. */
export function seeded(seed: number): () => number {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
}

export type Dice = { readonly one: <T>(of: readonly T[]) => T; readonly below: (limit: number) => number }

export function diceOf(seed: number): Dice {
  const random = seeded(seed)
  const below = (limit: number): number => Math.floor(random() * limit)
  return {
    below,
    one: of => {
      const found = of[below(of.length)]
      if (found === undefined) throw new Error('nothing to choose from')
      return found
    },
  }
}

export const nameOf = (dice: Dice): string =>
  [dice.one(first), dice.one(middle), dice.one(last)].filter(part => part !== '').join(' ')

export const phoneOf = (dice: Dice): string => `+919${String(dice.below(1_000_000_000)).padStart(9, '0')}`

export function registerStep(store: OpenStore, dice: Dice, id: string): BulkStep {
  const name = nameOf(dice)
  const phone = phoneOf(dice)
  return stepOf(store, tx => {
    tx.set(patient, id, 'name', { name, nativeName: '' }, [])
    tx.set(patient, id, 'demographics', { sex: 'female', birthDate: '1981-04-02', birthPrecision: 'day' }, [])
    tx.set(patient, id, 'identifier', { mrn: medicalRecordNumber(store.deviceCode, tx.nextCount('mrn')) }, [])
    tx.set(patient, id, 'telecom', { phone, phoneRelation: 'self' }, [])
    tx.set(patient, id, 'address', { address: '12, M G Road', city: 'Pune', pincode: '411001' }, [])
    return ok(null)
  })
}

export function editStep(store: OpenStore, dice: Dice, id: string): BulkStep {
  const values = { address: `${dice.below(400)}, Station Road`, city: 'Pune', pincode: '411004' }
  const phone = phoneOf(dice)
  const moves = dice.below(2) === 0
  return stepOf(store, tx => {
    const clocks = tx.see(patient, id)?.clocks
    if (moves) tx.set(patient, id, 'address', values, clocks?.address ?? [])
    else tx.set(patient, id, 'telecom', { phone, phoneRelation: 'self' }, clocks?.telecom ?? [])
    return ok(null)
  })
}

/** A draft, its document with two lines, and the payment: five rows. */
export function billStep(store: OpenStore, patientId: string): BulkStep {
  return stepOf(store, tx => writeBill(tx, patientId))
}

export function writeBill(tx: Writer, patientId: string, day = DAY): Outcome<null> {
  const [billId, invoiceId] = [tx.newId(), tx.newId()]
  const number = tx.nextNumber('bill-of-supply', day)
  const receipt = tx.nextNumber('payment-receipt', day)
  if (!number.ok) return number
  if (!receipt.ok) return receipt
  const visit = { patientId, encounterId: null, practitionerId: null, date: day }
  const line = { description: 'Consultation', hsn: '999312', quantity: 1, unitPrice: 25_000, discount: 0, taxClass: 'exempt', rateBp: 0 } as const // prettier-ignore
  tx.set(bill, billId, 'visit', visit, [])
  tx.set(bill, billId, 'lines', { lines: [1, 2].map(() => ({ id: tx.newId(), chargeItemId: null, ...line })), discountReason: '' }, []) // prettier-ignore
  tx.set(bill, billId, 'status', { status: 'issued', invoiceId }, [])
  tx.add(invoice, invoiceId, {
    billId, kind: 'bill-of-supply', number: number.value, date: day, issuedAt: tx.now, patientId, encounterId: null,
    practitionerId: null, patientName: 'Lakshmi Iyer', patientNativeName: '', patientDetail: '45 F',
    patientMrn: 'A1K7-000123', patientPhone: '+919822041763',
    clinicLegalName: 'Shanti Health LLP', clinicDisplayName: 'Shanti Clinic', clinicAddress: '12 Paud Road, Kothrud',
    clinicCity: 'Pune', clinicPincode: '411038', clinicPhone: '+919822041763', stateCode: '27',
    practitionerName: 'Dr. Rao', practitionerRegistration: 'MMC 12345', gstMode: 'unregistered', gstin: null,
    subtotal: 50_000, discount: 0, taxable: 50_000, cgst: 0, sgst: 0, roundOff: 0, total: 50_000, language: 'en',
    cashier: 'Asha',
  }) // prettier-ignore
  for (const position of [1, 2]) {
    const amounts = { taxable: 25_000, cgst: 0, sgst: 0, amount: 25_000 }
    tx.add(invoiceLine, tx.newId(), { invoiceId, position, chargeItemId: null, ...line, ...amounts })
  }
  tx.add(payment, tx.newId(), {
    invoiceId, patientId, number: receipt.value, mode: 'cash', amount: 50_000, tendered: 50_000, change: 0, date: day,
    receivedAt: tx.now, cashier: 'Asha',
  }) // prettier-ignore
  return ok(null)
}

function stepOf(store: OpenStore, work: BulkStep['work']): BulkStep {
  return { actor: ACTOR, intent: store.engine.ports.newId(), work }
}

/** Of ten entries three registrations, four edits and three bills: 22 rows. */
export const ROWS_PER_ENTRY = 2.2

export function* mixture(store: OpenStore, entries: number, seed: number): Generator<BulkStep> {
  const dice = diceOf(seed)
  const ids: string[] = []
  for (let n = 0; n < entries; n++) {
    if (n % 10 < 3) {
      const id = store.engine.ports.newId()
      ids.push(id)
      yield registerStep(store, dice, id)
    } else if (n % 10 < 7) yield editStep(store, dice, dice.one(ids))
    else yield billStep(store, dice.one(ids))
  }
}

/** A clinic's past: all patients, then all their bills, half of them of the year before. */
export function* past(store: OpenStore, patients: number, bills: number, seed: number): Generator<BulkStep> {
  const dice = diceOf(seed)
  const ids: string[] = []
  for (let n = 0; n < patients; n++) {
    const id = store.engine.ports.newId()
    ids.push(id)
    yield registerStep(store, dice, id)
  }
  for (let n = 0; n < bills; n++) {
    const [patientId, day] = [dice.one(ids), n < bills / 2 ? YEAR_BEFORE : DAY]
    yield stepOf(store, tx => writeBill(tx, patientId, day))
  }
}
