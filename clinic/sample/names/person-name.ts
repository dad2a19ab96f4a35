import type { Random } from '../random.ts'
import type { NamePart, NameTable } from './name-table.ts'

/** What the members of one family share. */
export type FamilyName = { readonly table: NameTable; readonly family: NamePart | undefined }

export const familyName = (random: Random, table: NameTable): FamilyName => ({
  table,
  family: table.family.length > 0 ? random.pick(table.family) : undefined,
})

export type FullName = { readonly given: NamePart; readonly latin: string; readonly native: string }

export const givenName = (random: Random, table: NameTable, sex: 'male' | 'female'): NamePart => random.pick(table[sex])

/**
 * A full name as people of the region write it. `father` is the given name of father or husband; a Tamil one stands
 * second or as an initial, a Marathi or Gujarati one may stand in the middle.
 */
export function fullName(random: Random, { table, family }: FamilyName, given: NamePart, father: NamePart): FullName {
  if (table.pattern === 'given-father' || family === undefined) return withFather(random, given, father)
  const middle = table.pattern === 'given-father-family' && random.perMille(350)
  const words = middle ? [given, father, family] : [given, family]
  return { given, latin: join(words, 'latin'), native: join(words, 'native') }
}

function withFather(random: Random, given: NamePart, father: NamePart): FullName {
  if (random.perMille(700))
    return { given, latin: `${given.latin} ${father.latin}`, native: `${given.native} ${father.native}` }
  return {
    given,
    latin: `${given.latin} ${father.latin.charAt(0)}.`,
    native: `${firstLetter(father.native)}. ${given.native}`,
  }
}

const join = (words: readonly NamePart[], form: 'latin' | 'native'): string => words.map(word => word[form]).join(' ')

const letters = new Intl.Segmenter('ta', { granularity: 'grapheme' })

/** The first letter with its vowel sign: மு of முருகன். */
const firstLetter = (text: string): string => letters.segment(text)[Symbol.iterator]().next().value?.segment ?? ''

/** A newborn that has no name yet. */
export const babyOf = (mother: FullName, table: NameTable): { readonly latin: string; readonly native: string } => ({
  latin: `Baby of ${mother.latin}`,
  native: table.script === 'tamil' ? `${mother.native} குழந்தை` : `${mother.native} यांचे बाळ`,
})
