import type { patient } from '../../domain/tables/people.ts'
import { ageText, sexLetter } from '../../domain/words.ts'
import type { RecordRow } from '../../db/types.ts'
import { ageShown } from '../patients/brief.ts'

/** What stands behind a name on paper: `47 y · F`; an estimated age is marked. */
export function patientDetail(
  who: Pick<RecordRow<typeof patient>, 'birthDate' | 'birthPrecision' | 'sex'>,
  today: string,
  language: 'en' | 'hi',
): string {
  const age = ageText(ageShown(who.birthDate, today), who.birthPrecision !== 'day', language)
  return [age, sexLetter(who.sex ?? 'unknown', language)].filter(part => part !== '').join(' · ')
}
