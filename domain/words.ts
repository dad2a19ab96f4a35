import type { Age, BirthPrecision, LocalDate } from './time.ts'
import { birthFromAge } from './time.ts'

/** Short texts about people and dates that screen and paper share. Pure; the language is an argument where it matters. */
export type WordLanguage = 'en' | 'hi'

export type Sex = 'male' | 'female' | 'other' | 'unknown'

const sexLetters = {
  en: { male: 'M', female: 'F', other: 'O', unknown: '' },
  hi: { male: 'पु', female: 'म', other: 'अन्य', unknown: '' },
} as const

/** One letter for a row of a list, as a counter writes it: `M`, `F`, `O`; nothing when it is not known. */
export const sexLetter = (sex: Sex, language: WordLanguage = 'en'): string => sexLetters[language][sex]

const ageUnits = { en: { y: 'y', m: 'm', d: 'd' }, hi: { y: 'वर्ष', m: 'माह', d: 'दिन' } } as const

/** `61 y`, `8 m`, `12 d`; an estimated age is marked with `~`. Empty when no birth date is known. */
export function ageText(age: Age | null, estimated = false, language: WordLanguage = 'en'): string {
  if (!age) return ''
  return `${estimated ? '~' : ''}${age.value} ${ageUnits[language][age.unit]}`
}

type Person = { readonly age: Age | null; readonly sex: Sex }

/** The shortest that tells people of one name apart in a row: `61 F`, `8 m F`. Years carry no unit there. */
export function ageSexText(person: Person, language: WordLanguage = 'en'): string {
  const age = person.age?.unit === 'y' ? String(person.age.value) : ageText(person.age, false, language)
  return [age, sexLetter(person.sex, language)].filter(part => part !== '').join(' ')
}

/** `+919822041763` reads `98220 41763`; other texts stay as they are. */
export function phoneText(phone: string | null): string {
  if (!phone) return ''
  const match = /^(?:\+91)?([6-9]\d{4})(\d{5})$/.exec(phone)
  return match ? `${match[1]} ${match[2]}` : phone
}

/** The digits of an Indian mobile number as they are typed or pasted, without country code, trunk zero or spaces. */
export function phoneDigits(typed: string): string {
  const digits = typed.replace(/\D/g, '')
  if (digits.length > 10 && digits.startsWith('91')) return digits.slice(2)
  return digits.length > 10 && digits.startsWith('0') ? digits.slice(1) : digits
}

/** E.164, `+919822041763`, of what was typed; undefined unless it is a whole Indian mobile number. */
export function readPhone(typed: string): string | undefined {
  if (/[^\d\s+()-]/.test(typed)) return undefined
  const digits = phoneDigits(typed)
  return /^[6-9]\d{9}$/.test(digits) ? `+91${digits}` : undefined
}

/** Up to two capitals for the square beside a name: `Rukmini Deshpande` gives `RD`. Scripts without capitals stay whole. */
export function initials(name: string): string {
  const words = name.split(/\s+/).filter(word => /\p{L}/u.test(word))
  const first = words[0]
  const last = words.length > 1 ? words.at(-1) : undefined
  return [first, last].map(word => firstSign(word ?? '')).join('')
}

const signs = new Intl.Segmenter('en', { granularity: 'grapheme' })

function firstSign(word: string): string {
  for (const { segment } of signs.segment(word)) if (/\p{L}/u.test(segment)) return segment.toUpperCase()
  return ''
}

/** `Dr.` before a doctor's name, once. */
export const doctorName = (name: string): string => (/^dr\b\.?/i.test(name) ? name : `Dr. ${name}`)

/** The part of a doctor's name that people say: `Dr. Meera Kulkarni` gives `Dr. Kulkarni`, `Tamilselvi N.` stays whole. */
export function doctorShortName(name: string): string {
  const words = name.replace(/^dr\b\.?\s*/i, '').split(/\s+/)
  const spoken = words.findLast(word => word.replace(/\W/g, '').length > 2 || /[^\p{ASCII}]/u.test(word))
  return `Dr. ${spoken ?? words.join(' ')}`
}

const locales = { en: 'en-IN', hi: 'hi-IN' } as const

const dateFormats = {
  long: { weekday: 'long', day: 'numeric', month: 'long', year: 'numeric' },
  medium: { day: 'numeric', month: 'short', year: 'numeric' },
  short: { day: '2-digit', month: 'short' },
} as const satisfies Record<string, Intl.DateTimeFormatOptions>

/** A local date in words: long `Monday, 23 November 2026`, medium `23 Nov 2026`, short `23 Nov`. */
export function dateText(date: LocalDate, length: keyof typeof dateFormats, language: WordLanguage = 'en'): string {
  const options = { ...dateFormats[length], timeZone: 'UTC', numberingSystem: 'latn' }
  return new Intl.DateTimeFormat(language === 'en' ? 'en-GB' : locales[language], options)
    .format(new Date(`${date}T00:00:00Z`))
    .replace(/^(\p{L}+) (\d)/u, '$1, $2')
}

/** As documents carry it: `2026-11-23` reads `23-11-2026`. */
export const dateDigits = (date: LocalDate): string => date.split('-').toReversed().join('-')

/**
 * Reads a day as it is typed, day first: `23-11-2026`, `23/11/26`, `23.11` or `23` of this year and month, `23112026`.
 * Undefined when there is no such day.
 */
export function readDate(typed: string, today: LocalDate): LocalDate | undefined {
  const plain = typed.trim().replace(/^(\d{2})(\d{2})(\d{4}|\d{2})$/, '$1-$2-$3')
  const match = /^(\d{1,2})(?:[-/. ](\d{1,2}))?(?:[-/. ](\d{4}|\d{2}))?$/.exec(plain)
  if (!match) return undefined
  const [, day = '', month = today.slice(5, 7), year = today.slice(0, 4)] = match
  const date = `${year.length === 2 ? `20${year}` : year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`
  const time = Date.parse(`${date}T00:00:00Z`)
  return !Number.isNaN(time) && new Date(time).toISOString().slice(0, 10) === date ? date : undefined
}

/** Whole minutes from one instant to another, never negative: a clock that was set back makes nobody wait less than 0. */
export const minutesBetween = (from: string, to: string | number): number =>
  Math.max(0, Math.floor(((typeof to === 'number' ? to : Date.parse(to)) - Date.parse(from)) / 60_000))

/** Basis points as a rate: 500 reads `5 %`, 250 `2.5 %`. */
export const rateText = (basisPoints: number): string => `${basisPoints / 100} %`

export type Birth = { readonly birthDate: LocalDate; readonly precision: BirthPrecision }

/**
 * Reads what is told at the counter: an age (`42`, `8m`, `12d`) or a date of birth, day first (`14-03-1985`, `14/3/85` is
 * refused: the century must be said). Undefined when it is neither, or lies in the future or over 130 years back.
 */
export function readBirth(typed: string, today: LocalDate): Birth | undefined {
  const match = /^(\d{1,2})[-/. ](\d{1,2})[-/. ](\d{4})$/.exec(typed.trim())
  if (!match) return birthFromAge(typed, today)
  const [, day = '', month = '', year = ''] = match
  const birthDate = `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`
  const time = Date.parse(`${birthDate}T00:00:00Z`)
  const real = !Number.isNaN(time) && new Date(time).toISOString().slice(0, 10) === birthDate
  const oldest = `${Number(today.slice(0, 4)) - 130}${today.slice(4)}`
  return real && birthDate <= today && birthDate >= oldest ? { birthDate, precision: 'day' } : undefined
}
