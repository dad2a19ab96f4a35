import { ok } from '../../domain/errors.ts'
import { billTotals } from '../../domain/billing/totals.ts'
import { searchPatients } from '../../db/patient-search.ts'
import {
  creditNotes, documentsByNumber, documentsOfDay, documentsOfPatients, newestDocuments, openDrafts, takings,
} from '../../db/queries/billing.ts' // prettier-ignore
import type { SignedIn } from '../desk.ts'
import type { HandlersOf } from '../handlers-of.ts'
import { billingRules } from './bill-shown.ts'
import { documentLine } from './document-line.ts'
import { numbersMeant } from './numbers-meant.ts'

export const billListHandlers: HandlersOf<'billing.list'> = {
  /** Sums are those of the day asked for, or of today when none is. */
  'billing.list': ({ date, text, limit }, context) => {
    const { read } = context.store
    const { gstMode } = billingRules(read)
    return ok({
      drafts: openDrafts(read, date, limit).map(({ id, patientName, date: of, lines }) => ({
        billId: id,
        patientName: patientName ?? '',
        date: of,
        lines: lines.length,
        total: billTotals(lines, gstMode).total,
      })),
      documents: documentsFound(context, date, text.trim(), limit).map(documentLine),
      creditNotes: [...creditNotes(read, date, limit)],
      ...takings(read, date ?? context.today),
    })
  },
}

const mostPatients = 50

function documentsFound({ store, today }: SignedIn, date: string | null, text: string, limit: number) {
  const { read } = store
  if (text === '') return date === null ? newestDocuments(read, limit) : documentsOfDay(read, date, limit)
  const byNumber = documentsByNumber(read, numbersMeant(read, store, text, today), date, limit)
  const patients = searchPatients(read, text, mostPatients)
  const byPatient = patients.length === 0 ? [] : documentsOfPatients(read, patients, date, limit)
  const known = new Set(byNumber.map(row => row.id))
  return [...byNumber, ...byPatient.filter(row => !known.has(row.id))].slice(0, limit)
}
