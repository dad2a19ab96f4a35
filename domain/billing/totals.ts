import { type ErrorCode, ok, type Outcome, refuse } from '../errors.ts'
import { type GstMode, type LineTax, type TaxClass, taxInside } from '../gst.ts'
import { add, type Paise, paise, roundToRupee, subtract, times, zero } from '../money.ts'
import type { BillLine } from '../tables/money.ts'
import type { Totals } from '../contract/shapes.ts'
import { rateText } from '../words.ts'
import { billKind } from './document-kind.ts'

/** No line of a clinic is dearer: ₹1,00,00,00,000. It keeps every sum of a bill a safe integer. */
export const dearestLine = paise(100_000_000_000)

/** What one line costs: `amount` is `quantity × unitPrice − discount`, tax inside, and `taxable + cgst + sgst`. */
export type LineAmounts = LineTax & {
  readonly gross: Paise
  readonly amount: Paise
  readonly taxClass: TaxClass
  readonly rateBp: number
}

/**
 * The amounts of a line that `linesFault` found right. Prices include tax; the discount is taken off before tax, and tax
 * is rounded half up per line and component. A clinic without regular registration never carries tax (CGST Act s.32).
 */
export function lineAmounts(line: BillLine, mode: GstMode): LineAmounts {
  const gross = times(paise(line.unitPrice), line.quantity)
  const amount = subtract(gross, paise(line.discount))
  const rateBp = mode === 'regular' && line.taxClass === 'taxable' ? line.rateBp : 0
  return { ...taxInside(amount, rateBp), gross, amount, taxClass: line.taxClass, rateBp }
}

/** Why these lines cannot stand on a bill: a repeated line, a price out of bounds, a discount above its line, tax not allowed. */
export function linesFault(lines: readonly BillLine[], mode: GstMode): Outcome<null> {
  if (new Set(lines.map(line => line.id)).size < lines.length) return refuse('bad-input', { issues: 'lines.id' })
  const charges = lines.flatMap(line => line.chargeItemId ?? [])
  if (new Set(charges).size < charges.length) return refuse('bad-input', { issues: 'lines.chargeItemId' })
  const fault = lines.map(line => lineFault(line, mode)).find(code => code !== undefined)
  if (fault === undefined) return ok(null)
  return fault === 'bad-input' ? refuse(fault, { issues: 'lines.unitPrice' }) : refuse(fault)
}

function lineFault(line: BillLine, mode: GstMode): ErrorCode | undefined {
  const gross = line.unitPrice * line.quantity
  if (gross > dearestLine) return 'bad-input'
  if (line.discount > gross) return 'discount-too-large'
  return mode !== 'regular' && line.rateBp > 0 ? 'gst-not-registered' : undefined
}

const sum = (parts: readonly Paise[]): Paise => add(...parts)

/**
 * The totals of a bill and the kind of document that it will be. Always: `total = Σ line amounts + roundOff`,
 * `total − roundOff = taxable + cgst + sgst`, and `cgst = sgst`.
 */
export function billTotals(lines: readonly BillLine[], mode: GstMode): Totals {
  const parts = lines.map(line => lineAmounts(line, mode))
  const { payable, roundOff } = roundToRupee(sum(parts.map(part => part.amount)))
  return {
    kind: billKind(parts, mode),
    subtotal: sum(parts.map(part => part.gross)),
    discount: sum(lines.map(line => paise(line.discount))),
    taxable: sum(parts.map(part => part.taxable)),
    cgst: sum(parts.map(part => part.cgst)),
    sgst: sum(parts.map(part => part.sgst)),
    roundOff,
    total: payable,
    taxRows: mode === 'regular' ? taxRows(parts) : [],
  }
}

type TaxRow = Totals['taxRows'][number]
/** What the GST summary is made of; issued lines have the same fields. */
export type TaxedPart = {
  readonly taxClass: TaxClass
  readonly rateBp: number
  readonly taxable: number
  readonly cgst: number
  readonly sgst: number
}

const classLabels = { exempt: 'Exempt', nil: 'Nil rated', 'non-gst': 'Non-GST' } as const

/** One row per class and rate, untaxed ones first, then by rate. */
export function taxRows(parts: readonly TaxedPart[]): TaxRow[] {
  const rows = new Map<string, TaxRow>()
  for (const part of parts) {
    const label = part.taxClass === 'taxable' ? rateText(part.rateBp) : classLabels[part.taxClass]
    const row = rows.get(label)
    rows.set(label, {
      label,
      taxClass: part.taxClass,
      rateBp: part.taxClass === 'taxable' ? part.rateBp : 0,
      taxable: (row?.taxable ?? zero) + part.taxable,
      cgst: (row?.cgst ?? zero) + part.cgst,
      sgst: (row?.sgst ?? zero) + part.sgst,
    })
  }
  const rank = (row: TaxRow) => (row.taxClass === 'taxable' ? 1 + row.rateBp : 0)
  return [...rows.values()].sort((a, b) => rank(a) - rank(b) || (a.label < b.label ? -1 : 1))
}
