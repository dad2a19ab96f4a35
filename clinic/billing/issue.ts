import { discountFault, givenAway } from '../../domain/billing/discount.ts'
import { billTotals, lineAmounts, linesFault } from '../../domain/billing/totals.ts'
import type { Totals } from '../../domain/contract/shapes.ts'
import { ok, type Outcome, refuse } from '../../domain/errors.ts'
import { type BillLine, bill, chargeItem, invoice, invoiceLine } from '../../domain/tables/money.ts'
import { patient, practitioner } from '../../domain/tables/people.ts'
import { clinicRow } from '../../db/queries/people.ts'
import type { RecordRow, Writer } from '../../db/types.ts'
import type { SignedIn } from '../desk.ts'
import type { HandlersOf } from '../handlers-of.ts'
import { isCurrent, save } from '../save.ts'
import { freezeHead } from '../documents/clinic-head.ts'
import { type BillingRules, billingRules } from './bill-shown.ts'
import { chargedPrices, setCharge } from './charges.ts'
import { openDraft } from './drafts.ts'
import { patientDetail } from './patient-detail.ts'
import { receive } from './receive.ts'
import { trustClock } from './trust-clock.ts'

export const issueHandlers: HandlersOf<'billing.issue'> = {
  /** Number, document, lines, payment and what became of the charges: one entry, all or nothing. */
  'billing.issue': ({ intent, billId, expectedTotal, linesBase, payment, clockConfirmed }, context) =>
    save(context, 'billing.issue', intent, tx => {
      const open = openDraft(tx, billId)
      if (!open.ok) return open
      const { row, clocks } = open.value
      const lines = row.lines ?? []
      const rules = billingRules(tx)
      const totals = checkedTotals(tx, row, rules, context)
      if (!totals.ok) return totals
      if (!isCurrent(linesBase, clocks.lines) || totals.value.total !== expectedTotal)
        return refuse('changed-meanwhile')
      if (lines.some(line => isBilled(tx, line))) return refuse('changed-meanwhile')
      const trusted = trustClock(tx, context, clockConfirmed ?? false)
      if (!trusted.ok) return trusted
      const number = tx.nextNumber(totals.value.kind, context.today)
      if (!number.ok) return number
      const invoiceId = tx.newId()
      const document = { invoiceId, number: number.value, totals: totals.value, rules }
      const added = addInvoice(tx, row, document, context)
      if (!added.ok) return added
      addLines(tx, invoiceId, lines, rules)
      const { total, kind } = totals.value
      const received = payment
        ? receive(
            tx,
            { invoiceId, encounterId: row.encounterId, patientId: row.patientId, due: total },
            payment,
            context,
          )
        : ok({ change: 0, receiptNumber: null })
      if (!received.ok) return received
      tx.set(bill, billId, 'status', { status: 'issued', invoiceId }, clocks.status)
      for (const line of lines) if (line.chargeItemId !== null) setCharge(tx, line.chargeItemId, 'billed')
      const { change, receiptNumber } = received.value
      return ok({ invoiceId, number: number.value, kind, total, change, receiptNumber })
    }),
}

type Bill = RecordRow<typeof bill>

/** The charge of this line was billed by another bill since the draft was saved. */
const isBilled = (tx: Writer, { chargeItemId }: BillLine): boolean =>
  chargeItemId !== null && tx.get(chargeItem, chargeItemId)?.status === 'billed'

/** The totals, when these lines may be issued by this person. */
function checkedTotals(tx: Writer, row: Bill, rules: BillingRules, { person }: SignedIn): Outcome<Totals> {
  const lines = row.lines ?? []
  if (lines.length === 0) return refuse('bill-empty')
  const fault = linesFault(lines, rules.gstMode)
  if (!fault.ok) return fault
  const totals = billTotals(lines, rules.gstMode)
  const discount = discountFault(givenAway(lines, chargedPrices(tx, lines)), {
    limitBp: rules.discountLimitBp,
    mayExceed: person.permissions.has('billing.discount'),
    reason: row.discountReason ?? '',
  })
  return discount.ok ? ok(totals) : discount
}

type Document = {
  readonly invoiceId: string
  readonly number: string
  readonly totals: Totals
  readonly rules: BillingRules
}

/** Everything that the paper will say is frozen here: later edits of patient, doctor or clinic never change a document. */
function addInvoice(tx: Writer, row: Bill, document: Document, context: SignedIn): Outcome<null> {
  const who = tx.get(patient, row.patientId)
  if (!who || who.name === null) return refuse('not-found', { what: 'patient' })
  const own = clinicRow(tx)
  if (!own) return refuse('not-found', { what: 'clinic' })
  const doctor = row.practitionerId === null ? undefined : tx.get(practitioner, row.practitionerId)
  const { taxRows: _rows, ...sums } = document.totals
  tx.add(invoice, document.invoiceId, {
    ...sums,
    billId: row.id,
    number: document.number,
    date: context.today,
    issuedAt: context.now,
    patientId: row.patientId,
    encounterId: row.encounterId,
    practitionerId: row.practitionerId,
    patientName: who.name,
    patientNativeName: who.nativeName ?? '',
    patientDetail: patientDetail(who, context.today, document.rules.language),
    patientMrn: who.mrn ?? '',
    patientPhone: who.phone,
    ...freezeHead(own),
    practitionerName: doctor?.name ?? '',
    practitionerRegistration: doctor?.registrationNumber ?? '',
    gstMode: document.rules.gstMode,
    gstin: document.rules.gstin,
    language: document.rules.language,
    cashier: context.person.displayName,
  })
  return ok(null)
}

function addLines(tx: Writer, invoiceId: string, lines: readonly BillLine[], { gstMode }: BillingRules): void {
  for (const [index, line] of lines.entries()) {
    const { taxable, cgst, sgst, amount, rateBp } = lineAmounts(line, gstMode)
    const { chargeItemId, description, hsn, quantity, unitPrice, discount, taxClass } = line
    tx.add(invoiceLine, tx.newId(), {
      invoiceId,
      position: index + 1,
      chargeItemId,
      description,
      hsn,
      quantity,
      unitPrice,
      discount,
      taxClass,
      rateBp,
      taxable,
      cgst,
      sgst,
      amount,
    })
  }
}
