import type { Printable } from '../../domain/contract/shapes.ts'
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

/**
 * `printed` says which copy this is; without it, how many there are so far. `at` is the document's own instant, and `clinic`
 * its head: frozen with an issued document, today's on a token slip.
 */
export function frameOf(
  reader: Reader,
  document: { readonly id: string; readonly at: string; readonly clinic: Printable['clinic'] },
  timeZone: string,
  printed: CopyPrinted | undefined,
): Frame {
  return {
    documentId: document.id,
    isSample: clinicRow(reader)?.isSample ?? false,
    copy: printed?.copy ?? copiesOf(reader, document.id),
    printedAt: printed ? localStamp(printed.printedAt, timeZone) : '',
    printedBy: printed?.printedBy ?? '',
    clinic: document.clinic,
    date: localDate(document.at, timeZone),
    time: localTime(document.at, timeZone),
  }
}

/** `2026-11-23 10:42` in the clinic's zone. */
const localStamp = (instant: string, timeZone: string): string =>
  `${localDate(instant, timeZone)} ${localTime(instant, timeZone)}`
