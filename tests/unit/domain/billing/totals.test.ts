import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { billTotals, dearestLine, lineAmounts, linesFault } from '../../../../domain/billing/totals.ts'
import { gstModes, taxClasses } from '../../../../domain/gst.ts'
import type { BillLine } from '../../../../domain/tables/money.ts'

const lineOf = (changes: Partial<BillLine>): BillLine => ({
  id: crypto.randomUUID(),
  chargeItemId: null,
  description: 'Item',
  hsn: '3004',
  quantity: 1,
  unitPrice: 100_00,
  discount: 0,
  taxClass: 'taxable',
  rateBp: 500,
  ...changes,
})

const anyLine: fc.Arbitrary<BillLine> = fc
  .record({
    quantity: fc.integer({ min: 1, max: 9999 }),
    unitPrice: fc.integer({ min: 0, max: 10_000_000 }),
    share: fc.integer({ min: 0, max: 100 }),
    taxClass: fc.constantFrom(...taxClasses),
    rateBp: fc.constantFrom(0, 500, 1200, 1800, 2800, 4000),
  })
  .map(({ share, ...parts }) =>
    lineOf({ ...parts, discount: Math.floor((parts.quantity * parts.unitPrice * share) / 100) }),
  )
const anyBill = fc.array(anyLine, { maxLength: 40 })
const anyMode = fc.constantFrom(...gstModes)

describe('the totals of a bill', () => {
  it('are the sum of the lines to the paisa, with equal halves of tax and nothing negative', () => {
    fc.assert(
      fc.property(anyBill, anyMode, (lines, mode) => {
        const totals = billTotals(lines, mode)
        const amounts = lines.map(line => lineAmounts(line, mode))
        const sum = amounts.reduce((all, { amount }) => all + amount, 0)
        expect(totals.total).toBe(sum + totals.roundOff)
        expect(totals.taxable + totals.cgst + totals.sgst).toBe(sum)
        expect(totals.subtotal - totals.discount).toBe(sum)
        expect(totals.cgst).toBe(totals.sgst)
        expect(totals.total % 100).toBe(0)
        expect(Math.abs(totals.roundOff)).toBeLessThanOrEqual(50)
        for (const part of [totals.total, totals.taxable, totals.cgst, ...amounts.map(({ taxable }) => taxable)])
          expect(part).toBeGreaterThanOrEqual(0)
      }),
    )
  })

  it('agree with the rows of the GST summary', () => {
    fc.assert(
      fc.property(anyBill, lines => {
        const totals = billTotals(lines, 'regular')
        const sumOf = (name: 'taxable' | 'cgst' | 'sgst') => totals.taxRows.reduce((all, row) => all + row[name], 0)
        expect([sumOf('taxable'), sumOf('cgst'), sumOf('sgst')]).toEqual([totals.taxable, totals.cgst, totals.sgst])
      }),
    )
  })

  it('never carry tax without regular registration', () => {
    fc.assert(
      fc.property(anyBill, fc.constantFrom('unregistered' as const, 'composition' as const), (lines, mode) => {
        expect(billTotals(lines, mode)).toMatchObject({ cgst: 0, sgst: 0, taxRows: [] })
      }),
    )
  })

  it('are those of the bill that the accountant worked out', () => {
    const lines = [
      lineOf({ taxClass: 'exempt', rateBp: 0, unitPrice: 500_00 }),
      lineOf({ taxClass: 'exempt', rateBp: 0, unitPrice: 1_800_00, discount: 180_00 }),
      lineOf({ quantity: 2, unitPrice: 210_00 }),
      lineOf({ unitPrice: 184_70 }),
      lineOf({ unitPrice: 340_00 }),
    ]
    expect(billTotals(lines, 'regular')).toMatchObject({
      kind: 'invoice-cum-bill-of-supply',
      subtotal: 3_244_70,
      discount: 180_00,
      cgst: 22_50,
      sgst: 22_50,
      roundOff: 30,
      total: 3_065_00,
    })
  })

  it('take the discount off before tax', () => {
    expect(lineAmounts(lineOf({ unitPrice: 105_00, discount: 52_50 }), 'regular')).toMatchObject({
      amount: 52_50,
      taxable: 50_00,
      cgst: 1_25,
      sgst: 1_25,
    })
  })
})

describe('the kind of document', () => {
  const exempt = lineOf({ taxClass: 'exempt', rateBp: 0 })
  const taxed = lineOf({})
  it.each([
    ['unregistered', [exempt], 'receipt'],
    ['composition', [exempt], 'bill-of-supply'],
    ['regular', [exempt], 'bill-of-supply'],
    ['regular', [taxed], 'tax-invoice'],
    ['regular', [exempt, taxed], 'invoice-cum-bill-of-supply'],
  ] as const)('of a clinic that is %s goes by what is on the bill (%#)', (mode, lines, kind) => {
    expect(billTotals(lines, mode).kind).toBe(kind)
  })
})

describe('lines that cannot stand on a bill', () => {
  it('are a discount above its line', () => {
    expect(linesFault([lineOf({ discount: 100_01 })], 'regular')).toMatchObject({ code: 'discount-too-large' })
    expect(linesFault([lineOf({ discount: 100_00 })], 'regular').ok).toBe(true)
  })
  it('are tax in a clinic that may not charge any', () => {
    expect(linesFault([lineOf({})], 'unregistered')).toMatchObject({ code: 'gst-not-registered' })
    expect(linesFault([lineOf({})], 'composition')).toMatchObject({ code: 'gst-not-registered' })
  })
  it('are the same line or the same charge twice', () => {
    const charge = crypto.randomUUID()
    const twice = lineOf({})
    expect(linesFault([twice, twice], 'regular')).toMatchObject({ code: 'bad-input' })
    const charged = [lineOf({ chargeItemId: charge }), lineOf({ chargeItemId: charge })]
    expect(linesFault(charged, 'regular')).toMatchObject({ code: 'bad-input' })
  })
  it('are amounts that a sum could not hold', () => {
    expect(linesFault([lineOf({ quantity: 9999, unitPrice: dearestLine })], 'regular')).toMatchObject({
      code: 'bad-input',
    })
  })
})
