import type { PatientBrief } from '../../../domain/contract/shapes.ts'
import { ageOn, type LocalDate } from '../../../domain/time.ts'
import { readBirth, readPhone } from '../../../domain/words.ts'
import type { SentInput } from '../../app/use-procedure.ts'

/** A registration as it is typed, at the walk-in line or in the dialog. */
export type TypedPatient = {
  readonly phone: string
  readonly name: string
  readonly nativeName: string
  readonly birth: string
  readonly sex: string
  readonly relation: string
  readonly address: string
  readonly city: string
  readonly pincode: string
  readonly guardianName: string
  readonly guardianRelation: string
  readonly guardianPhone: string
  readonly allergies: string
  readonly allergiesKnown: boolean
  readonly note: string
}

export const emptyPatient: TypedPatient = {
  phone: '', name: '', nativeName: '', birth: '', sex: '', relation: '', address: '', city: '', pincode: '',
  guardianName: '', guardianRelation: '', guardianPhone: '', allergies: '', allergiesKnown: false, note: '',
} // prettier-ignore

export type PatientFault = 'name' | 'birth' | 'sex' | 'phone' | 'relation' | 'pincode' | 'guardianPhone'
export type Registration = Omit<SentInput<'patients.register'>, 'intent'>

const sexes = ['male', 'female', 'other'] as const

/** What was typed as a registration, or the first thing in it that is missing or cannot be read, in the order of the form. */
export function readPatient(
  typed: TypedPatient,
  today: LocalDate,
): { readonly ok: true; readonly value: Registration } | { readonly ok: false; readonly fault: PatientFault } {
  const phone = typed.phone.trim() === '' ? null : readPhone(typed.phone)
  const birth = readBirth(typed.birth, today)
  const sex = sexes.find(name => name === typed.sex)
  const guardianPhone = typed.guardianPhone.trim() === '' ? null : readPhone(typed.guardianPhone)
  if (phone === undefined) return { ok: false, fault: 'phone' }
  if (typed.name.trim() === '') return { ok: false, fault: 'name' }
  if (!birth) return { ok: false, fault: 'birth' }
  if (!sex) return { ok: false, fault: 'sex' }
  if (phone !== null && typed.relation === '') return { ok: false, fault: 'relation' }
  if (typed.pincode !== '' && !/^[1-9]\d{5}$/.test(typed.pincode)) return { ok: false, fault: 'pincode' }
  if (guardianPhone === undefined) return { ok: false, fault: 'guardianPhone' }
  const value = {
    name: typed.name.trim(), nativeName: typed.nativeName.trim(), sex, birthDate: birth.birthDate,
    birthPrecision: birth.precision, phone, phoneRelation: phone === null ? '' : typed.relation,
    address: typed.address.trim(), city: typed.city.trim(), pincode: typed.pincode,
    guardianName: typed.guardianName.trim(), guardianRelation: typed.guardianRelation, guardianPhone,
    allergies: typed.allergies.trim(), allergiesKnown: typed.allergiesKnown || typed.allergies.trim() !== '',
    note: typed.note.trim(),
  } // prettier-ignore
  return { ok: true, value }
}

/** The line of a list that a registration just made, so that the next step needs no second question. */
export function briefOf(value: Registration, made: { id: string; mrn: string }, today: LocalDate): PatientBrief {
  return {
    id: made.id,
    name: value.name,
    nativeName: value.nativeName,
    mrn: made.mrn,
    sex: value.sex,
    age: value.birthDate === null ? null : (ageOn(value.birthDate, today) ?? null),
    ageEstimated: value.birthPrecision !== null && value.birthPrecision !== 'day',
    phone: value.phone,
    phoneRelation: value.phoneRelation,
    due: 0,
  }
}
