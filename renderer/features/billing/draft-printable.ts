import { lineAmounts } from '../../../domain/billing/totals.ts'
import { documentNotice, documentTitle } from '../../../domain/billing/document-words.ts'
import type { BillDraft, Printable, Totals } from '../../../domain/contract/shapes.ts'
import { paise } from '../../../domain/money.ts'
import { amountInWords } from '../../../domain/money-text.ts'
import type { BillLine } from '../../../domain/tables/money.ts'
import { localTime } from '../../../domain/time.ts'
import { ageText, sexLetter } from '../../../domain/words.ts'
import type { Desk } from '../../app/session.ts'

type Given = { readonly tendered: number; readonly change: number }

/**
 * The paper that a draft would become, for the preview beside it. It has no number: that is given at issue. Clinic and
 * registration are frozen from the clinic's record at issue; here stands what the window knows of them.
 */
export function draftPrintable(
  draft: BillDraft,
  lines: readonly BillLine[],
  totals: Totals,
  given: Given | undefined,
  desk: Desk,
  now: string,
): Printable {
  const { clinic, session } = desk
  const cash = given && given.change >= 0 && totals.total > 0 ? given : undefined
  return {
    documentKind: 'invoice',
    documentId: draft.id,
    title: documentTitle(totals.kind, 'en'),
    notice: documentNotice(totals.kind, draft.gstMode),
    language: 'en',
    isSample: clinic.isSample,
    copy: 0,
    printedAt: '',
    printedBy: '',
    clinic: {
      legalName: clinic.displayName,
      displayName: clinic.displayName,
      address: '',
      city: clinic.city,
      pincode: '',
      phone: null,
      // Registered, so taxes are named; the number itself stands on the issued paper.
      gstin: draft.gstMode === 'regular' ? '' : null,
      state: '',
      stateCode: '',
    },
    number: '',
    date: draft.date,
    time: localTime(now, clinic.timeZone),
    patient: {
      name: draft.patient.name,
      nativeName: draft.patient.nativeName,
      mrn: draft.patient.mrn,
      detail: [ageText(draft.patient.age), sexLetter(draft.patient.sex)].filter(part => part !== '').join(' · '),
      phone: draft.patient.phone,
    },
    practitioner: draft.practitionerName === '' ? null : { name: draft.practitionerName, registrationNumber: '' },
    lines: lines.map(line => {
      const { taxable, cgst, sgst, amount } = lineAmounts(line, draft.gstMode)
      const { description, hsn, quantity, unitPrice, discount, taxClass, rateBp } = line
      return { description, hsn, quantity, unitPrice, discount, taxClass, rateBp, taxable, cgst, sgst, amount }
    }),
    totals,
    inWords: amountInWords(paise(totals.total)),
    payments: cash ? [{ label: 'Cash', number: '', amount: totals.total, ...cash }] : [],
    due: cash ? 0 : totals.total,
    reference: null,
    cashier: session.displayName,
    token: null,
  }
}
