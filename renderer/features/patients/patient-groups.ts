import { patientGroups, type PatientPage } from '../../../domain/contract/shapes.ts'
import type { LocalDate } from '../../../domain/time.ts'
import { dateDigits, phoneText, readBirth, readPhone } from '../../../domain/words.ts'
import type { SentInput } from '../../app/use-procedure.ts'
import type { PatientFault } from './new-patient.ts'
import type { PatientText } from './person-words.ts'
import { relationText } from './person-words.ts'

/** The groups of a patient that a person edits, in the order of the page. Each is saved whole, on the clocks it was shown with. */
export const groupNames = ['name', 'demographics', 'telecom', 'guardian', 'allergies', 'address', 'note'] as const
export type GroupName = (typeof groupNames)[number]
/** Death is recorded by a question of its own, and is settled like any group when two PCs differ. */
export const settledGroups = [...groupNames, 'deceased'] as const
export type SettledGroup = (typeof settledGroups)[number]
export type GroupChange = SentInput<'patients.update'>['changes'][number]

/** A group as the texts of its fields. */
export type GroupForm = { [field: string]: string | boolean }

type FieldKind = 'text' | 'area' | 'phone' | 'birth' | 'sex' | 'relation' | 'check' | 'pincode'
export type GroupField = { readonly name: FieldName; readonly kind: FieldKind; readonly fault?: PatientFault }
type FieldName =
  | 'name' | 'nativeName' | 'sex' | 'birth' | 'phone' | 'phoneRelation' | 'address' | 'city' | 'pincode'
  | 'guardianName' | 'guardianRelation' | 'guardianPhone' | 'allergies' | 'allergiesKnown' | 'note' // prettier-ignore

export const groupFields: Readonly<Record<GroupName, readonly GroupField[]>> = {
  name: [{ name: 'name', kind: 'text', fault: 'name' }, { name: 'nativeName', kind: 'text' }],
  demographics: [{ name: 'birth', kind: 'birth', fault: 'birth' }, { name: 'sex', kind: 'sex' }],
  telecom: [{ name: 'phone', kind: 'phone', fault: 'phone' }, { name: 'phoneRelation', kind: 'relation', fault: 'relation' }],
  guardian: [
    { name: 'guardianName', kind: 'text' }, { name: 'guardianRelation', kind: 'text' },
    { name: 'guardianPhone', kind: 'phone', fault: 'guardianPhone' },
  ],
  allergies: [{ name: 'allergies', kind: 'area' }, { name: 'allergiesKnown', kind: 'check' }],
  address: [
    { name: 'address', kind: 'text' }, { name: 'city', kind: 'text' },
    { name: 'pincode', kind: 'pincode', fault: 'pincode' },
  ],
  note: [{ name: 'note', kind: 'area' }],
} // prettier-ignore

/** A birth as it is typed back: the whole date when the day is known, else an empty field that keeps what is stored. */
const birthTyped = (patient: Pick<PatientPage, 'birthDate' | 'birthPrecision'>): string => {
  if (patient.birthDate === null) return ''
  if (patient.birthPrecision === 'day') return dateDigits(patient.birthDate)
  return patient.birthPrecision === 'month' ? patient.birthDate.slice(0, 7) : patient.birthDate.slice(0, 4)
}

export function formOf(patient: PatientPage, group: GroupName): GroupForm {
  const { sex, phone, guardianPhone, allergiesKnown } = patient
  const texts: GroupForm = {
    ...pickTexts(patient),
    birth: birthTyped(patient), sex, phone: phoneText(phone), guardianPhone: phoneText(guardianPhone), allergiesKnown,
  } // prettier-ignore
  return Object.fromEntries(groupFields[group].map(({ name }) => [name, texts[name] ?? '']))
}

function pickTexts(patient: PatientPage): GroupForm {
  const { name, nativeName, phoneRelation, address, city, pincode } = patient
  const { guardianName, guardianRelation, allergies, note } = patient
  return { name, nativeName, phoneRelation, address, city, pincode, guardianName, guardianRelation, allergies, note }
}

type Read = { readonly ok: true; readonly change: GroupChange } | { readonly ok: false; readonly fault: PatientFault }

/** What was typed as a change of the group, or the field that cannot be read. An untouched birth stays as it is stored. */
export function changeOf(
  group: GroupName,
  form: GroupForm,
  base: readonly string[],
  patient: PatientPage,
  today: LocalDate,
): Read {
  const text = (name: FieldName): string => String(form[name] ?? '').trim()
  const made = (change: GroupChange): Read => ({ ok: true, change })
  const clocks = [...base]
  switch (group) {
    case 'name':
      if (text('name') === '') return { ok: false, fault: 'name' }
      return made({ group, base: clocks, values: { name: text('name'), nativeName: text('nativeName') } })
    case 'demographics': {
      const kept = text('birth') === birthTyped(patient)
      const birth = kept ? undefined : readBirth(text('birth'), today)
      if (!kept && !birth && text('birth') !== '') return { ok: false, fault: 'birth' }
      const sex = patientGroups.demographics.shape.sex.safeParse(text('sex'))
      if (!sex.success) return { ok: false, fault: 'sex' }
      const birthDate = kept ? patient.birthDate : (birth?.birthDate ?? null)
      const birthPrecision = kept ? patient.birthPrecision : (birth?.precision ?? null)
      return made({ group, base: clocks, values: { sex: sex.data, birthDate, birthPrecision } })
    }
    case 'telecom': {
      const phone = text('phone') === '' ? null : readPhone(text('phone'))
      if (phone === undefined) return { ok: false, fault: 'phone' }
      if (phone !== null && text('phoneRelation') === '') return { ok: false, fault: 'relation' }
      return made({
        group,
        base: clocks,
        values: { phone, phoneRelation: phone === null ? '' : text('phoneRelation') },
      })
    }
    case 'guardian': {
      const guardianPhone = text('guardianPhone') === '' ? null : readPhone(text('guardianPhone'))
      if (guardianPhone === undefined) return { ok: false, fault: 'guardianPhone' }
      const values = { guardianName: text('guardianName'), guardianRelation: text('guardianRelation'), guardianPhone }
      return made({ group, base: clocks, values })
    }
    case 'allergies': {
      const allergies = text('allergies')
      const allergiesKnown = form['allergiesKnown'] === true || allergies !== ''
      return made({ group, base: clocks, values: { allergies, allergiesKnown } })
    }
    case 'address': {
      const pincode = text('pincode')
      if (pincode !== '' && !/^[1-9]\d{5}$/.test(pincode)) return { ok: false, fault: 'pincode' }
      return made({ group, base: clocks, values: { address: text('address'), city: text('city'), pincode } })
    }
    case 'note':
      return made({ group, base: clocks, values: { note: text('note') } })
  }
}

type Values = { readonly [field: string]: unknown }

/** The values of a group in words, for the page, a conflict, or what somebody else wrote meanwhile. */
export function valuesText(group: SettledGroup, values: Values, t: PatientText): string {
  const text = (name: string): string => (typeof values[name] === 'string' ? values[name] : '')
  const parts: readonly string[] = {
    name: [text('name'), text('nativeName')],
    demographics: [birthText(text('birthDate'), text('birthPrecision'), t), sexText(text('sex'), t)],
    telecom: [phoneText(text('phone')), relationText(text('phoneRelation'), t)],
    guardian: [text('guardianName'), relationText(text('guardianRelation'), t), phoneText(text('guardianPhone'))],
    allergies: [text('allergies') === '' ? t(values['allergiesKnown'] === true ? 'none-known' : 'not-asked') : text('allergies')],
    address: [text('address'), [text('city'), text('pincode')].filter(part => part !== '').join(' ')],
    note: [text('note')],
    deceased: [text('deceasedOn') === '' ? t('not-deceased') : t('deceased', { date: dateDigits(text('deceasedOn')) })],
  }[group] // prettier-ignore
  return parts.filter(part => part !== '').join(' · ')
}

function birthText(birthDate: string, precision: string, t: PatientText): string {
  if (birthDate === '') return ''
  if (precision === 'day') return dateDigits(birthDate)
  const known = precision === 'month' ? dateDigits(birthDate.slice(0, 7)) : birthDate.slice(0, 4)
  return `${known} (${t('estimated')})`
}

const sexText = (sex: string, t: PatientText): string =>
  sex === 'male' || sex === 'female' || sex === 'other' || sex === 'unknown' ? t(sex) : ''

/** The values of a group as the page carries them. */
export function valuesOf(group: SettledGroup, patient: PatientPage): Values {
  const names = Object.keys(patientGroups[group].shape)
  const all: Values = patient
  return Object.fromEntries(names.map(name => [name, all[name]]))
}

/** Settles a conflict: the chosen values, naming every head, so that none stays open. Undefined when they are not of this version. */
export function settleOf(group: SettledGroup, values: Values, heads: readonly string[]): GroupChange | undefined {
  const base = [...heads]
  switch (group) {
    case 'name': return parsed(patientGroups.name.safeParse(values), data => ({ group, base, values: data }))
    case 'demographics': return parsed(patientGroups.demographics.safeParse(values), data => ({ group, base, values: data }))
    case 'telecom': return parsed(patientGroups.telecom.safeParse(values), data => ({ group, base, values: data }))
    case 'guardian': return parsed(patientGroups.guardian.safeParse(values), data => ({ group, base, values: data }))
    case 'allergies': return parsed(patientGroups.allergies.safeParse(values), data => ({ group, base, values: data }))
    case 'address': return parsed(patientGroups.address.safeParse(values), data => ({ group, base, values: data }))
    case 'note': return parsed(patientGroups.note.safeParse(values), data => ({ group, base, values: data }))
    case 'deceased': return parsed(patientGroups.deceased.safeParse(values), data => ({ group, base, values: data }))
  } // prettier-ignore
}

type Parsed<T> = { readonly success: true; readonly data: T } | { readonly success: false }
const parsed = <T>(result: Parsed<T>, make: (data: T) => GroupChange): GroupChange | undefined =>
  result.success ? make(result.data) : undefined
