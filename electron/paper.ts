/** Receipt formats as Electron measures paper. Without a size Electron prints A4, whatever the printer holds. */
import type { receiptFormats } from '../domain/tables/people.ts'

export type ReceiptFormat = (typeof receiptFormats)[number]

const MICRONS_PER_MM = 1_000
const WIDTH_MM = { '80mm': 80, '58mm': 58 } as const
/** A roll is torn above the last line: shorter slips would stay inside the printer. */
const SHORTEST_MM = 50
const FEED_MM = 4

type PageSize = 'A5' | { readonly width: number; readonly height: number }

/** The page of one document, sizes in microns: a roll is cut to the measured height (millimetres), a sheet is A5. */
export function pageOptions(format: ReceiptFormat, heightMm: number): { pageSize: PageSize } {
  if (format === 'A5') return { pageSize: 'A5' }
  const height = Math.max(Math.ceil(heightMm) + FEED_MM, SHORTEST_MM)
  return { pageSize: { width: WIDTH_MM[format] * MICRONS_PER_MM, height: height * MICRONS_PER_MM } }
}
