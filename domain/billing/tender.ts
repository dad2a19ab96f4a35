import { ok, type Outcome, refuse } from '../errors.ts'
import { formatRupees } from '../money-text.ts'
import { type Paise, paise, subtract } from '../money.ts'

/**
 * The most cash that may be received from one person in a day, for one document, or for one visit on whatever days:
 * ₹1,99,999.99. Source: Income-tax Act 2025 s.186 (before April 2026: Act 1961 s.269ST a, b and c). What was paid back still
 * counts as received.
 */
export const cashLimit = paise(199_999_99)

export type Tender = { readonly mode: 'cash'; readonly amount: number; readonly tendered: number }

/**
 * Checks cash against what is due and the cash that already counts (today's of this person or that of the document and its
 * visit, whichever is more); gives the change.
 */
export function settle(tender: Tender, due: Paise, cashBefore: Paise): Outcome<{ readonly change: Paise }> {
  if (tender.amount > due) return refuse('overpayment', { due: formatRupees(due) })
  if (tender.tendered < tender.amount) return refuse('tendered-too-little')
  if (cashBefore + tender.amount > cashLimit) return refuse('cash-limit')
  return ok({ change: subtract(paise(tender.tendered), paise(tender.amount)) })
}
