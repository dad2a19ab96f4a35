import { financialYear, type LocalDate } from './time.ts'

/**
 * Legal documents, each with a series of its own. The letter stands in the number, so that no two documents of a clinic
 * ever read the same.
 */
export const documentKinds = {
  receipt: 'R',
  'bill-of-supply': 'B',
  'tax-invoice': 'T',
  'invoice-cum-bill-of-supply': 'M',
  'credit-note': 'C',
  'payment-receipt': 'P',
  'refund-receipt': 'F',
} as const
export type DocumentKind = keyof typeof documentKinds

/** Two characters from headquarters and two drawn when the device is made; letters that are easily misread are left out. */
export const deviceCodeAlphabet = '23456789ABCDEFGHJKMNPQRSTUVWXYZ'
export const deviceCodePattern = /^[A-Z0-9]{4}$/

/** The key of a series: `A1K7R-26`. One per device, document kind and financial year. */
export const seriesKey = (deviceCode: string, kind: DocumentKind, date: LocalDate): string =>
  `${deviceCode}${documentKinds[kind]}-${String(financialYear(date) % 100).padStart(2, '0')}`

/** The last number of a series: six digits keep the whole within sixteen characters. */
export const lastOfSeries = 999_999

/**
 * A document number, `A1K7R-26/000123`. At most sixteen characters of A-Z, 0-9, `-` and `/`, consecutive and unique in a
 * financial year. Source: CGST Rules 2017, rule 46(b) and 49(b).
 */
export const documentNumber = (series: string, next: number): string => `${series}/${String(next).padStart(6, '0')}`

export const documentNumberPattern = /^[A-Z0-9]{4}[RBTMCPF]-\d{2}\/\d{6}$/

/** Medical record number: device code and counter, so that two PCs can never give the same one. */
export const medicalRecordNumber = (deviceCode: string, next: number): string =>
  `${deviceCode}-${String(next).padStart(5, '0')}`
