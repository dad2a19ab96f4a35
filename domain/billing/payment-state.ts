import { type Paise, paise } from '../money.ts'

/** What was paid on a document and what is still due; a cancelled one has nothing due, and money never counts twice. */
export type Standing = { readonly paid: Paise; readonly due: Paise }

/** FHIR keeps this derived: `received` and `refunded` are sums of facts, nothing of it is stored. */
export function standing(document: {
  readonly total: number
  readonly received: number
  readonly refunded: number
  readonly cancelled: boolean
}): Standing {
  const paid = paise(document.received - document.refunded)
  return { paid, due: paise(document.cancelled ? 0 : Math.max(0, document.total - document.received)) }
}
