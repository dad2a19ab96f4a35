import type { PatientBrief } from '../../../domain/contract/shapes.ts'
import { ageText } from '../../../domain/words.ts'
import type { Language, TextSource, Translate } from '../../i18n/i18n.ts'
import type { patientTexts } from './texts.ts'

export type PatientText = typeof patientTexts extends TextSource<infer K> ? Translate<K> : never

export const relations = [
  'self', 'spouse', 'parent', 'child', 'grandchild', 'grandparent', 'sibling', 'neighbour', 'other',
] as const // prettier-ignore

/** A relation in words; one that was written freely stays as it is. */
export function relationText(relation: string, t: PatientText): string {
  const known = relations.find(name => name === relation)
  return known ? t(`relation-${known}`) : relation
}

/** `61 y · Female`, with `~` before an estimated age. */
export function personText(
  person: Pick<PatientBrief, 'age' | 'ageEstimated' | 'sex'>,
  t: PatientText,
  language: Language,
): string {
  const age = ageText(person.age, person.ageEstimated, language)
  return [age, t(person.sex)].filter(part => part !== '').join(' · ')
}
