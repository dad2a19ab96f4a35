import type { BillDraft } from '../../domain/contract/shapes.ts'
import { ok, type Outcome, refuse } from '../../domain/errors.ts'
import { billTotals, linesFault } from '../../domain/billing/totals.ts'
import { bill } from '../../domain/tables/money.ts'
import { patient } from '../../domain/tables/people.ts'
import { emptyDraftOf, invoiceOfBill } from '../../db/queries/billing.ts'
import type { Seen, Writer } from '../../db/types.ts'
import type { SignedIn } from '../desk.ts'
import type { HandlersOf } from '../handlers-of.ts'
import { checkBase, save } from '../save.ts'
import { billingRules, billShown } from './bill-shown.ts'
import { markCharges } from './charges.ts'
import { openVisitBill } from './open-visit.ts'

export const draftBillHandlers: HandlersOf<
  | 'billing.openVisit'
  | 'billing.newBill'
  | 'billing.draft'
  | 'billing.preview'
  | 'billing.saveLines'
  | 'billing.discard'
> = {
  'billing.openVisit': ({ intent, encounterId }, context) => {
    const saved = save(context, 'billing.openVisit', intent, tx => openVisitBill(tx, encounterId, context.today))
    return saved.ok ? readBill(context, saved.value.billId) : saved
  },

  'billing.newBill': ({ intent, patientId }, context) => {
    const { today } = context
    const saved = save(context, 'billing.newBill', intent, tx => {
      const who = tx.get(patient, patientId)
      if (!who || who.name === null || who.deletedAt !== null) return refuse('not-found', { what: 'patient' })
      const held = emptyDraftOf(tx, patientId, today)
      if (held !== undefined) return ok({ billId: held })
      const billId = tx.newId()
      tx.set(bill, billId, 'visit', { patientId, encounterId: null, practitionerId: null, date: today }, [])
      tx.set(bill, billId, 'lines', { lines: [], discountReason: '' }, [])
      tx.set(bill, billId, 'status', { status: 'draft', invoiceId: null }, [])
      return ok({ billId })
    })
    return saved.ok ? readBill(context, saved.value.billId) : saved
  },

  'billing.draft': ({ billId }, context) => readBill(context, billId),

  'billing.preview': ({ lines }, { store }) => {
    const { gstMode } = billingRules(store.read)
    const fault = linesFault(lines, gstMode)
    return fault.ok ? ok(billTotals(lines, gstMode)) : fault
  },

  'billing.saveLines': ({ intent, billId, lines, discountReason, base }, context) => {
    const fault = linesFault(lines, billingRules(context.store.read).gstMode)
    if (!fault.ok) return fault
    const saved = save(context, 'billing.saveLines', intent, tx => {
      const open = openDraft(tx, billId)
      if (!open.ok) return open
      const current = checkBase(base, open.value.clocks.lines)
      if (!current.ok) return current
      const marked = markCharges(tx, open.value.row, lines)
      if (!marked.ok) return marked
      tx.set(bill, billId, 'lines', { lines, discountReason }, open.value.clocks.lines)
      return ok({ billId })
    })
    return saved.ok ? readBill(context, saved.value.billId) : saved
  },

  'billing.discard': ({ intent, billId, base }, context) =>
    save(context, 'billing.discard', intent, tx => {
      const open = openDraft(tx, billId)
      if (!open.ok) return open
      const current = checkBase(base, open.value.clocks.status)
      if (!current.ok) return current
      tx.set(bill, billId, 'status', { status: 'discarded', invoiceId: null }, open.value.clocks.status)
      return ok({ done: true as const })
    }),
}

/** A bill that may still be changed: issued is final here, whatever another PC did to the draft meanwhile. */
export function openDraft(tx: Writer, billId: string): Outcome<Seen<typeof bill>> {
  const seen = tx.see(bill, billId)
  if (!seen) return refuse('not-found', { what: 'bill' })
  const issued = invoiceOfBill(tx, billId)
  if (issued) return refuse('bill-issued', { number: issued.number })
  return seen.row.status === 'discarded' ? refuse('bill-discarded') : ok(seen)
}

function readBill(context: SignedIn, billId: string): Outcome<BillDraft> {
  const seen = context.store.read.see(bill, billId)
  const shown = seen && billShown(context, seen)
  return shown ? ok(shown) : refuse('not-found', { what: 'bill' })
}
