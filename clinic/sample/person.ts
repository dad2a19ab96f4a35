import type { z } from 'zod'
import type { patientGroups } from '../../domain/contract/shapes.ts'
import { addDays, type LocalDate } from '../../domain/time.ts'
import type { Random } from './random.ts'

/** Everything that is written down of a patient, by the groups of the record. */
export type Person = {
  readonly [G in Exclude<keyof typeof patientGroups, 'deceased'>]: z.output<(typeof patientGroups)[G]>
} & { readonly deceasedOn: LocalDate | null }

type Birth = Pick<Person['demographics'], 'birthDate' | 'birthPrecision'>

const unknownBirth: Birth = { birthDate: null, birthPrecision: null }

/** Adults often tell an age only; parents know the day. Ages are years completed on `today`. */
export function birthOf(random: Random, years: number, today: LocalDate): Birth {
  const exact = addDays(today, -Math.floor(years * 365.25) - random.between(1, 360))
  const year = Number(today.slice(0, 4)) - years
  const yearOnly: Birth = {
    birthDate: `${year}-07-01` > today ? `${year}-01-01` : `${year}-07-01`,
    birthPrecision: 'year',
  }
  if (years < 18) {
    const precision = random.weighted([['day', 86], ['month', 9], ['year', 5]] as const) // prettier-ignore
    if (precision === 'month') return { birthDate: `${exact.slice(0, 7)}-01`, birthPrecision: 'month' }
    return precision === 'year' && years > 1 ? yearOnly : { birthDate: exact, birthPrecision: 'day' }
  }
  const precision = random.weighted([['day', 57], ['year', 40], ['unknown', 3]] as const) // prettier-ignore
  if (precision === 'unknown') return unknownBirth
  return precision === 'year' ? yearOnly : { birthDate: exact, birthPrecision: 'day' }
}

const knownAllergies = [
  'Penicillin: rash', 'Sulpha drugs', 'Ibuprofen: wheezing', 'Peanuts', 'Dust and pollen', 'Aspirin: stomach bleeding',
  'Egg', 'Latex gloves', 'Diclofenac: swelling of the face', 'Seafood', 'Milk: loose motions',
] as const // prettier-ignore

export function allergiesOf(random: Random): Person['allergies'] {
  if (random.perMille(65)) return { allergies: random.pick(knownAllergies), allergiesKnown: true }
  return { allergies: '', allergiesKnown: random.perMille(550) }
}

const notes = [
  'Hard of hearing in the left ear', 'Prefers Marathi', 'Comes with a wheelchair', 'Prefers evening hours',
  'Speaks Tamil; the daughter translates', 'Asks for a female doctor', 'Sends the son for medicines',
] as const // prettier-ignore

export const noteOf = (random: Random): Person['note'] => ({ note: random.perMille(40) ? random.pick(notes) : '' })

/** Networks' number ranges as people in Pune have them. */
const prefixes = [
  '982',
  '942',
  '989',
  '997',
  '904',
  '937',
  '880',
  '770',
  '721',
  '860',
  '750',
  '913',
  '830',
  '638',
] as const

export const phoneOf = (random: Random): string =>
  `+91${random.pick(prefixes)}${String(random.below(10_000_000)).padStart(7, '0')}`

const places = [
  ['Paud Road, Kothrud', '411038'], ['Karve Nagar', '411052'], ['Erandwane', '411004'], ['Warje', '411058'],
  ['Bavdhan', '411021'], ['Deccan Gymkhana', '411004'], ['Sinhagad Road', '411030'], ['Mayur Colony, Kothrud', '411038'],
  ['Dahanukar Colony, Kothrud', '411038'], ['Sadashiv Peth', '411030'], ['Aundh', '411007'], ['Dhankawadi', '411043'],
] as const // prettier-ignore
const houses = [
  'Sai Krupa Society', 'Ganesh Residency', 'Anand Nagar', 'Shivtirth Apartments', 'Tulsi Baug Chawl', 'Gurukrupa Heights',
  'Vrindavan Park', 'Laxmi Niwas', 'Rahul Complex', 'Sarita Vihar', 'Ashirwad Bungalow', 'Suyog Nagar',
] as const // prettier-ignore

/** One in seven was never asked for an address. */
export function addressOf(random: Random): Person['address'] {
  if (random.perMille(140)) return { address: '', city: 'Pune', pincode: '' }
  const [area, pincode] = random.pick(places)
  return { address: `${random.between(1, 48)}, ${random.pick(houses)}, ${area}`, city: 'Pune', pincode }
}
