import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { discountFault, givenAway } from '../../../../domain/billing/discount.ts'
import { standing } from '../../../../domain/billing/payment-state.ts'
import { cashLimit, settle } from '../../../../domain/billing/tender.ts'
import { paise, zero } from '../../../../domain/money.ts'

const rule = { limitBp: 500, mayExceed: false, reason: 'Health camp' }

describe('a discount', () => {
  it('needs a reason', () => {
    expect(discountFault({ subtotal: 100_00, discount: 1 }, { ...rule, reason: '  ' })).toMatchObject({
      code: 'reason-missing',
    })
    expect(discountFault({ subtotal: 100_00, discount: 0 }, { ...rule, reason: '' }).ok).toBe(true)
  })
  it('may reach the limit of the clinic, and not a paisa more', () => {
    expect(discountFault({ subtotal: 100_00, discount: 5_00 }, rule).ok).toBe(true)
    expect(discountFault({ subtotal: 100_00, discount: 5_01 }, rule)).toMatchObject({
      code: 'discount-not-allowed',
      params: { percent: 5.01, limit: 5 },
    })
  })
  it('is also what a charge was made cheaper by another rate, and never less for one made dearer', () => {
    const of = (chargeItemId: string | null, unitPrice: number, discount = 0) =>
      ({ id: `${chargeItemId} ${unitPrice}`, chargeItemId, description: 'Item', hsn: '', quantity: 2, unitPrice, discount,
        taxClass: 'exempt', rateBp: 0 }) as const // prettier-ignore
    const charged = new Map(Object.entries({ fee: 500_00, therapy: 800_00 }))
    expect(givenAway([of('fee', 1_00)], charged)).toEqual({ subtotal: 1000_00, discount: 998_00 })
    expect(givenAway([of('therapy', 900_00, 10_00), of(null, 5_00)], charged)).toEqual({
      subtotal: 1810_00,
      discount: 10_00,
    })
  })
  it('may be larger for a person with the right', () => {
    expect(discountFault({ subtotal: 100_00, discount: 100_00 }, { ...rule, mayExceed: true }).ok).toBe(true)
  })
})

describe('cash', () => {
  const pay = (amount: number, tendered: number, due: number, today = 0) =>
    settle({ mode: 'cash', amount, tendered }, paise(due), paise(today))
  it('gives the change', () => {
    expect(pay(465_00, 500_00, 465_00)).toMatchObject({ ok: true, value: { change: 35_00 } })
  })
  it('below the amount to pay is refused', () => {
    expect(pay(465_00, 464_99, 465_00)).toMatchObject({ code: 'tendered-too-little' })
  })
  it('above what is due is refused, with what is due', () => {
    expect(pay(465_01, 500_00, 465_00)).toMatchObject({ code: 'overpayment', params: { due: '₹465.00' } })
  })
  it('of one person in a day stays below two lakh rupees', () => {
    expect(pay(cashLimit, cashLimit, cashLimit).ok).toBe(true)
    expect(pay(1, 1, 1, cashLimit)).toMatchObject({ code: 'cash-limit' })
    expect(pay(1_00_000_00, 1_00_000_00, 1_00_000_00, 1_00_000_00)).toMatchObject({ code: 'cash-limit' })
  })
})

describe('what is due', () => {
  it('is never negative, whatever two desks took', () => {
    const amount = fc.integer({ min: 0, max: 1_000_000 })
    fc.assert(
      fc.property(amount, amount, fc.boolean(), (total, received, cancelled) => {
        const { due, paid } = standing({ total, received, refunded: 0, cancelled })
        expect(due).toBeGreaterThanOrEqual(0)
        expect(paid).toBe(received)
        if (cancelled) expect(due).toBe(zero)
      }),
    )
  })
})
