import type { Printable } from '../../domain/contract/shapes.ts'
import { gstStates } from '../../domain/gst.ts'
import type { invoice } from '../../domain/tables/money.ts'
import type { clinic } from '../../domain/tables/people.ts'
import type { FactRow, RecordRow } from '../../db/types.ts'

/** The clinic's part of an issued document. Source: CGST Rules 2017, rule 46(a): name, address and GSTIN of the supplier. */
export type FrozenHead = Pick<
  FactRow<typeof invoice>,
  | 'clinicLegalName'
  | 'clinicDisplayName'
  | 'clinicAddress'
  | 'clinicCity'
  | 'clinicPincode'
  | 'clinicPhone'
  | 'stateCode'
>

type Head = Pick<
  RecordRow<typeof clinic>,
  'legalName' | 'displayName' | 'address' | 'city' | 'pincode' | 'phone' | 'stateCode'
>

/** What a document keeps of the clinic, so that moving or a new name never changes what was issued. */
export const freezeHead = (row: Head): FrozenHead => ({
  clinicLegalName: row.legalName,
  clinicDisplayName: row.displayName,
  clinicAddress: row.address ?? '',
  clinicCity: row.city ?? '',
  clinicPincode: row.pincode ?? '',
  clinicPhone: row.phone,
  stateCode: row.stateCode,
})

/** The head of a paper, of what its document froze. */
export const headOnPaper = (head: FrozenHead & { readonly gstin: string | null }): Printable['clinic'] => ({
  legalName: head.clinicLegalName,
  displayName: head.clinicDisplayName,
  address: head.clinicAddress,
  city: head.clinicCity,
  pincode: head.clinicPincode,
  phone: head.clinicPhone,
  gstin: head.gstin,
  state: gstStates[head.stateCode] ?? '',
  stateCode: head.stateCode,
})
