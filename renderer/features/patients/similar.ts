import type { PatientBrief } from '../../../domain/contract/shapes.ts'
import { soundKey } from '../../../domain/names/sound.ts'
import { nameWords } from '../../../domain/names/words.ts'
import { ageOn, type LocalDate } from '../../../domain/time.ts'
import { readBirth, readPhone } from '../../../domain/words.ts'
import type { TypedPatient } from './new-patient.ts'

type Reason = 'name' | 'sounds' | 'phone' | 'age'
export type Similar = { readonly patient: PatientBrief; readonly reasons: readonly Reason[] }

/** Two ages that one birth can have: people round, and an estimated age is a guess. */
const AGE_SLACK = 2

/**
 * Who of those found may be the person that is being registered, and why, the most likely first. A name alone is enough when
 * it is the same; a name that only sounds alike needs the phone or the age beside it.
 */
export function similarTo(
  typed: Pick<TypedPatient, 'name' | 'phone' | 'birth'>,
  found: readonly PatientBrief[],
  today: LocalDate,
): readonly Similar[] {
  const words = nameWords(typed.name).toSorted()
  if (words.length === 0) return []
  const sounds = words.map(soundKey).toSorted()
  const phone = readPhone(typed.phone)
  const birth = readBirth(typed.birth, today)
  const age = birth && ageOn(birth.birthDate, today)
  return found
    .flatMap(patient => {
      const theirs = nameWords(patient.name).toSorted()
      const same = sameSet(words, theirs)
      const alike = same || sameSet(sounds, theirs.map(soundKey).toSorted())
      const samePhone = phone !== undefined && patient.phone === phone
      const sameAge = sameUnit(age, patient.age) && Math.abs((age?.value ?? 0) - (patient.age?.value ?? 0)) <= AGE_SLACK
      const isSimilar = same || (alike && (samePhone || sameAge))
      const reasons: Reason[] = [
        ...(same ? (['name'] as const) : alike ? (['sounds'] as const) : []),
        ...(samePhone ? (['phone'] as const) : []),
        ...(sameAge ? (['age'] as const) : []),
      ]
      return isSimilar ? [{ patient, reasons }] : []
    })
    .toSorted((a, b) => b.reasons.length - a.reasons.length)
}

const sameSet = (a: readonly string[], b: readonly string[]): boolean => a.length === b.length && a.join() === b.join()

const sameUnit = (a: { unit: string } | undefined, b: { unit: string } | null): boolean =>
  a !== undefined && b !== null && a.unit === b.unit
