import { ok, type Outcome, refuse } from '../errors.ts'

/** Above this share of the bill a person needs the right to give discounts. */
export type DiscountRule = { readonly limitBp: number; readonly mayExceed: boolean; readonly reason: string }

/** A discount needs a reason, and within the clinic's limit nobody's leave. The limit itself is still allowed. */
export function discountFault(
  bill: { readonly subtotal: number; readonly discount: number },
  rule: DiscountRule,
): Outcome<null> {
  if (bill.discount === 0) return ok(null)
  if (rule.reason.trim() === '') return refuse('reason-missing')
  const above = BigInt(bill.discount) * 10_000n > BigInt(rule.limitBp) * BigInt(bill.subtotal)
  if (!above || rule.mayExceed) return ok(null)
  const percent = Math.ceil((bill.discount / bill.subtotal) * 10_000) / 100
  return refuse('discount-not-allowed', { percent, limit: rule.limitBp / 100 })
}
