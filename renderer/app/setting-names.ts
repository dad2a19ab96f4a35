import type { languages, receiptFormats } from '../../domain/tables/people.ts'

/** Each language in its own words, for whoever reads no other. */
export const languageNames: Readonly<Record<(typeof languages)[number], string>> = { en: 'English', hi: 'हिन्दी' }

/** Sizes of paper are called the same in every language. */
export const receiptNames: Readonly<Record<(typeof receiptFormats)[number], string>> = {
  A5: 'A5',
  '80mm': '80 mm',
  '58mm': '58 mm',
}
