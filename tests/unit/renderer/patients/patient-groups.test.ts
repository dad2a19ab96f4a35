import { describe, expect, it } from 'vitest'
import { contract } from '../../../../domain/contract/contract.ts'
import type { PatientPage } from '../../../../domain/contract/shapes.ts'
import {
  changeOf, formOf, groupNames, settleOf, valuesOf, valuesText,
} from '../../../../renderer/features/patients/patient-groups.ts' // prettier-ignore
import { patientTexts } from '../../../../renderer/features/patients/texts.ts'
import { translate } from '../../../../renderer/i18n/i18n.ts'

const id = '0199d0c4-0000-7000-8000-000000000001'
const today = '2026-11-23'
const t = translate(patientTexts, 'en')
const patient: PatientPage = {
  id, name: 'Rukmini Deshpande', nativeName: 'रुक्मिणी देशपांडे', mrn: 'A1K7-02417', sex: 'female',
  age: { value: 61, unit: 'y' }, ageEstimated: true, phone: '+919822041763', phoneRelation: 'spouse', due: 0,
  birthDate: '1965-07-01', birthPrecision: 'year', address: '12 Lane 3', city: 'Pune', pincode: '411038',
  guardianName: '', guardianRelation: '', guardianPhone: null, allergies: 'Penicillin', allergiesKnown: true, note: '',
  deceasedOn: null, clocks: {}, conflicts: {}, visits: [], documents: [], family: [],
} // prettier-ignore

const takes = (change: unknown): boolean =>
  contract['patients.update'].input.safeParse({ intent: id, id, changes: [change] }).success

describe('a group of a patient', () => {
  it.each(groupNames)('%s comes back as it was when nothing was typed, on the clocks it was shown with', group => {
    const read = changeOf(group, formOf(patient, group), ['clock-1'], patient, today)
    expect(read.ok && takes(read.change)).toBe(true)
    expect(read).toMatchObject({ change: { group, base: ['clock-1'], values: valuesOf(group, patient) } })
  })

  it('keeps an estimated birth that was not touched, and reads one that was', () => {
    const form = formOf(patient, 'demographics')
    const typed = changeOf('demographics', { ...form, birth: '14-03-1965' }, [], patient, today)
    expect(typed).toMatchObject({ change: { values: { birthDate: '1965-03-14', birthPrecision: 'day' } } })
  })

  it.each([
    ['name', { name: ' ' }, 'name'],
    ['demographics', { birth: 'old', sex: 'female' }, 'birth'],
    ['telecom', { phone: '123', phoneRelation: 'self' }, 'phone'],
    ['telecom', { phone: '98220 41763', phoneRelation: '' }, 'relation'],
    ['address', { address: '', city: '', pincode: '41' }, 'pincode'],
    ['guardian', { guardianName: '', guardianRelation: '', guardianPhone: '1' }, 'guardianPhone'],
  ] as const)('%s with %j names the fault', (group, form, fault) => {
    expect(changeOf(group, form, [], patient, today)).toEqual({ ok: false, fault })
  })

  it('reads in words, for the page and for what somebody else wrote', () => {
    expect(valuesText('demographics', valuesOf('demographics', patient), t)).toBe('1965 (estimated) · Female')
    expect(valuesText('telecom', { phone: '+919822041763', phoneRelation: 'mother' }, t)).toBe('98220 41763 · mother')
    expect(valuesText('allergies', { allergies: '', allergiesKnown: false }, t)).toBe('Not asked yet')
    expect(valuesText('note', { note: '' }, t)).toBe('')
  })

  it('settles a conflict by naming every head', () => {
    const change = settleOf('telecom', { phone: null, phoneRelation: '' }, ['clock-1', 'clock-2'])
    expect(change).toMatchObject({ group: 'telecom', base: ['clock-1', 'clock-2'], values: { phone: null } })
    expect(takes(change)).toBe(true)
  })

  it('settles nothing with values of another version', () => {
    expect(settleOf('telecom', { phone: 'pager 7' }, ['clock-1'])).toBeUndefined()
  })
})
