import { create } from 'zustand'

export const languages = ['en', 'hi'] as const
export type Language = (typeof languages)[number]
export type TextParams = Readonly<Record<string, string | number>>

/** `waiting_one` and `waiting_other` are asked for as `waiting`, with a `count`. */
type Asked<K> = K extends `${infer Base}_one` ? Base : K extends `${infer Base}_other` ? Base : K

export type TextSource<K extends string> = {
  readonly namespace: string
  readonly texts: Readonly<Record<Language, Readonly<Record<K, string>>>>
}
export type Translate<K extends string> = (key: Asked<K>, params?: TextParams) => string

const sources = new Map<string, TextSource<string>>()

/** Every namespace registered so far; the test of completeness reads it. */
export const registeredTexts = (): ReadonlyMap<string, TextSource<string>> => sources

/** Registers the texts of a feature. Both languages must have the same keys; `{name}` is filled from the parameters. */
export function registerTexts<const E extends Readonly<Record<string, string>>>(
  namespace: string,
  texts: { readonly en: E; readonly hi: Readonly<Record<keyof E, string>> },
): TextSource<keyof E & string> {
  const source = { namespace, texts }
  sources.set(namespace, source)
  return source
}

export const useLanguage = create<{ readonly language: Language; readonly setLanguage: (language: Language) => void }>(
  set => ({
    language: 'en',
    setLanguage: language => {
      document.documentElement.lang = language === 'hi' ? 'hi' : 'en-IN'
      set({ language })
    },
  }),
)

export const fill = (text: string, params: TextParams): string =>
  text.replaceAll(/\{(\w+)\}/g, (whole, name: string) => String(params[name] ?? whole))

const plurals = { en: new Intl.PluralRules('en-IN'), hi: new Intl.PluralRules('hi') }

/** The texts of a namespace in one language; falls back to English, then to the key, so that nothing is ever blank. */
export function translate<K extends string>(source: TextSource<K>, language: Language): Translate<K> {
  return (key, params = {}) => {
    const count = params['count']
    const names = typeof count === 'number' ? [`${key}_${plurals[language].select(count)}`, `${key}_other`, key] : [key]
    for (const texts of [source.texts[language], source.texts.en] as readonly Readonly<Record<string, string>>[]) {
      const name = names.find(name => texts[name] !== undefined)
      if (name !== undefined) return fill(texts[name] ?? '', params)
    }
    return key
  }
}

const translators = new Map<string, Translate<string>>()

/** The texts of a namespace in the language of the person. The function is the same until the language changes. */
export function useText<K extends string>(source: TextSource<K>): Translate<K> {
  const language = useLanguage(state => state.language)
  const key = `${language}:${source.namespace}`
  const known = translators.get(key)
  if (known) return known as Translate<K>
  const made = translate(source, language)
  translators.set(key, made as Translate<string>)
  return made
}
