import type { LocalDate } from './time.ts'

/** A rate that the law knew from one day to another. */
export type GstRate = {
  /** The whole rate, CGST and SGST together, in basis points: 500 is 5 %. */
  readonly rateBp: number
  readonly validFrom: LocalDate
  /** The last day, or null while it is in force. */
  readonly validTo: LocalDate | null
  readonly source: string
}

const start = {
  validFrom: '2017-07-01',
  source: 'Notifications 1/2017, 2/2017 and 11/2017-Central Tax (Rate) of 28-06-2017',
}
const reform = { validFrom: '2025-09-22', source: 'Notifications 9/2025 and 10/2025-Central Tax (Rate) of 17-09-2025' }
const lastOfOld = '2025-09-21'

/**
 * The general rates of GST, for a clinic to choose from; which one an item bears is to be confirmed by the clinic's
 * accountant. A rate that changes gets a `validTo` and a new row: what was billed before keeps the rate of its day.
 */
export const gstRates = [
  { rateBp: 0, validTo: null, ...start },
  { rateBp: 500, validTo: null, ...start },
  { rateBp: 1200, validTo: lastOfOld, ...start },
  { rateBp: 1800, validTo: null, ...start },
  { rateBp: 2800, validTo: lastOfOld, ...start },
  { rateBp: 4000, validTo: null, ...reform },
] as const satisfies readonly GstRate[]

/** The rates in force on a day, in basis points, the smallest first. */
export const gstRatesOn = (date: LocalDate): readonly number[] =>
  gstRates
    .filter(({ validFrom, validTo }) => date >= validFrom && (validTo === null || date <= validTo))
    .map(({ rateBp }) => rateBp)
