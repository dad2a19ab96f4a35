import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  editLine, newLine, readDiscount, readLines, withDiscount, type EditLine,
} from '../../../../renderer/features/billing/bill-edit.ts' // prettier-ignore

const typed = (over: Partial<EditLine> = {}): EditLine => ({ ...newLine('l1', 'Consultation 500'), ...over })

describe('the lines of a bill as they are typed', () => {
  it('take the rate from the end of what is added', () => {
    expect(newLine('l1', 'Dressing 1,150.50')).toMatchObject({
      description: 'Dressing',
      rate: '1150.50',
      quantity: '1',
    })
    expect(newLine('l1', 'Dressing')).toMatchObject({ description: 'Dressing', rate: '' })
  })

  it('come back as they were when nothing was typed', () => {
    const { lines } = readLines([typed({ quantity: '3', discount: '150' })])
    expect(readLines(lines.map(editLine)).lines).toEqual(lines)
  })

  it.each([
    ['quantity', { quantity: '0' }],
    ['quantity', { quantity: '1.5' }],
    ['rate', { rate: 'abc' }],
    ['discount', { discount: '500.01' }],
    ['description', { description: ' ' }],
  ] as const)('say that the %s cannot be read: %j', (field, over) => {
    expect(readLines([typed(over)]).faults).toContainEqual({ id: 'l1', field })
  })
})

describe('a discount', () => {
  it('is read as a percentage or as an amount', () => {
    expect(readDiscount('7.5 %')).toEqual({ kind: 'percent', basisPoints: 750 })
    expect(readDiscount('150')).toEqual({ kind: 'amount', paise: 150_00 })
    expect(readDiscount('101%')).toBeUndefined()
    expect(readDiscount('')).toBeUndefined()
  })

  it('of an amount is shared over the lines in proportion, to the paisa', () => {
    const lines = [typed(), typed({ id: 'l2', rate: '250' })]
    const after = withDiscount(lines, ['l1', 'l2'], { kind: 'amount', paise: 100_00 })
    expect(after?.map(line => line.discount)).toEqual(['66.67', '33.33'])
  })

  it('touches only the lines that were named', () => {
    const lines = [typed(), typed({ id: 'l2' })]
    const after = withDiscount(lines, ['l2'], { kind: 'percent', basisPoints: 1000 })
    expect(after?.map(line => line.discount)).toEqual(['', '50'])
  })

  it('larger than the lines is refused', () => {
    expect(withDiscount([typed()], ['l1'], { kind: 'amount', paise: 500_01 })).toBeUndefined()
  })

  it('never makes a line negative, whatever it is', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 9_999_99 }), { minLength: 1 }), fc.nat(10_000), (rates, bp) => {
        const lines = rates.map((rate, index) => typed({ id: `l${index}`, rate: (rate / 100).toFixed(2) }))
        const after = withDiscount(lines, lines.map(line => line.id), { kind: 'percent', basisPoints: bp }) ?? [] // prettier-ignore
        expect(readLines(after).faults).toEqual([])
      }),
    )
  })
})
