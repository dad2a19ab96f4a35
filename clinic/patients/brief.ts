import type { PatientBrief } from '../../domain/contract/shapes.ts'
import { ageOn } from '../../domain/time.ts'
import { duesOf, type PatientLine, patientLines } from '../../db/queries/patients.ts'
import type { SignedIn } from '../desk.ts'

/**
 * What lists say of patients, in the order of the ids; those that are gone are left out. Dues are read only for who may
 * read bills, and null for others: 0 would say that nothing is unpaid.
 */
export function patientBriefs({ store, person, today }: WhoAsks, ids: readonly string[]): PatientBrief[] {
  const lines = patientLines(store.read, ids)
  const dues = person.permissions.has('billing.read') ? duesOf(store.read, ids) : undefined
  return ids.flatMap(id => {
    const line = lines.get(id)
    return line ? [toBrief(line, dues ? (dues.get(id) ?? 0) : null, today)] : []
  })
}

type WhoAsks = Pick<SignedIn, 'store' | 'person' | 'today'>

function toBrief(line: PatientLine, due: number | null, today: string): PatientBrief {
  return {
    id: line.id,
    name: line.name,
    nativeName: line.nativeName ?? '',
    mrn: line.mrn ?? '',
    sex: line.sex ?? 'unknown',
    age: ageShown(line.birthDate, today),
    ageEstimated: line.birthDate !== null && line.birthPrecision !== 'day',
    phone: line.phone,
    phoneRelation: line.phoneRelation ?? '',
    due,
  }
}

export const ageShown = (birthDate: string | null, today: string) =>
  birthDate === null ? null : (ageOn(birthDate, today) ?? null)
