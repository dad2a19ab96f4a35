import { divideHalfUp, type Paise, paise, subtract } from './money.ts'

/**
 * GST registration of a clinic. `unregistered` and `composition` must neither show nor collect tax (CGST Act s.32).
 */
export type GstMode = 'unregistered' | 'composition' | 'regular'
export const gstModes = ['unregistered', 'composition', 'regular'] as const satisfies readonly GstMode[]

/** State and union territory codes of a GSTIN (first two digits). Source: GST Council's list of state codes. */
export const gstStates: Readonly<Record<string, string>> = {
  '01': 'Jammu and Kashmir', '02': 'Himachal Pradesh', '03': 'Punjab', '04': 'Chandigarh', '05': 'Uttarakhand',
  '06': 'Haryana', '07': 'Delhi', '08': 'Rajasthan', '09': 'Uttar Pradesh', '10': 'Bihar', '11': 'Sikkim',
  '12': 'Arunachal Pradesh', '13': 'Nagaland', '14': 'Manipur', '15': 'Mizoram', '16': 'Tripura', '17': 'Meghalaya',
  '18': 'Assam', '19': 'West Bengal', '20': 'Jharkhand', '21': 'Odisha', '22': 'Chhattisgarh', '23': 'Madhya Pradesh',
  '24': 'Gujarat', '26': 'Dadra and Nagar Haveli and Daman and Diu', '27': 'Maharashtra', '29': 'Karnataka',
  '30': 'Goa', '31': 'Lakshadweep', '32': 'Kerala', '33': 'Tamil Nadu', '34': 'Puducherry',
  '35': 'Andaman and Nicobar Islands', '36': 'Telangana', '37': 'Andhra Pradesh', '38': 'Ladakh', '97': 'Other territory',
} // prettier-ignore

const ALPHABET = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ'

/** The fifteenth character of a GSTIN, computed from the first fourteen (modulus 36, weights 1 and 2 alternating). */
export function gstinCheckDigit(first14: string): string {
  let sum = 0
  for (const [index, character] of [...first14].entries()) {
    const product = ALPHABET.indexOf(character) * (index % 2 === 0 ? 1 : 2)
    sum += Math.floor(product / 36) + (product % 36)
  }
  return ALPHABET[(36 - (sum % 36)) % 36] ?? ''
}

export type GstinFault = 'shape' | 'state' | 'check-digit'

/** Undefined when the GSTIN is well formed, names a state and its check digit is right; else what is wrong. */
export function gstinFault(gstin: string): GstinFault | undefined {
  if (!/^\d{2}[A-Z]{5}\d{4}[A-Z][1-9A-Z]Z[0-9A-Z]$/.test(gstin)) return 'shape'
  if (!(gstin.slice(0, 2) in gstStates)) return 'state'
  return gstinCheckDigit(gstin.slice(0, 14)) === gstin[14] ? undefined : 'check-digit'
}

/** How a line stands under GST; `non-gst` is outside the law altogether (for example a deposit). */
export type TaxClass = 'exempt' | 'nil' | 'taxable' | 'non-gst'
export const taxClasses = ['exempt', 'nil', 'taxable', 'non-gst'] as const satisfies readonly TaxClass[]

export type LineTax = { readonly taxable: Paise; readonly cgst: Paise; readonly sgst: Paise }

/**
 * Tax inside an inclusive amount, within the clinic's state. Half the tax is rounded first and the base is the remainder,
 * so that base + CGST + SGST is the amount to the paisa and the halves are equal.
 * @param gross amount the patient pays, paise
 * @param rateBp the whole rate in basis points: 500 is 5 %
 */
export function taxInside(gross: Paise, rateBp: number): LineTax {
  const half = paise(Number(divideHalfUp(BigInt(gross) * BigInt(rateBp), 2n * (10_000n + BigInt(rateBp)))))
  return { taxable: subtract(subtract(gross, half), half), cgst: half, sgst: half }
}
