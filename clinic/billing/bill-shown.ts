import type { BillDraft } from '../../domain/contract/shapes.ts'
import { billTotals } from '../../domain/billing/totals.ts'
import type { bill } from '../../domain/tables/money.ts'
import { practitioner } from '../../domain/tables/people.ts'
import { clinicRow } from '../../db/queries/people.ts'
import type { Reader, Seen } from '../../db/types.ts'
import type { SignedIn } from '../desk.ts'
import { patientBriefs } from '../patients/brief.ts'
import { chargedPrices } from './charges.ts'

/** What decides totals and discounts of this clinic. */
export type BillingRules = {
  readonly gstMode: 'unregistered' | 'composition' | 'regular'
  readonly gstin: string | null
  readonly discountLimitBp: number
  readonly language: 'en' | 'hi'
}

export function billingRules(reader: Reader): BillingRules {
  const row = clinicRow(reader)
  const gstMode = row?.gstMode ?? 'unregistered'
  return {
    gstMode,
    gstin: gstMode === 'unregistered' ? null : (row?.gstin ?? null),
    discountLimitBp: row?.discountLimitBp ?? 0,
    language: row?.documentLanguage ?? 'en',
  }
}

/** A bill as the screen edits it; undefined when its patient is not held here. */
export function billShown(
  context: Pick<SignedIn, 'store' | 'person' | 'today'>,
  seen: Seen<typeof bill>,
): BillDraft | undefined {
  const reader = context.store.read
  const { row, clocks } = seen
  const [brief] = patientBriefs(context, [row.patientId])
  if (!brief) return undefined
  const rules = billingRules(reader)
  const lines = [...(row.lines ?? [])]
  return {
    id: row.id,
    patient: brief,
    encounterId: row.encounterId,
    practitionerId: row.practitionerId,
    practitionerName: row.practitionerId === null ? '' : (reader.get(practitioner, row.practitionerId)?.name ?? ''),
    date: row.date,
    lines,
    discountReason: row.discountReason ?? '',
    status: row.status ?? 'draft',
    invoiceId: row.invoiceId,
    totals: billTotals(lines, rules.gstMode),
    charged: [...chargedPrices(reader, lines)].map(([chargeItemId, unitPrice]) => ({ chargeItemId, unitPrice })),
    gstMode: rules.gstMode,
    discountLimitBp: rules.discountLimitBp,
    linesClocks: [...clocks.lines],
    statusClocks: [...clocks.status],
  }
}
