import { ok, type Outcome, refuse } from '../../domain/errors.ts'
import { creditNote, invoice, refund } from '../../domain/tables/money.ts'
import { encounter } from '../../domain/tables/visits.ts'
import { documentRow, invoiceLines, isBilledElsewhere } from '../../db/queries/billing.ts'
import type { FactRow, Writer } from '../../db/types.ts'
import type { SignedIn } from '../desk.ts'
import type { HandlersOf } from '../handlers-of.ts'
import { save } from '../save.ts'
import { setCharge } from './charges.ts'
import { documentLine } from './document-line.ts'
import { trustClock } from './trust-clock.ts'

export const cancelHandlers: HandlersOf<'billing.cancel'> = {
  /**
   * Reverses a whole document, once. The document stays as it was issued. Money that was paid goes back in the same entry,
   * for a cancelled document must not keep it; `changed-meanwhile` when it is not the amount that the person was told. The
   * charges of the visit can be billed anew, but for those that another document bills, or of a visit that was cancelled.
   */
  'billing.cancel': ({ intent, invoiceId, reason, expectedRefund, clockConfirmed }, context) => {
    if (expectedRefund > 0 && !context.person.permissions.has('billing.refund'))
      return refuse('not-allowed', { permission: 'billing.refund' })
    return save(context, 'billing.cancel', intent, tx => {
      const row = documentRow(tx, invoiceId)
      const original = tx.get(invoice, invoiceId)
      if (!row || !original) return refuse('not-found', { what: 'invoice' })
      if (row.cancelledBy !== null) return refuse('document-cancelled', { number: row.cancelledBy })
      const { paid } = documentLine(row)
      if (paid !== expectedRefund) return refuse('changed-meanwhile')
      const trusted = trustClock(tx, context, clockConfirmed ?? false)
      if (!trusted.ok) return trusted
      const number = tx.nextNumber('credit-note', context.today)
      if (!number.ok) return number
      const creditNoteId = tx.newId()
      const { taxable, cgst, sgst, roundOff, total, patientId } = original
      tx.add(creditNote, creditNoteId, {
        invoiceId,
        number: number.value,
        date: context.today,
        issuedAt: context.now,
        patientId,
        reason: reason.trim(),
        taxable,
        cgst,
        sgst,
        roundOff,
        total,
        cashier: context.person.displayName,
      })
      const refunded = payBackCash(tx, { creditNoteId, invoiceId, patientId, amount: paid, reason }, context)
      if (!refunded.ok) return refunded
      freeCharges(tx, original)
      return ok({ creditNoteId, number: number.value, refunded: paid, refundNumber: refunded.value })
    })
  },
}

/** What became of the charges of a document that no longer stands. */
function freeCharges(tx: Writer, { id: invoiceId, patientId, encounterId }: FactRow<typeof invoice>): void {
  const visit = encounterId === null ? undefined : tx.get(encounter, encounterId)
  const status = visit?.status === 'cancelled' ? 'aborted' : 'billable'
  for (const { chargeItemId } of invoiceLines(tx, invoiceId))
    if (chargeItemId !== null && !isBilledElsewhere(tx, chargeItemId, { invoiceId, patientId }))
      setCharge(tx, chargeItemId, status)
}

type PayBack = {
  readonly creditNoteId: string
  readonly invoiceId: string
  readonly patientId: string
  readonly amount: number
  readonly reason: string
}

/** Pays back in cash with a number of its own; null when nothing was paid. A refund belongs to today, always. */
function payBackCash(tx: Writer, what: PayBack, { person, today, now }: SignedIn): Outcome<string | null> {
  if (what.amount === 0) return ok(null)
  const number = tx.nextNumber('refund-receipt', today)
  if (!number.ok) return number
  tx.add(refund, tx.newId(), {
    ...what,
    number: number.value,
    mode: 'cash',
    date: today,
    paidAt: now,
    reason: what.reason.trim(),
    cashier: person.displayName,
  })
  return number
}
