import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { PatientBrief } from '../../../../domain/contract/shapes.ts'
import {
  emptyWalkIn, isReady, lookupOf, walkIn, type WalkIn, type WalkInEvent,
} from '../../../../renderer/features/today/walk-in-state.ts' // prettier-ignore

const person = (n: number): PatientBrief => ({
  id: `0199d0c4-0000-7000-8000-00000000000${n}`,
  name: `Person ${n}`,
  nativeName: '',
  mrn: `A1K7-0000${n}`,
  sex: 'female',
  age: { value: 30 + n, unit: 'y' },
  ageEstimated: false,
  phone: '+919822041763',
  phoneRelation: n === 1 ? 'self' : 'spouse',
  due: 0,
})
const family = [person(1), person(2), person(3)]
const run = (...events: readonly WalkInEvent[]): WalkIn => events.reduce(walkIn, emptyWalkIn)
const phone = '9822041763'
const typed = { type: 'typed', text: phone } as const
const found = { type: 'found', for: phone, patients: family } as const

describe('the walk-in line', () => {
  it('goes to the family by itself when the phone is whole and known', () => {
    expect(run(typed).step).toBe('phone')
    const state = run(typed, found)
    expect(state).toMatchObject({ step: 'patient', marked: 0, found: family })
  })

  it('takes a returning patient from the phone to a ready token with two keys', () => {
    const state = run({ type: 'doctor', practitionerId: 'd1' }, typed, found, { type: 'chose', index: 1 })
    expect(state.patient).toEqual(person(2))
    expect(isReady(state)).toBe(true)
  })

  it('goes to the new person by itself when nobody is known under the phone, who then owns it', () => {
    const state = run(typed, { type: 'found', for: phone, patients: [] })
    expect(state).toMatchObject({ step: 'register', person: { name: '', relation: 'self' } })
  })

  it('marks by arrows, round the end, and Enter takes the marked one', () => {
    expect(run(typed, found, { type: 'moved', by: -1 }).marked).toBe(2)
    const state = run(typed, found, { type: 'moved', by: 1 }, { type: 'confirmed' })
    expect(state).toMatchObject({ step: 'doctor', patient: { name: 'Person 2' } })
  })

  it('ignores an answer to what is no longer typed', () => {
    const state = run(typed, { type: 'typed', text: '98220' }, found)
    expect(state).toMatchObject({ step: 'phone', found: null })
  })

  it('does not move who types when the same answer is read again', () => {
    const state = run(typed, found, { type: 'chose', index: 1 }, { type: 'found', for: phone, patients: [person(1)] })
    expect(state).toMatchObject({ step: 'doctor', patient: { name: 'Person 2' } })
  })

  it('keeps the mark on the person whom it was put on when the family is read again in another order', () => {
    const moved = run(typed, found, { type: 'moved', by: 1 })
    const again = walkIn(moved, { type: 'found', for: phone, patients: [person(4), person(3), person(2)] })
    expect(walkIn(again, { type: 'confirmed' }).patient).toEqual(person(2))
  })

  it('ignores a digit beyond the family', () => {
    expect(run(typed, found, { type: 'chose', index: 7 })).toMatchObject({ step: 'patient', patient: null })
  })

  it('forgets the patient when the phone is typed again, so that no token goes to the wrong one', () => {
    const state = run(typed, found, { type: 'chose', index: 0 }, { type: 'typed', text: '9' })
    expect(state).toMatchObject({ step: 'phone', patient: null, found: null })
  })

  it('asks for the relation of a new person under a phone that others share', () => {
    const state = run(typed, found, { type: 'newPerson' })
    expect(state).toMatchObject({ step: 'register', person: { relation: '' } })
  })

  it('takes a name that found nobody as the beginning of the new name', () => {
    const text = 'Rehana Kh'
    const state = run({ type: 'typed', text }, { type: 'found', for: text, patients: [] }, { type: 'confirmed' })
    expect(state).toMatchObject({ step: 'register', person: { name: 'Rehana Kh' } })
  })

  it('keeps what was typed of a new person when somebody looks at the family and comes back', () => {
    const state = run(typed, found, { type: 'newPerson' }, { type: 'personTyped', person: { name: 'Aarav' } })
    const again = walkIn(walkIn(state, { type: 'back' }), { type: 'newPerson' })
    expect(again.person.name).toBe('Aarav')
  })

  it('comes back to the new person who was being written when the PC was locked or restarted', () => {
    const written = { name: 'Aarav', birth: '8', sex: '', relation: 'child' } as const
    const state = run({ type: 'restored', typed: phone, person: written }, found)
    expect(state).toMatchObject({ step: 'register', person: written })
  })

  it('goes on to the doctor with the person who was registered', () => {
    const state = run(typed, found, { type: 'newPerson' }, { type: 'registered', patient: person(9) })
    expect(state).toMatchObject({ step: 'doctor', patient: { name: 'Person 9' }, person: { name: '' } })
  })

  it('starts at the doctor for a patient who was chosen elsewhere', () => {
    expect(run({ type: 'started', patient: person(4) })).toMatchObject({
      step: 'doctor',
      patient: { name: 'Person 4' },
    })
  })

  it('keeps the doctor for the next patient', () => {
    const state = run({ type: 'doctor', practitionerId: 'd2' }, typed, found, { type: 'cleared' })
    expect(state).toMatchObject({ step: 'phone', typed: '', practitionerId: 'd2' })
  })
})

describe('what is asked for what is typed', () => {
  it('is the family of a whole phone, and a search from four digits or two letters', () => {
    expect(lookupOf('98220 41763')).toEqual({ kind: 'family', phone: '+919822041763' })
    expect(lookupOf('1763')).toEqual({ kind: 'search', text: '1763' })
    expect(lookupOf('176')).toBeNull()
    expect(lookupOf('Ru')).toEqual({ kind: 'search', text: 'Ru' })
    expect(lookupOf(' ')).toBeNull()
  })
})

it('is never ready without a patient, whatever happens in whatever order', () => {
  const event: fc.Arbitrary<WalkInEvent> = fc.oneof(
    fc.record({ type: fc.constant('typed' as const), text: fc.constantFrom(phone, '98', 'Ru', '') }),
    fc.record({
      type: fc.constant('found' as const),
      for: fc.constantFrom(phone, 'Ru'),
      patients: fc.constantFrom(family, []),
    }),
    fc.record({ type: fc.constant('moved' as const), by: fc.constantFrom(1 as const, -1 as const) }),
    fc.record({ type: fc.constant('chose' as const), index: fc.integer({ min: 0, max: 4 }) }),
    fc.constantFrom<WalkInEvent>(
      { type: 'confirmed' }, { type: 'newPerson' }, { type: 'back' }, { type: 'cleared' },
      { type: 'doctor', practitionerId: 'd1' }, { type: 'stepped', to: 'doctor' }, { type: 'stepped', to: 'patient' },
    ), // prettier-ignore
  )
  fc.assert(
    fc.property(fc.array(event, { maxLength: 12 }), events => {
      const state = run(...events)
      expect(state.step === 'doctor').toBe(state.patient !== null)
    }),
    { numRuns: 3000 },
  )
})
