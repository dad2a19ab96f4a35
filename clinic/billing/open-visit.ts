import { ok, type Outcome, refuse } from '../../domain/errors.ts'
import { bill } from '../../domain/tables/money.ts'
import { encounter } from '../../domain/tables/visits.ts'
import { chargesOf, creditNoteOf, invoiceOfBill, newestBillOfVisit } from '../../db/queries/billing.ts'
import type { Writer } from '../../db/types.ts'
import { lineOfCharge } from './charges.ts'

/**
 * The bill of a visit: its draft, with charges that came meanwhile; the issued bill when nothing is left to bill; else a
 * new draft. Charges that somebody took off stay off.
 */
export function openVisitBill(tx: Writer, encounterId: string, today: string): Outcome<{ billId: string }> {
  const visit = tx.get(encounter, encounterId)
  if (!visit || visit.patientId === null) return refuse('not-found', { what: 'encounter' })
  const charges = chargesOf(tx, encounterId).filter(charge => charge.status === 'billable')
  const draft = newestBillOfVisit(tx, encounterId, 'draft')
  if (draft !== undefined && invoiceOfBill(tx, draft) === undefined) {
    addNewCharges(tx, draft, charges)
    return ok({ billId: draft })
  }
  const issued = newestBillOfVisit(tx, encounterId, 'issued')
  if (issued !== undefined && charges.length === 0 && stands(tx, issued)) return ok({ billId: issued })
  const billId = tx.newId()
  const { patientId, practitionerId } = visit
  tx.set(bill, billId, 'visit', { patientId, encounterId, practitionerId, date: today }, [])
  tx.set(bill, billId, 'lines', { lines: charges.map(charge => lineOfCharge(tx, charge)), discountReason: '' }, [])
  tx.set(bill, billId, 'status', { status: 'draft', invoiceId: null }, [])
  return ok({ billId })
}

/** Issued, and not reversed by a credit note. */
function stands(tx: Writer, billId: string): boolean {
  const issued = invoiceOfBill(tx, billId)
  return issued !== undefined && creditNoteOf(tx, issued.id) === undefined
}

function addNewCharges(tx: Writer, billId: string, charges: ReturnType<typeof chargesOf>): void {
  const seen = tx.see(bill, billId)
  if (!seen) return
  const lines = seen.row.lines ?? []
  const billed = new Set(lines.flatMap(line => line.chargeItemId ?? []))
  const fresh = charges.filter(charge => !billed.has(charge.id)).map(charge => lineOfCharge(tx, charge))
  if (fresh.length === 0) return
  const { discountReason } = seen.row
  tx.set(
    bill,
    billId,
    'lines',
    { lines: [...lines, ...fresh], discountReason: discountReason ?? '' },
    seen.clocks.lines,
  )
}
