import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { gstinCheckDigit, gstinFault, taxInside } from '../../../domain/gst.ts'
import { allocate, paise, percentOf, roundToRupee } from '../../../domain/money.ts'
import { amountInWords, formatAmount, formatRupees, parseAmount } from '../../../domain/money-text.ts'

const amounts = fc.integer({ min: 0, max: 99_999_999_99 }).map(paise)

describe('money', () => {
  test('a fraction of a paisa is refused', () => {
    expect(() => paise(0.5)).toThrow(RangeError)
    expect(() => paise(Number.MAX_SAFE_INTEGER + 1)).toThrow(RangeError)
  })

  test('digits are grouped the Indian way', () => {
    expect(formatAmount(paise(0))).toBe('0.00')
    expect(formatAmount(paise(5))).toBe('0.05')
    expect(formatAmount(paise(99_999))).toBe('999.99')
    expect(formatAmount(paise(100_000))).toBe('1,000.00')
    expect(formatRupees(paise(12_345_600))).toBe('₹1,23,456.00')
    expect(formatRupees(paise(1_234_567_890))).toBe('₹1,23,45,678.90')
    expect(formatRupees(paise(-3500))).toBe('−₹35.00')
  })

  test('what is typed as an amount is read, or refused whole', () => {
    expect(parseAmount('1,23,456.5')).toBe(12_345_650)
    expect(parseAmount(' ₹500 ')).toBe(50_000)
    expect(parseAmount('500.')).toBe(50_000)
    for (const typed of ['', '.', '-5', '5.123', '1e3', '५००', 'five', '99999999999999']) {
      expect(parseAmount(typed), typed).toBeUndefined()
    }
  })

  test('every amount that is shown can be typed again', () => {
    fc.assert(
      fc.property(amounts, amount => {
        expect(parseAmount(formatAmount(amount))).toBe(amount)
      }),
    )
  })

  test('an allocation sums to the total, and equal weights differ by a paisa at most', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: -1e9, max: 1e9 }).map(paise),
        fc.array(fc.nat(1e6), { minLength: 1 }),
        (total, weights) => {
          expect(allocate(total, weights).reduce((a, b) => a + b, 0)).toBe(total)
        },
      ),
    )
    const parts = allocate(paise(100), [1, 1, 1])
    expect(Math.max(...parts) - Math.min(...parts)).toBe(1)
  })

  test('the payable amount is the nearest rupee, fifty paise upwards, and the round-off says the difference', () => {
    expect(roundToRupee(paise(306_470))).toEqual({ payable: 306_500, roundOff: 30 })
    expect(roundToRupee(paise(149))).toEqual({ payable: 100, roundOff: -49 })
    expect(roundToRupee(paise(150))).toEqual({ payable: 200, roundOff: 50 })
  })

  test('a percentage is rounded half up', () => {
    expect(percentOf(paise(50), 100)).toBe(1)
    expect(percentOf(paise(49), 100)).toBe(0)
    expect(percentOf(paise(180_000), 1000)).toBe(18_000)
  })
})

describe('amount in words', () => {
  test.each([
    [0, 'Rupees zero only'],
    [306_500, 'Rupees three thousand sixty-five only'],
    [100_000_00, 'Rupees one lakh only'],
    [
      1_234_567_890,
      'Rupees one crore twenty-three lakh forty-five thousand six hundred seventy-eight and ninety paise only',
    ],
    [-3500, 'Rupees minus thirty-five only'],
  ])('%i paise in English', (amount, words) => {
    expect(amountInWords(paise(amount))).toBe(words)
  })

  test('in Hindi', () => {
    expect(amountInWords(paise(306_550), 'hi')).toBe('तीन हज़ार पैंसठ रुपये पचास पैसे मात्र')
  })

  test('Hindi has a word for each number below a hundred', () => {
    const words = new Set(Array.from({ length: 100 }, (_, n) => amountInWords(paise(n * 100), 'hi')))
    expect(words.size).toBe(100)
  })
})

describe('GST', () => {
  test('tax inside a price leaves the price as it is, and its halves are equal', () => {
    fc.assert(
      fc.property(amounts, fc.constantFrom(0, 500, 1800, 4000), (gross, rate) => {
        const tax = taxInside(gross, rate)
        expect(tax.taxable + tax.cgst + tax.sgst).toBe(gross)
        expect(tax.cgst).toBe(tax.sgst)
        expect(Math.abs(tax.taxable - (gross * 10_000) / (10_000 + rate))).toBeLessThanOrEqual(1.01)
      }),
    )
  })

  test('a GSTIN is checked by shape, state and check digit', () => {
    expect(gstinFault('27AAPFU0939F1ZV')).toBeUndefined()
    expect(gstinFault('27AAPFU0939F1ZW')).toBe('check-digit')
    expect(gstinFault(`99AAPFU0939F1Z${gstinCheckDigit('99AAPFU0939F1Z')}`)).toBe('state')
    expect(gstinFault('27AAPFU0939F1Z')).toBe('shape')
    expect(gstinFault('27aapfu0939f1zv')).toBe('shape')
  })

  test('any single wrong character of a GSTIN is noticed', () => {
    const good = '27AAPFU0939F1ZV'
    for (let at = 2; at < 15; at += 1) {
      for (const other of '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ') {
        if (other === good[at]) continue
        expect(gstinFault(good.slice(0, at) + other + good.slice(at + 1))).toBeDefined()
      }
    }
  })
})
