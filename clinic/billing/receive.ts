import { settle, type Tender } from '../../domain/billing/tender.ts'
import { ok, type Outcome } from '../../domain/errors.ts'
import { type Paise, paise } from '../../domain/money.ts'
import { payment } from '../../domain/tables/money.ts'
import { cashForOccasion, cashReceived } from '../../db/queries/billing.ts'
import type { Writer } from '../../db/types.ts'
import type { SignedIn } from '../desk.ts'

export type Receivable = {
  readonly invoiceId: string
  readonly encounterId: string | null
  readonly patientId: string
  readonly due: number
}

export type Received = {
  readonly paymentId: string
  readonly receiptNumber: string
  readonly change: Paise
  readonly due: Paise
}

/** Takes cash for a document, with a receipt number of its own, in the transaction of whoever calls. */
export function receive(tx: Writer, from: Receivable, tender: Tender, context: SignedIn): Outcome<Received> {
  const cashBefore = Math.max(cashReceived(tx, from.patientId, context.today), cashForOccasion(tx, from))
  const settled = settle(tender, paise(from.due), paise(cashBefore))
  if (!settled.ok) return settled
  const number = tx.nextNumber('payment-receipt', context.today)
  if (!number.ok) return number
  const paymentId = tx.newId()
  tx.add(payment, paymentId, {
    invoiceId: from.invoiceId,
    patientId: from.patientId,
    number: number.value,
    mode: tender.mode,
    amount: tender.amount,
    tendered: tender.tendered,
    change: settled.value.change,
    date: context.today,
    receivedAt: context.now,
    cashier: context.person.displayName,
  })
  const due = paise(from.due - tender.amount)
  return ok({ paymentId, receiptNumber: number.value, change: settled.value.change, due })
}
