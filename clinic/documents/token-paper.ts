import { documentWords } from '../../domain/billing/document-words.ts'
import type { Printable } from '../../domain/contract/shapes.ts'
import { callOrder } from '../../domain/queue/call-order.ts'
import { patient, practitioner } from '../../domain/tables/people.ts'
import { clinicRow } from '../../db/queries/people.ts'
import { tokenRow, tokensOfSession } from '../../db/queries/queue.ts'
import type { Reader } from '../../db/types.ts'
import { billingRules } from '../billing/bill-shown.ts'
import { patientDetail } from '../billing/patient-detail.ts'
import { freezeHead, headOnPaper } from './clinic-head.ts'
import { type CopyPrinted, frameOf } from './frame.ts'

/** A token slip: what is called out, where to go, and how many are called before. */
export function tokenPaper(reader: Reader, id: string, timeZone: string, printed?: CopyPrinted): Printable | undefined {
  const row = tokenRow(reader, id)
  const who = row && reader.get(patient, row.patientId)
  const own = clinicRow(reader)
  if (!row || !who || !own) return undefined
  const { language } = billingRules(reader)
  const doctor = reader.get(practitioner, row.practitionerId)
  const before = tokensOfSession(reader, row.sessionDate, row.practitionerId).filter(
    other => other.status === 'created' && other.id !== id && callOrder(other, row) < 0,
  )
  return {
    ...frameOf(
      reader,
      { id, at: row.issuedAt, clinic: headOnPaper({ ...freezeHead(own), gstin: null }) },
      timeZone,
      printed,
    ),
    documentKind: 'token',
    title: documentWords(language).token,
    notice: '',
    language,
    number: row.label,
    patient: {
      name: who.name,
      nativeName: who.nativeName ?? '',
      detail: patientDetail(who, row.sessionDate, language),
      mrn: who.mrn ?? '',
      phone: who.phone,
    },
    practitioner: doctor ? { name: doctor.name, registrationNumber: doctor.registrationNumber ?? '' } : null,
    lines: [],
    totals: null,
    inWords: '',
    payments: [],
    due: 0,
    reference: null,
    cashier: '',
    token: { label: row.label, room: doctor?.room ?? '', waitingBefore: before.length },
  }
}
