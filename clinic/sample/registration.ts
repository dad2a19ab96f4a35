import { patient } from '../../domain/tables/people.ts'
import type { LocalDate } from '../../domain/time.ts'
import type { Person } from './person.ts'
import { first, type SampleEntry } from './sample-entry.ts'
import type { Scene } from './sample-scene.ts'

/** What later visits need of a patient. */
export type Registered = {
  readonly id: string
  readonly name: string
  readonly nativeName: string
  readonly demographics: Person['demographics']
  readonly mrn: string
  readonly phone: string | null
  /** The doctor that this patient usually sees. */
  readonly usualDoctor: number
}

/** One new patient with the next MRN. `ms` is when, Unix milliseconds. */
export function register(
  scene: Scene,
  person: Person,
  ms: number,
): { readonly who: Registered; readonly entry: SampleEntry } {
  const id = scene.newId(ms)
  const taken = scene.counters.mrn()
  const entry = scene.entry(
    ms,
    scene.desk,
    [
      first(patient, id, 'name', person.name),
      first(patient, id, 'demographics', person.demographics),
      first(patient, id, 'identifier', { mrn: taken.mrn }),
      first(patient, id, 'telecom', person.telecom),
      first(patient, id, 'address', person.address),
      first(patient, id, 'guardian', person.guardian),
      first(patient, id, 'allergies', person.allergies),
      first(patient, id, 'note', person.note),
    ],
    [taken],
  )
  const who: Registered = {
    id,
    name: person.name.name,
    nativeName: person.name.nativeName,
    demographics: person.demographics,
    mrn: taken.mrn,
    phone: person.telecom.phone,
    usualDoctor: scene.random.below(scene.doctors.length),
  }
  return { who, entry }
}

/** That a patient died, told by the family. */
export const deathEntry = (scene: Scene, id: string, deceasedOn: LocalDate, ms: number): SampleEntry =>
  scene.entry(ms, scene.desk, [first(patient, id, 'deceased', { deceasedOn })])
