import { ok, type Outcome, refuse } from '../../domain/errors.ts'
import { formatRupees } from '../../domain/money-text.ts'
import { paise } from '../../domain/money.ts'
import { creditNote, invoice, refund } from '../../domain/tables/money.ts'
import { documentRow, invoiceLines } from '../../db/queries/billing.ts'
import type { Writer } from '../../db/types.ts'
import type { SignedIn } from '../desk.ts'
import type { HandlersOf } from '../handlers-of.ts'
import { save } from '../save.ts'
import { setCharge } from './charges.ts'
import { documentLine } from './document-line.ts'

export const cancelHandlers: HandlersOf<'billing.cancel'> = {
  /**
   * Reverses a whole document, once. The document stays as it was issued. Money that was paid goes back in the same entry,
   * for a cancelled document must not keep it. The charges of the visit can be billed anew.
   */
  'billing.cancel': ({ intent, invoiceId, reason, refund: payBack }, context) => {
    if (payBack && !context.person.permissions.has('billing.refund'))
      return refuse('not-allowed', { permission: 'billing.refund' })
    return save(context, 'billing.cancel', intent, tx => {
      const row = documentRow(tx, invoiceId)
      const original = tx.get(invoice, invoiceId)
      if (!row || !original) return refuse('not-found', { what: 'invoice' })
      if (row.cancelledBy !== null) return refuse('document-cancelled', { number: row.cancelledBy })
      const { paid } = documentLine(row)
      if (paid > 0 && !payBack) return refuse('refund-needed', { paid: formatRupees(paise(paid)) })
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
      for (const { chargeItemId } of invoiceLines(tx, invoiceId))
        if (chargeItemId !== null) setCharge(tx, chargeItemId, 'billable')
      return ok({ creditNoteId, number: number.value, refunded: paid, refundNumber: refunded.value })
    })
  },
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
