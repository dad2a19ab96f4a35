import type { PatientBrief } from '../../../domain/contract/shapes.ts'
import { assertNever } from '../../../domain/errors.ts'
import { phoneDigits, readPhone } from '../../../domain/words.ts'

/** Where the walk-in line waits for the next key. */
type WalkInStep = 'phone' | 'patient' | 'register' | 'doctor'

export type NewPerson = {
  readonly name: string
  readonly birth: string
  readonly sex: 'male' | 'female' | 'other' | ''
  readonly relation: string
}

/**
 * The walk-in line as a value: phone, patient, doctor, token. Nothing here knows the screen or the clinic; the line shows
 * this state and sends it what happens.
 */
export type WalkIn = {
  readonly step: WalkInStep
  /** Digits of a phone, or part of a name. */
  readonly typed: string
  /** Who was found for `typed`, the owner of the phone first; null while that is being asked. */
  readonly found: readonly PatientBrief[] | null
  readonly marked: number
  readonly patient: PatientBrief | null
  readonly person: NewPerson
  readonly practitionerId: string | null
}

export const emptyPerson: NewPerson = { name: '', birth: '', sex: '', relation: '' }
export const emptyWalkIn: WalkIn = {
  step: 'phone',
  typed: '',
  found: null,
  marked: 0,
  patient: null,
  person: emptyPerson,
  practitionerId: null,
}

export type WalkInEvent =
  | { readonly type: 'typed'; readonly text: string }
  | { readonly type: 'found'; readonly for: string; readonly patients: readonly PatientBrief[] }
  | { readonly type: 'moved'; readonly by: 1 | -1 }
  | { readonly type: 'chose'; readonly index: number }
  | { readonly type: 'confirmed' }
  | { readonly type: 'newPerson' }
  | { readonly type: 'personTyped'; readonly person: Partial<NewPerson> }
  | { readonly type: 'registered'; readonly patient: PatientBrief }
  | { readonly type: 'doctor'; readonly practitionerId: string }
  | { readonly type: 'stepped'; readonly to: WalkInStep }
  | { readonly type: 'back' }
  | { readonly type: 'started'; readonly patient: PatientBrief }
  | { readonly type: 'restored'; readonly typed: string; readonly person: NewPerson }
  | { readonly type: 'cleared' }

/** What should be asked for what is typed: everybody under a whole phone, or a search; nothing for too little. */
export type Lookup =
  { readonly kind: 'family'; readonly phone: string } | { readonly kind: 'search'; readonly text: string } | null

export function lookupOf(typed: string): Lookup {
  const phone = readPhone(typed)
  if (phone) return { kind: 'family', phone }
  const text = typed.trim()
  if (/^[\d\s+()-]+$/.test(text)) return phoneDigits(text).length >= 4 ? { kind: 'search', text } : null
  return text.length >= 2 ? { kind: 'search', text } : null
}

/** The next state; pure. An event that means nothing in the present step changes nothing. */
export function walkIn(state: WalkIn, event: WalkInEvent): WalkIn {
  switch (event.type) {
    case 'typed':
      return { ...emptyWalkIn, typed: event.text, practitionerId: state.practitionerId }
    case 'found':
      return event.for === state.typed ? withFound(state, event.patients) : state
    case 'moved':
      return moved(state, event.by)
    case 'chose':
      return chosen(state, event.index)
    case 'confirmed':
      return confirmed(state)
    case 'newPerson':
      return { ...state, step: 'register', patient: null, person: startOfPerson(state) }
    case 'personTyped':
      return state.step === 'register' ? { ...state, person: { ...state.person, ...event.person } } : state
    case 'registered':
      return { ...state, step: 'doctor', patient: event.patient, person: emptyPerson }
    case 'doctor':
      return { ...state, practitionerId: event.practitionerId }
    case 'stepped':
      return stepped(state, event.to)
    case 'back':
      return back(state)
    case 'started':
      return { ...emptyWalkIn, step: 'doctor', patient: event.patient, practitionerId: state.practitionerId }
    case 'restored':
      return { ...emptyWalkIn, typed: event.typed, person: event.person, practitionerId: state.practitionerId }
    case 'cleared':
      return { ...emptyWalkIn, practitionerId: state.practitionerId }
    default:
      return assertNever(event)
  }
}

/**
 * A whole phone that is known moves on to the family, one that is not to the new person, without another key. The same
 * answer read again later (somebody registered meanwhile) never moves the person who types.
 */
function withFound(state: WalkIn, patients: readonly PatientBrief[]): WalkIn {
  const found = { ...state, found: patients, marked: markedIn(patients, state) }
  if (state.step === 'patient' && patients.length === 0) return { ...found, step: 'phone' }
  if (state.step !== 'phone' || state.found !== null || !readPhone(state.typed)) return found
  if (patients.length > 0 && state.person.name === '') return { ...found, step: 'patient' }
  return { ...found, step: 'register', person: startOfPerson(found) }
}

/** The mark stays with whom it was put on, wherever they are now. */
function markedIn(patients: readonly PatientBrief[], { found, marked }: WalkIn): number {
  const at = patients.findIndex(({ id }) => id === found?.[marked]?.id)
  return at >= 0 ? at : Math.min(marked, Math.max(0, patients.length - 1))
}

/** A whole phone stands there, and who is under it is being asked. */
export const awaitsFamily = (state: WalkIn): boolean =>
  state.step === 'phone' && state.found === null && readPhone(state.typed) !== undefined

function moved(state: WalkIn, by: 1 | -1): WalkIn {
  const count = state.found?.length ?? 0
  if (count === 0 || (state.step !== 'patient' && state.step !== 'phone')) return state
  // The list opens upwards and wraps, so that one key reaches its last row.
  return { ...state, step: 'patient', marked: (state.marked + by + count) % count }
}

function chosen(state: WalkIn, index: number): WalkIn {
  const patient = state.found?.[index]
  return patient ? { ...state, step: 'doctor', marked: index, patient, person: emptyPerson } : state
}

function confirmed(state: WalkIn): WalkIn {
  if (state.step === 'patient') return chosen(state, state.marked)
  if (state.step !== 'phone' || state.found === null) return state
  if (state.found.length > 0) return { ...state, step: 'patient' }
  return { ...state, step: 'register', person: startOfPerson(state) }
}

/** What was typed as a name is the beginning of the new person's name; the first under a phone owns it. */
function startOfPerson(state: WalkIn): NewPerson {
  if (state.person.name !== '') return state.person
  const name = /\p{L}/u.test(state.typed) ? state.typed.trim() : ''
  return { ...emptyPerson, name, relation: (state.found?.length ?? 0) === 0 ? 'self' : '' }
}

/** A mouse may go back to any step whose matter is there, never past one that is missing. */
function stepped(state: WalkIn, to: WalkInStep): WalkIn {
  if (to === 'doctor') return state.patient ? { ...state, step: to } : state
  if (to === 'patient' && (state.found?.length ?? 0) === 0) return state
  return { ...state, step: to, patient: null }
}

function back(state: WalkIn): WalkIn {
  const family = (state.found?.length ?? 0) > 0
  if (state.step === 'doctor' || state.step === 'register')
    return { ...state, step: family ? 'patient' : 'phone', patient: null }
  return { ...state, step: 'phone' }
}

/** Whether the line has all that a token needs. */
export const isReady = (state: WalkIn): boolean =>
  state.step === 'doctor' && state.patient !== null && state.practitionerId !== null
