import type { BillLine } from '../tables/money.ts'
import { ok, type Outcome, refuse } from '../errors.ts'

/** Above this share of the bill a person needs the right to give discounts. */
export type DiscountRule = { readonly limitBp: number; readonly mayExceed: boolean; readonly reason: string }

/**
 * What these lines give away, paise: their discounts, and what a charge was made cheaper by typing another rate, which is a
 * discount by another name. `charged` holds the unit price of each charge. `subtotal` is what they come to before.
 */
export function givenAway(
  lines: readonly BillLine[],
  charged: ReadonlyMap<string, number>,
): { readonly subtotal: number; readonly discount: number } {
  let [subtotal, discount] = [0, 0]
  for (const { chargeItemId, unitPrice, quantity, discount: off } of lines) {
    const asked = chargeItemId === null ? unitPrice : Math.max(unitPrice, charged.get(chargeItemId) ?? unitPrice)
    subtotal += asked * quantity
    discount += (asked - unitPrice) * quantity + off
  }
  return { subtotal, discount }
}

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
