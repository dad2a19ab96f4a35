import { describe, expect, it } from 'vitest'
import { contract } from '../../../../domain/contract/contract.ts'
import {
  briefOf, emptyPatient, readPatient, type TypedPatient,
} from '../../../../renderer/features/patients/new-patient.ts' // prettier-ignore

const today = '2026-11-23'
const typed = (over: Partial<TypedPatient> = {}): TypedPatient => ({
  ...emptyPatient, phone: '98220 41763', name: ' Rukmini Deshpande ', birth: '61', sex: 'female', relation: 'spouse', ...over,
}) // prettier-ignore

describe('a registration as it is typed', () => {
  it('is what the contract takes', () => {
    const read = readPatient(typed(), today)
    expect(read.ok && contract['patients.register'].input.safeParse({ intent: '0199d0c4-0000-7000-8000-000000000001', ...read.value }).success).toBe(true) // prettier-ignore
    expect(read).toMatchObject({
      value: { name: 'Rukmini Deshpande', phone: '+919822041763', birthDate: '1965-07-01', birthPrecision: 'year' },
    })
  })

  it.each([
    ['name', { name: ' ' }],
    ['birth', { birth: 'old' }],
    ['sex', { sex: '' }],
    ['phone', { phone: '98220' }],
    ['relation', { relation: '' }],
    ['pincode', { pincode: '4110' }],
    ['guardianPhone', { guardianPhone: '123' }],
  ] as const)('names the %s as what is missing or cannot be read', (fault, over) => {
    expect(readPatient(typed(over), today)).toEqual({ ok: false, fault })
  })

  it('needs no relation, and keeps none, without a phone', () => {
    expect(readPatient(typed({ phone: '', relation: '' }), today)).toMatchObject({
      ok: true,
      value: { phone: null, phoneRelation: '' },
    })
  })

  it('counts an allergy that is written as asked for', () => {
    expect(readPatient(typed({ allergies: 'Penicillin' }), today)).toMatchObject({ value: { allergiesKnown: true } })
  })

  it('gives the line of a list without asking again', () => {
    const read = readPatient(typed({ birth: '14-03-1985' }), today)
    if (!read.ok) throw new Error('the registration was refused')
    expect(briefOf(read.value, { id: 'x', mrn: 'A1K7-00007' }, today)).toMatchObject({
      mrn: 'A1K7-00007',
      age: { value: 41, unit: 'y' },
      ageEstimated: false,
    })
  })
})
