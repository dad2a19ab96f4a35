import type { Printable } from '../../domain/contract/shapes.ts'
import { gstStates } from '../../domain/gst.ts'
import { patient } from '../../domain/tables/people.ts'
import { localDate, localTime } from '../../domain/time.ts'
import { clinicRow } from '../../db/queries/people.ts'
import { copiesOf } from '../../db/queries/prints.ts'
import type { Reader } from '../../db/types.ts'

/** What is the same on every paper: the clinic's head, who it is for, and which copy it is. */
export type Frame = Pick<
  Printable,
  'documentId' | 'isSample' | 'copy' | 'printedAt' | 'printedBy' | 'clinic' | 'time' | 'date'
>

export type CopyPrinted = { readonly copy: number; readonly printedAt: string; readonly printedBy: string }

/** `printed` says which copy this is; without it, how many there are so far. `at` is the document's own instant. */
export function frameOf(
  reader: Reader,
  document: { readonly id: string; readonly at: string; readonly gstin: string | null },
  timeZone: string,
  printed: CopyPrinted | undefined,
): Frame {
  const row = clinicRow(reader)
  const stateCode = row?.stateCode ?? ''
  return {
    documentId: document.id,
    isSample: row?.isSample ?? false,
    copy: printed?.copy ?? copiesOf(reader, document.id),
    printedAt: printed ? localStamp(printed.printedAt, timeZone) : '',
    printedBy: printed?.printedBy ?? '',
    clinic: {
      legalName: row?.legalName ?? '',
      displayName: row?.displayName ?? '',
      address: row?.address ?? '',
      city: row?.city ?? '',
      pincode: row?.pincode ?? '',
      phone: row?.phone ?? null,
      gstin: document.gstin,
      state: gstStates[stateCode] ?? '',
      stateCode,
    },
    date: localDate(document.at, timeZone),
    time: localTime(document.at, timeZone),
  }
}

/** `2026-11-23 10:42` in the clinic's zone. */
const localStamp = (instant: string, timeZone: string): string =>
  `${localDate(instant, timeZone)} ${localTime(instant, timeZone)}`

/** The person on the paper. Name and detail come frozen from the document; MRN and phone never change what it says. */
export function patientOnPaper(
  reader: Reader,
  patientId: string,
  frozen: { readonly name: string; readonly nativeName: string; readonly detail: string },
): Printable['patient'] {
  const row = reader.get(patient, patientId)
  return { ...frozen, mrn: row?.mrn ?? '', phone: row?.phone ?? null }
}
