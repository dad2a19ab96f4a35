import { describe, expect, test } from 'vitest'
import {
  changesGst, type Clinic, clinicFaults, formOf, readPercent, rebased, sameClocks, sentClinic,
} from '../../../../renderer/features/admin/clinic-form.ts' // prettier-ignore

const clinic: Clinic = {
  identity: { legalName: 'Shanti Health LLP', displayName: 'Shanti Clinic' },
  contact: { address: '12 Paud Road', city: 'Pune', pincode: '411038', phone: '+919822041763' },
  gst: { gstMode: 'regular', gstin: '27AAPFU0939F1ZV', stateCode: '27' },
  settings: { documentLanguage: 'en', receiptFormat: 'A5', discountLimitBp: 750 },
  device: { name: 'Desk 1' },
  clocks: { identity: ['a'], contact: ['b'], gst: ['c'], settings: ['d'], device: ['e'] },
}
const form = formOf(clinic)

describe('the clinic as a form', () => {
  test('goes back as it came when nothing is typed', () => {
    const { clocks: _clocks, ...facts } = clinic
    expect(clinicFaults(form)).toEqual({})
    expect(sentClinic(form)).toEqual(facts)
    expect(changesGst(form, clinic)).toBe(false)
  })
  test('reads a discount limit with at most two decimals, up to a hundred', () => {
    expect(['5', '7.5', '0', '100', '12.25'].map(readPercent)).toEqual([500, 750, 0, 10_000, 1225])
    expect(['', '101', '7.555', '-5', 'x'].map(readPercent)).toEqual(Array.from({ length: 5 }))
    expect(clinicFaults({ ...form, discountLimit: '' })).toEqual({ discountLimit: 'bad-percent' })
  })
  test('knows when documents would be others from now on', () => {
    expect(changesGst({ ...form, gstMode: 'composition' }, clinic)).toBe(true)
    expect(changesGst({ ...form, gstin: '29AAPFU0939F1ZR' }, clinic)).toBe(true)
    expect(changesGst({ ...form, city: 'Nashik' }, clinic)).toBe(false)
  })
  test('keeps what a person typed over newer values, and takes the rest from them', () => {
    const newer = { ...form, city: 'Nashik', phone: '9811122233' }
    expect(rebased({ ...form, city: 'Satara' }, form, newer)).toEqual({ ...newer, city: 'Satara' })
  })
  test('tells newer clocks from the same in another order', () => {
    expect(sameClocks({ a: ['2', '1'], b: ['3'] }, { b: ['3'], a: ['1', '2'] })).toBe(true)
    expect(sameClocks({ a: ['1'] }, { a: ['2'] })).toBe(false)
  })
})
