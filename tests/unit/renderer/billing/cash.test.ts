import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { paise } from '../../../../domain/money.ts'
import {
  addNote, changeNotes, changeText, exactly, pressPad, settle,
} from '../../../../renderer/features/billing/cash.ts' // prettier-ignore

describe('cash at the counter', () => {
  it('starts with the exact amount, so that one key finishes', () => {
    const given = exactly(paise(1065_00))
    expect(given.text).toBe('1065')
    expect(settle(given, paise(1065_00))).toEqual({ tendered: 1065_00, change: 0 })
  })

  it('counts the notes as they are laid down', () => {
    const given = [500, 500, 100].reduce(addNote, exactly(paise(1065_00)))
    expect(settle(given, paise(1065_00))).toEqual({ tendered: 1100_00, change: 35_00 })
  })

  it('starts anew with the first key of the pad and keeps to two decimals', () => {
    const typed = ['1', '1', '00', '.', '5', '0', '5'].reduce(pressPad, exactly(paise(1065_00)))
    expect(typed.text).toBe('1100.50')
    expect(pressPad(typed, 'back').text).toBe('1100.5')
  })

  it('shows what is missing as a negative change, and nothing for what is no amount', () => {
    expect(settle({ text: '500', touched: true }, paise(600_00))?.change).toBe(-100_00)
    expect(settle({ text: '', touched: true }, paise(600_00))).toBeUndefined()
  })

  it('suggests the fewest notes', () => {
    expect(changeText(paise(35_00))).toBe('20 + 10 + 5')
    expect(changeText(paise(1040_50))).toBe('2 × 500 + 2 × 20 + 50 p')
    expect(changeText(paise(0))).toBe('')
  })

  it('suggests notes that add up to the change', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 5_000_00 }), amount => {
        const { rupees, paise: rest } = changeNotes(paise(amount))
        expect(rupees.reduce((sum, note) => sum + note * 100, rest)).toBe(amount)
      }),
    )
  })
})
