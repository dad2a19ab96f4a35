import { useCallback } from 'react'
import { type ErrorCode, type Refusal, errors } from '../../domain/errors.ts'
import { errorsHi } from './errors-hi.ts'
import { type Language, fill, useLanguage } from './i18n.ts'

const sentences: Readonly<Record<Language, Readonly<Record<ErrorCode, string>>>> = { en: errors, hi: errorsHi }

/** The sentence of a refusal: what happened and what to do. */
export const refusalText = (refusal: Refusal, language: Language): string =>
  fill(sentences[language][refusal.code], refusal.params)

/** The same in the language of the person. */
export function useRefusalText(): (refusal: Refusal) => string {
  const language = useLanguage(state => state.language)
  return useCallback(refusal => refusalText(refusal, language), [language])
}
