import { ok, refuse } from '../../domain/errors.ts'
import { patient } from '../../domain/tables/people.ts'
import { documentsOfPatient } from '../../db/queries/billing.ts'
import { patientsByPhone, visitsOf } from '../../db/queries/patients.ts'
import { documentLine } from '../billing/document-line.ts'
import { clocksShown, conflictsShown } from '../clocks.ts'
import type { HandlersOf } from '../handlers-of.ts'
import { patientBriefs } from './brief.ts'

const linesShown = 50

export const pageHandlers: HandlersOf<'patients.get'> = {
  'patients.get': ({ id }, context) => {
    const { store, person } = context
    const { read } = store
    const seen = read.see(patient, id)
    const [brief] = patientBriefs(context, [id])
    if (!seen || !brief) return refuse('not-found', { what: 'patient' })
    const { row } = seen
    const mayBill = person.permissions.has('billing.read')
    const others = row.phone === null ? [] : patientsByPhone(read, row.phone).filter(other => other !== id)
    return ok({
      ...brief,
      birthDate: row.birthDate,
      birthPrecision: row.birthPrecision,
      address: row.address ?? '',
      city: row.city ?? '',
      pincode: row.pincode ?? '',
      guardianName: row.guardianName ?? '',
      guardianRelation: row.guardianRelation ?? '',
      guardianPhone: row.guardianPhone,
      allergies: row.allergies ?? '',
      allergiesKnown: row.allergiesKnown ?? false,
      note: row.note ?? '',
      deceasedOn: row.deceasedOn,
      clocks: clocksShown(seen),
      conflicts: conflictsShown(read, seen),
      visits: visitsOf(read, id, linesShown).map(visit => ({
        ...visit,
        practitionerName: visit.practitionerName ?? '',
      })),
      documents: mayBill ? documentsOfPatient(read, id, linesShown).map(documentLine) : [],
      family: patientBriefs(context, others),
    })
  },
}
