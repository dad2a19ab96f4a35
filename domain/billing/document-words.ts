import type { GstMode } from '../gst.ts'
import type { DocumentKind } from '../numbers.ts'

/** The words that a printed document says in its own language. */
const titles = {
  en: {
    receipt: 'Receipt',
    'bill-of-supply': 'Bill of supply',
    'tax-invoice': 'Tax invoice',
    'invoice-cum-bill-of-supply': 'Invoice-cum-bill of supply',
    'credit-note': 'Credit note',
    'payment-receipt': 'Payment receipt',
    'refund-receipt': 'Refund receipt',
  },
  hi: {
    receipt: 'रसीद',
    'bill-of-supply': 'आपूर्ति बिल',
    'tax-invoice': 'कर बीजक',
    'invoice-cum-bill-of-supply': 'बीजक-सह-आपूर्ति बिल',
    'credit-note': 'जमा पत्र',
    'payment-receipt': 'भुगतान रसीद',
    'refund-receipt': 'धन-वापसी रसीद',
  },
} as const satisfies Record<string, Record<DocumentKind, string>>

const words = {
  en: { token: 'Token', cash: 'Cash', cashRefund: 'Cash refund', against: 'Against', cancelledBy: 'Cancelled by' },
  hi: { token: 'टोकन', cash: 'नकद', cashRefund: 'नकद वापसी', against: 'संदर्भ', cancelledBy: 'रद्द, द्वारा' },
} as const

export type DocumentLanguage = keyof typeof titles

/** `Tax invoice`, `कर बीजक`. */
export const documentTitle = (kind: DocumentKind, language: DocumentLanguage): string => titles[language][kind]

export const documentWords = (language: DocumentLanguage) => words[language]

/** Documents keep their language as text; one that this version does not know is printed in English. */
export const documentLanguage = (language: string): DocumentLanguage => (language === 'hi' ? 'hi' : 'en')

/**
 * What must stand at the top of a document, or nothing. The words are the law's own, the same in every language.
 * Source: CGST Rules 2017, rule 5(1)(f).
 */
export const documentNotice = (kind: DocumentKind, mode: GstMode): string =>
  kind === 'bill-of-supply' && mode === 'composition'
    ? 'composition taxable person, not eligible to collect tax on supplies'
    : ''
