import { ok, type Outcome, refuse } from '../errors.ts'
import { formatRupees } from '../money-text.ts'
import { type Paise, paise, subtract } from '../money.ts'

/**
 * The most cash that may be received from one person in a day: ₹1,99,999.99. Source: Income-tax Act 2025 s.186 (before
 * April 2026: Act 1961 s.269ST). What was paid back the same day still counts as received.
 */
export const cashLimit = paise(199_999_99)

export type Tender = { readonly mode: 'cash'; readonly amount: number; readonly tendered: number }

/** Checks cash against what is due and what this person already paid in cash today; gives the change. */
export function settle(tender: Tender, due: Paise, cashToday: Paise): Outcome<{ readonly change: Paise }> {
  if (tender.amount > due) return refuse('overpayment', { due: formatRupees(due) })
  if (tender.tendered < tender.amount) return refuse('tendered-too-little')
  if (cashToday + tender.amount > cashLimit) return refuse('cash-limit')
  return ok({ change: subtract(paise(tender.tendered), paise(tender.amount)) })
}
