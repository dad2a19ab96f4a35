import type { GstMode, TaxClass } from '../gst.ts'
import type { DocumentKind } from '../numbers.ts'

/** The documents that a bill can become. */
export type BillKind = Extract<
  DocumentKind,
  'receipt' | 'bill-of-supply' | 'tax-invoice' | 'invoice-cum-bill-of-supply'
>
export const billKinds = [
  'receipt', 'bill-of-supply', 'tax-invoice', 'invoice-cum-bill-of-supply',
] as const satisfies readonly BillKind[] // prettier-ignore

/**
 * Which document the law asks for. Without registration a plain receipt; under composition a bill of supply; else by what
 * is on the bill. Source: CGST Rules 2017, rule 46 (tax invoice), 46A (both on one paper), 49 (bill of supply).
 */
export function billKind(lines: readonly { readonly taxClass: TaxClass }[], mode: GstMode): BillKind {
  if (mode === 'unregistered') return 'receipt'
  if (mode === 'composition') return 'bill-of-supply'
  const taxable = lines.filter(line => line.taxClass === 'taxable').length
  if (taxable === 0) return 'bill-of-supply'
  return taxable === lines.length ? 'tax-invoice' : 'invoice-cum-bill-of-supply'
}
