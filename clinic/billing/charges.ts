import { ok, type Outcome, refuse } from '../../domain/errors.ts'
import type { bill } from '../../domain/tables/money.ts'
import { type BillLine, chargeItem } from '../../domain/tables/money.ts'
import { chargesOf } from '../../db/queries/billing.ts'
import type { Reader, RecordRow, Writer } from '../../db/types.ts'

type ChargeStatus = 'billable' | 'billed' | 'aborted'

/** Sets the status of a charge, unless it has that status already. */
export function setCharge(tx: Writer, id: string, status: ChargeStatus): void {
  const seen = tx.see(chargeItem, id)
  if (seen && seen.row.status !== status) tx.set(chargeItem, id, 'status', { status }, seen.clocks.status)
}

/**
 * A charge of the visit that was taken off the bill is aborted and stays off; one that was put back is billable again. A
 * line may only name a charge of the patient of the bill that is not billed elsewhere.
 */
export function markCharges(tx: Writer, row: RecordRow<typeof bill>, lines: readonly BillLine[]): Outcome<null> {
  const named = new Set(lines.flatMap(line => line.chargeItemId ?? []))
  for (const id of named) {
    const charge = tx.get(chargeItem, id)
    if (charge?.patientId !== row.patientId || charge.status === 'billed')
      return refuse('not-found', { what: 'chargeItem' })
    setCharge(tx, id, 'billable')
  }
  const before = (row.lines ?? []).flatMap(line => line.chargeItemId ?? [])
  const ofVisit = row.encounterId === null ? [] : chargesOf(tx, row.encounterId)
  const known = new Set([...before, ...ofVisit.filter(charge => charge.status === 'billable').map(charge => charge.id)])
  for (const id of known)
    if (!named.has(id) && tx.get(chargeItem, id)?.status === 'billable') setCharge(tx, id, 'aborted')
  return ok(null)
}

/** The unit price of each charge that these lines name, paise. */
export const chargedPrices = (
  reader: Reader,
  lines: readonly Pick<BillLine, 'chargeItemId'>[],
): ReadonlyMap<string, number> =>
  new Map(
    lines.flatMap(({ chargeItemId }) => {
      const charge = chargeItemId === null ? undefined : reader.get(chargeItem, chargeItemId)
      return charge ? [[charge.id, charge.unitPrice] as const] : []
    }),
  )

/** A charge as the line of a draft. */
export const lineOfCharge = (tx: Writer, charge: RecordRow<typeof chargeItem>): BillLine => ({
  id: tx.newId(),
  chargeItemId: charge.id,
  description: charge.description,
  hsn: charge.hsn,
  quantity: charge.quantity,
  unitPrice: charge.unitPrice,
  discount: 0,
  taxClass: charge.taxClass,
  rateBp: charge.rateBp,
})
