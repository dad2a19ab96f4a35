import type { PatientBrief } from '../../domain/contract/shapes.ts'
import { ageOn } from '../../domain/time.ts'
import { duesOf, type PatientLine, patientLines } from '../../db/queries/patients.ts'
import type { Reader } from '../../db/types.ts'

/** What lists say of patients, in the order of the ids; those that are gone are left out. */
export function patientBriefs(reader: Reader, ids: readonly string[], today: string): PatientBrief[] {
  const lines = patientLines(reader, ids)
  const dues = duesOf(reader, ids)
  return ids.flatMap(id => {
    const line = lines.get(id)
    return line ? [toBrief(line, dues.get(id) ?? 0, today)] : []
  })
}

function toBrief(line: PatientLine, due: number, today: string): PatientBrief {
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
