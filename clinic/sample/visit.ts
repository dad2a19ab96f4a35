import { billTotals } from '../../domain/billing/totals.ts'
import { bill, chargeItem, type BillLine } from '../../domain/tables/money.ts'
import { encounter, type appointmentTypes, type encounterStatuses } from '../../domain/tables/visits.ts'
import type { LocalDate } from '../../domain/time.ts'
import { consultation, extras, type Priced } from './price-list.ts'
import type { Registered } from './registration.ts'
import { first, type SampleChange } from './sample-entry.ts'
import type { SampleDoctor, Scene } from './sample-scene.ts'

export type Visit = {
  readonly encounterId: string
  readonly billId: string
  readonly who: Registered
  readonly doctor: SampleDoctor
  readonly date: LocalDate
  readonly lines: readonly BillLine[]
  readonly discountReason: string
}

/** What is charged is settled here; what is written of it depends on how far the visit came. */
export function visitOf(scene: Scene, who: Registered, doctor: SampleDoctor, date: LocalDate, ms: number): Visit {
  const { random, newId } = scene
  const charged = [
    { priced: consultation(doctor.name, doctor.consultationFee / 100), quantity: 1 },
    ...extras(random, doctor.system),
  ]
  const discounted = random.perMille(35)
  const lines = charged.map(({ priced, quantity }, index) => ({
    id: newId(ms),
    chargeItemId: scene.size.whole ? newId(ms) : null,
    ...fieldsOf(priced),
    quantity,
    discount: discounted && index === 0 ? Math.round(priced.unitPrice / 2000) * 100 : 0,
  }))
  const discountReason = lines.some(line => line.discount > 0) ? 'Senior citizen' : ''
  return { encounterId: newId(ms), billId: newId(ms), who, doctor, date, lines, discountReason }
}

const fieldsOf = ({ description, hsn, unitPrice, taxClass, rateBp }: Priced) => ({
  description, hsn, unitPrice, taxClass, rateBp,
}) // prettier-ignore

export const encounterChanges = (
  { encounterId, who, doctor, date }: Visit,
  status: (typeof encounterStatuses)[number],
  appointmentType: (typeof appointmentTypes)[number],
): readonly SampleChange[] => [
  first(encounter, encounterId, 'visit', { patientId: who.id, practitionerId: doctor.id, date, appointmentType }),
  first(encounter, encounterId, 'status', { status }),
]

/** The charges behind the lines; the consultation came by itself. */
export const chargeChanges = (visit: Visit, status: 'billable' | 'billed' | 'aborted'): readonly SampleChange[] =>
  visit.lines.flatMap((line, index) => {
    if (line.chargeItemId === null) return []
    const { description, hsn, quantity, unitPrice, taxClass, rateBp } = line
    return [
      first(chargeItem, line.chargeItemId, 'item', {
        encounterId: visit.encounterId,
        patientId: visit.who.id,
        practitionerId: visit.doctor.id,
        date: visit.date,
        description, hsn, quantity, unitPrice, taxClass, rateBp,
        automatic: index === 0,
      }),
      first(chargeItem, line.chargeItemId, 'status', { status }),
    ]
  }) // prettier-ignore

/** The draft that the document was, or will be, made from. */
export const billChanges = (visit: Visit, invoiceId: string | null): readonly SampleChange[] => [
  first(bill, visit.billId, 'visit', {
    patientId: visit.who.id,
    encounterId: visit.encounterId,
    practitionerId: visit.doctor.id,
    date: visit.date,
  }),
  first(bill, visit.billId, 'lines', { lines: [...visit.lines], discountReason: visit.discountReason }),
  first(bill, visit.billId, 'status', { status: invoiceId === null ? 'draft' : 'issued', invoiceId }),
]

export const totalsOf = (visit: Visit) => billTotals(visit.lines, 'regular')
