import type { BillLine } from '../../../domain/tables/money.ts'
import { allocate, paise, percentOf } from '../../../domain/money.ts'
import { parseAmount } from '../../../domain/money-text.ts'
import { plainAmount } from './cash.ts'

/** A line while it is being typed: numbers are the texts of their fields. */
export type EditLine = {
  readonly id: string
  readonly chargeItemId: string | null
  readonly description: string
  readonly hsn: string
  readonly quantity: string
  readonly rate: string
  readonly discount: string
  readonly taxClass: BillLine['taxClass']
  readonly rateBp: number
}

export type LineFault = { readonly id: string; readonly field: 'description' | 'quantity' | 'rate' | 'discount' }

export const editLine = (line: BillLine): EditLine => ({
  id: line.id,
  chargeItemId: line.chargeItemId,
  description: line.description,
  hsn: line.hsn,
  quantity: String(line.quantity),
  rate: plainAmount(line.unitPrice),
  discount: line.discount === 0 ? '' : plainAmount(line.discount),
  taxClass: line.taxClass,
  rateBp: line.rateBp,
})

/** What was typed as lines of the contract, and what in it cannot be read yet. */
export function readLines(edited: readonly EditLine[]): {
  readonly lines: readonly BillLine[]
  readonly faults: readonly LineFault[]
} {
  const faults: LineFault[] = []
  const lines = edited.map(line => {
    const quantity = /^[1-9]\d{0,3}$/.test(line.quantity.trim()) ? Number(line.quantity) : undefined
    const unitPrice = parseAmount(line.rate)
    const discount = line.discount.trim() === '' ? paise(0) : parseAmount(line.discount)
    if (line.description.trim() === '') faults.push({ id: line.id, field: 'description' })
    if (quantity === undefined) faults.push({ id: line.id, field: 'quantity' })
    if (unitPrice === undefined) faults.push({ id: line.id, field: 'rate' })
    if (discount === undefined || discount > (quantity ?? 1) * (unitPrice ?? 0))
      faults.push({ id: line.id, field: 'discount' })
    const { id, chargeItemId, hsn, taxClass, rateBp } = line
    return {
      id, chargeItemId, description: line.description.trim(), hsn, quantity: quantity ?? 1, unitPrice: unitPrice ?? 0,
      discount: discount ?? 0, taxClass, rateBp,
    } // prettier-ignore
  })
  return { lines, faults }
}

/** `Dressing 150` is an item with its rate; without an amount at the end the rate is asked next. */
export function newLine(id: string, typed: string): EditLine {
  const match = /^(.*\S)\s+₹?(\d[\d,]*(?:\.\d{1,2})?)$/.exec(typed.trim())
  const amount = match ? parseAmount(match[2] ?? '') : undefined
  return {
    id,
    chargeItemId: null,
    description: amount === undefined ? typed.trim() : (match?.[1] ?? ''),
    hsn: '',
    quantity: '1',
    rate: amount === undefined ? '' : plainAmount(amount),
    discount: '',
    taxClass: 'exempt',
    rateBp: 0,
  }
}

export type Discount =
  { readonly kind: 'percent'; readonly basisPoints: number } | { readonly kind: 'amount'; readonly paise: number }

/** Reads `10 %`, `7.5%` or an amount such as `150`. */
export function readDiscount(typed: string): Discount | undefined {
  const percent = /^(\d{1,3}(?:\.\d{1,2})?)\s*%$/.exec(typed.trim())
  if (percent) {
    const basisPoints = Math.round(Number(percent[1]) * 100)
    return basisPoints <= 10_000 ? { kind: 'percent', basisPoints } : undefined
  }
  const amount = parseAmount(typed)
  return amount === undefined ? undefined : { kind: 'amount', paise: amount }
}

/**
 * Lays a discount on the named lines, replacing what they had. An amount is shared in proportion to what the lines come to,
 * to the paisa. Undefined when it is larger than the lines.
 */
export function withDiscount(
  edited: readonly EditLine[],
  ids: readonly string[],
  discount: Discount,
): readonly EditLine[] | undefined {
  const { lines } = readLines(edited)
  const chosen = lines.filter(line => ids.includes(line.id))
  const grosses = chosen.map(line => paise(line.unitPrice * line.quantity))
  const sum = grosses.reduce((total, gross) => total + gross, 0)
  if (discount.kind === 'amount' && discount.paise > sum) return undefined
  const parts =
    discount.kind === 'percent'
      ? grosses.map(gross => percentOf(gross, discount.basisPoints))
      : allocate(paise(discount.paise), grosses)
  const byId = new Map(chosen.map((line, index) => [line.id, parts[index] ?? 0]))
  return edited.map(line => {
    const part = byId.get(line.id)
    return part === undefined ? line : { ...line, discount: part === 0 ? '' : plainAmount(part) }
  })
}

export const sameLines = (a: readonly BillLine[], b: readonly BillLine[]): boolean =>
  JSON.stringify(a) === JSON.stringify(b)
