/** For a bulk load, in a test or in a process that a test kills. */
import type { BulkStep } from '../../../db/bulk-load.ts'
import { ok } from '../../../domain/errors.ts'
import { patient } from '../../../domain/tables/people.ts'

/** Registrations, all of the same name. */
export function* patientSteps(newId: () => string, count: number): Generator<BulkStep> {
  for (let n = 0; n < count; n++) {
    yield {
      actor: '0190c0de-0000-7000-8000-00000000000a',
      intent: newId(),
      work: tx => {
        const id = tx.newId()
        tx.set(patient, id, 'name', { name: 'Lakshmi Iyer', nativeName: '' }, [])
        tx.set(patient, id, 'identifier', { mrn: `A1K7-${tx.nextCount('mrn')}` }, [])
        return ok(null)
      },
    }
  }
}
