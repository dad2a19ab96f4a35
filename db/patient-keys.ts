/**
 * The search keys of a patient, as words of one column: `w` a word of the name, `s` how it sounds, `d` digits of a phone
 * from each place on (so that any four in a row are the beginning of one), `m` the MRN and its number alone.
 */
import { roughKey, soundKey } from '../domain/names/sound.ts'
import { nameWords } from '../domain/names/words.ts'

export type PatientNames = {
  readonly name: string | null
  readonly nativeName: string | null
  readonly guardianName: string | null
  readonly mrn: string | null
  readonly phone: string | null
  readonly guardianPhone: string | null
}

/** Fewer digits than this find nothing. */
export const LEAST_DIGITS = 4

export function patientKeys(patient: PatientNames): string {
  const keys = new Set<string>()
  for (const name of [patient.name, patient.nativeName]) {
    if (name === null) continue
    for (const word of nameWords(name)) for (const key of keysOfWord(word)) keys.add(key)
  }
  for (const phone of [patient.phone, patient.guardianPhone]) {
    if (phone === null) continue
    const digits = phone.slice('+91'.length)
    for (let at = 0; at + LEAST_DIGITS <= digits.length; at++) keys.add(`d${digits.slice(at)}`)
  }
  if (patient.mrn !== null) for (const key of mrnKeys(patient.mrn)) keys.add(key)
  return [...keys].join(' ')
}

/** A clinic's people share some thousand names. */
const KEPT_WORDS = 5000
const known = new Map<string, readonly string[]>()

function keysOfWord(word: string): readonly string[] {
  const kept = known.get(word)
  if (kept !== undefined) return kept
  const keys = [`w${word}`, `s${soundKey(word)}`, `s${roughKey(word)}`]
  if (known.size >= KEPT_WORDS) known.clear()
  known.set(word, keys)
  return keys
}

/** `A1K7-00042` is found whole, as `00042` and as `42`. */
export function mrnKeys(mrn: string): readonly string[] {
  const plain = mrn.toLowerCase().replace(/[^a-z0-9]/g, '')
  const digits = mrn.split('-').at(-1) ?? ''
  return [`m${plain}`, `m${digits}`, `m${digits.replace(/^0+/, '')}`]
}
