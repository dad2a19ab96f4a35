import { useEffect } from 'react'
import { type Language, languages, useLanguage } from '../i18n/i18n.ts'
import { call } from './client.ts'
import { type Theme, themes, useUi } from './ui-store.ts'
import { useProcedure } from './use-procedure.ts'

const REMEMBERED = 'caresync-look'

const asTheme = (value: unknown): Theme | undefined => themes.find(theme => theme === value)
const asLanguage = (value: unknown): Language | undefined => languages.find(language => language === value)

/** `null` when nothing, or nothing readable, is remembered. */
export function parseLook(text: string | null): { readonly theme: Theme; readonly language: Language } | null {
  const [theme, language] = (text ?? '').split(' ')
  const look = { theme: asTheme(theme), language: asLanguage(language) }
  return look.theme && look.language ? { theme: look.theme, language: look.language } : null
}

/** The look of last time, before the clinic has answered, so that the first paint does not flash. */
export function applyRememberedLook(): void {
  const look = parseLook(localStorage.getItem(REMEMBERED))
  useUi.getState().setTheme(look?.theme ?? 'light')
  useLanguage.getState().setLanguage(look?.language ?? 'en')
}

const remember = (): void =>
  localStorage.setItem(REMEMBERED, `${useUi.getState().theme} ${useLanguage.getState().language}`)

/** Theme and language: the person's own choice, else this PC's. */
export function useLook(): void {
  const preferences = useProcedure('preferences.get', {}, { keep: true })
  const { pc, own } = preferences.data ?? {}
  useEffect(() => {
    const theme = asTheme(own?.['theme']) ?? asTheme(pc?.['theme'])
    const language = asLanguage(own?.['language']) ?? asLanguage(pc?.['language'])
    if (theme) useUi.getState().setTheme(theme)
    if (language) useLanguage.getState().setLanguage(language)
    if (theme || language) remember()
  }, [pc, own])
}

/** Shows the choice at once and keeps it: for the person who is signed in, else for this PC. */
export async function chooseTheme(theme: Theme, scope: 'own' | 'pc'): Promise<void> {
  useUi.getState().setTheme(theme)
  remember()
  await call('preferences.put', { scope, name: 'theme', value: theme })
}

export async function chooseLanguage(language: Language, scope: 'own' | 'pc'): Promise<void> {
  useLanguage.getState().setLanguage(language)
  remember()
  await call('preferences.put', { scope, name: 'language', value: language })
}
