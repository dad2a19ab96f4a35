/**
 * Finding patients: by names in any order and script, by how they sound, by any four digits of a phone, by MRN.
 *
 * Four ways, each wider than the one before, until enough are found: whole words, beginnings of words, how they sound, and
 * how they sound without voice (as Tamil writes). Within a way, who was changed last comes first.
 */
import { roughKey, soundKey } from '../domain/names/sound.ts'
import { nameWords } from '../domain/names/words.ts'
import { DOC_SHIFT } from './patient-index.ts'
import { LEAST_DIGITS } from './patient-keys.ts'
import type { Reader } from './types.ts'

/** Ids of living rows that fit the text, best first, at most `limit`. */
export function searchPatients(reader: Reader, text: string, limit: number): readonly string[] {
  const asked = readQuestion(text)
  const found = new Set<string>()
  for (const match of matches(asked)) {
    if (found.size >= limit) break
    for (const { id } of reader.all<{ id: string }>(
      `SELECT p.id FROM patientIndex AS x JOIN patientDoc AS d ON d.patient = x.rowid & ${DOC_SHIFT - 1} AND d.doc = x.rowid
         JOIN patient AS p ON p._n = d.patient
        WHERE x.patientIndex MATCH ? AND p.deletedAt IS NULL ORDER BY x.rowid DESC LIMIT ?`,
      match,
      // As many again as were found: the wider way finds those too.
      limit + found.size,
    )) {
      if (found.size < limit) found.add(id)
    }
  }
  return [...found]
}

type Question = {
  readonly words: readonly string[]
  /** Digits of a phone, as `d` keys begin. */
  readonly digits: readonly string[]
  /** What may be an MRN, whole or its number. */
  readonly mrn: string | undefined
}

function readQuestion(text: string): Question {
  const plain = text.trim().toLowerCase()
  const mrn = /^[a-z0-9]{4}-?\d{1,9}$/.test(plain) && /[a-z]/.test(plain) ? plain.replace('-', '') : undefined
  if (mrn !== undefined) return { words: [], digits: [], mrn }
  if (/^[+\d][\d\s().+-]*$/.test(plain)) {
    const digits = withoutCountry(plain.replace(/\D/g, ''))
    return { words: [], digits: digits.length >= LEAST_DIGITS ? [digits] : [], mrn: digits }
  }
  const digits = (plain.match(/\d+/g) ?? []).filter(run => run.length >= LEAST_DIGITS)
  return { words: nameWords(plain), digits, mrn: undefined }
}

/** `+91 98220…`, `098220…` and `98220…` are one phone. */
function withoutCountry(digits: string): string {
  if (digits.length > 10 && digits.startsWith('91')) return digits.slice(2, 12)
  if (digits.length > 10 && digits.startsWith('0')) return digits.slice(1, 11)
  return digits.slice(0, 10)
}

/** The questions to the index, from the narrowest to the widest. */
function matches({ words, digits, mrn }: Question): readonly string[] {
  const all = (parts: readonly string[]): string => parts.join(' AND ')
  if (words.length === 0) {
    const ways = mrn === undefined || mrn === '' ? [] : [`"m${mrn}"`]
    if (digits.length > 0) ways.push(all(digits.map(run => `"d${run}" *`)))
    // The number of an MRN is found whole only; a whole MRN also by its beginning.
    else if (mrn !== undefined && /[a-z]/.test(mrn)) ways.push(`"m${mrn}" *`)
    return ways
  }
  const phones = digits.map(run => `"d${run}" *`)
  const whole = all([...words.map(word => `"w${word}"`), ...phones])
  const begin = all([...words.map(word => `"w${word}" *`), ...phones])
  const sound = all([...words.map(word => either(word, soundKey(word))), ...phones])
  const rough = all([...words.map(word => either(word, roughKey(word))), ...phones])
  return [...new Set([whole, begin, sound, rough])]
}

/** A key of one letter fits half the patients and says nothing. */
function either(word: string, key: string): string {
  return key.length < 2 ? `"w${word}" *` : `("w${word}" * OR "s${key}" *)`
}
