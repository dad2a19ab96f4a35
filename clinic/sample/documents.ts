import { lineAmounts } from '../../domain/billing/totals.ts'
import { creditNote, invoice, invoiceLine, payment, refund } from '../../domain/tables/money.ts'
import { freezeHead } from '../documents/clinic-head.ts'
import { patientDetail } from '../billing/patient-detail.ts'
import { added, type SampleChange, type SampleEntry, type Taken } from './sample-entry.ts'
import { sampleContact, sampleIdentity, sampleStateCode, type Scene } from './sample-scene.ts'
import { billChanges, totalsOf, type Visit } from './visit.ts'

export type Issued = {
  readonly invoiceId: string
  readonly total: number
  readonly paid: number
  readonly entry: SampleEntry
}

/** The sample's clinic never moves, so every document has the same head. */
const head = freezeHead({ ...sampleIdentity, ...sampleContact, stateCode: sampleStateCode })

/** Issues the bill of a visit: document, lines and what was paid at once in cash. `before` is written with it. */
export function issue(
  scene: Scene,
  visit: Visit,
  ms: number,
  paidShare: PaidShare,
  before: readonly SampleChange[],
): Issued {
  const invoiceId = scene.newId(ms)
  const totals = totalsOf(visit)
  const taken: Taken[] = []
  const number = scene.counters.document(totals.kind, visit.date)
  taken.push(number)
  const paid = paidAmount(totals.total, paidShare)
  const changes: SampleChange[] = [...before]
  if (scene.size.whole) changes.push(...billChanges(visit, invoiceId))
  const { kind, subtotal, discount, taxable, cgst, sgst, roundOff, total } = totals
  changes.push(
    added(invoice, invoiceId, {
      billId: visit.billId,
      number: number.number,
      date: visit.date,
      issuedAt: new Date(ms).toISOString(),
      patientId: visit.who.id,
      encounterId: visit.encounterId,
      practitionerId: visit.doctor.id,
      patientName: visit.who.name,
      patientNativeName: visit.who.nativeName,
      patientDetail: patientDetail(visit.who.demographics, visit.date, scene.language),
      patientMrn: visit.who.mrn,
      patientPhone: visit.who.phone,
      ...head,
      practitionerName: visit.doctor.name,
      practitionerRegistration: visit.doctor.registrationNumber,
      gstMode: 'regular',
      gstin: scene.gstin,
      language: scene.language,
      cashier: scene.cashier.displayName,
      kind, subtotal, discount, taxable, cgst, sgst, roundOff, total,
    }),
    ...lineChanges(scene, visit, invoiceId, ms),
  ) // prettier-ignore
  if (paid > 0) {
    const receipt = scene.counters.document('payment-receipt', visit.date)
    taken.push(receipt)
    const tendered = tenderedFor(scene, paid)
    changes.push(
      added(payment, scene.newId(ms), {
        invoiceId,
        patientId: visit.who.id,
        number: receipt.number,
        mode: 'cash',
        amount: paid,
        tendered,
        change: tendered - paid,
        date: visit.date,
        receivedAt: new Date(ms).toISOString(),
        cashier: scene.cashier.displayName,
      }),
    )
  }
  return { invoiceId, total, paid, entry: scene.entry(ms, scene.cashier, changes, taken) }
}

export type PaidShare = 'all' | 'part' | 'nothing'

function paidAmount(total: number, share: PaidShare): number {
  if (share === 'nothing' || total === 0) return 0
  return share === 'all' ? total : Math.max(100_00, Math.floor(total / 200_00) * 100_00)
}

/** Exact money, or notes of 100 and 500 rupees and the change. */
const tenderedFor = (scene: Scene, amount: number): number => {
  const note = scene.random.weighted([[1, 45], [100_00, 30], [500_00, 25]] as const) // prettier-ignore
  return Math.ceil(amount / note) * note
}

const lineChanges = (scene: Scene, visit: Visit, invoiceId: string, ms: number): readonly SampleChange[] =>
  visit.lines.map((line, index) => {
    const { taxable, cgst, sgst, amount, rateBp } = lineAmounts(line, 'regular')
    const { chargeItemId, description, hsn, quantity, unitPrice, discount, taxClass } = line
    return added(invoiceLine, scene.newId(ms), {
      invoiceId,
      position: index + 1,
      chargeItemId, description, hsn, quantity, unitPrice, discount, taxClass, rateBp, taxable, cgst, sgst, amount,
    })
  }) // prettier-ignore

const reasons = ['Wrong patient', 'Therapy not taken, patient left', 'Billed twice', 'Wrong doctor chosen'] as const

/** Cancels an issued document by a credit note and gives back what was paid. */
export function cancel(scene: Scene, visit: Visit, issued: Issued, ms: number): SampleEntry {
  const creditNoteId = scene.newId(ms)
  const reason = scene.random.pick(reasons)
  const number = scene.counters.document('credit-note', visit.date)
  const taken: Taken[] = [number]
  const { taxable, cgst, sgst, roundOff, total } = totalsOf(visit)
  const common = {
    invoiceId: issued.invoiceId,
    date: visit.date,
    patientId: visit.who.id,
    reason,
    cashier: scene.admin.displayName,
  }
  const at = new Date(ms).toISOString()
  const changes: SampleChange[] = [
    added(creditNote, creditNoteId, {
      ...common,
      number: number.number,
      issuedAt: at,
      taxable,
      cgst,
      sgst,
      roundOff,
      total,
    }),
  ]
  if (issued.paid > 0) {
    const back = scene.counters.document('refund-receipt', visit.date)
    taken.push(back)
    changes.push(
      added(refund, scene.newId(ms), {
        ...common,
        creditNoteId,
        number: back.number,
        mode: 'cash',
        amount: issued.paid,
        paidAt: at,
      }),
    )
  }
  return scene.entry(ms, scene.admin, changes, taken)
}
