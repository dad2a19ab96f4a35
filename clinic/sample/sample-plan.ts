import type { DocumentLanguage } from '../../domain/billing/document-words.ts'
import { localDate, type Instant } from '../../domain/time.ts'
import type { Counters } from './counters.ts'
import type { Registered } from './registration.ts'
import { castOf } from './sample-cast.ts'
import { pastDays, workingDays, type Registry } from './sample-days.ts'
import type { SampleEntry } from './sample-entry.ts'
import { indiaMs, openingEntry, openScene, sampleTimeZone, type SampleUser } from './sample-scene.ts'
import { sampleSizes, type SizeName } from './sample-sizes.ts'
import { billedPerDoctor, doctorsQueue, queueLength } from './today-queue.ts'

export type SamplePlan = {
  readonly users: readonly SampleUser[]
  /** In the order of time; pure, so that the same options give the same entries. */
  entries(): Generator<SampleEntry>
}

/** A whole believable clinic as entries of one fresh device. `now` is the moment that Today shows. */
export function samplePlan(options: {
  readonly size: SizeName
  readonly seed: number
  readonly now: Instant
  readonly clinicId: string
  readonly deviceId: string
  readonly language: DocumentLanguage
  readonly counters: Counters
}): SamplePlan {
  const size = sampleSizes[options.size]
  const today = localDate(options.now, sampleTimeZone)
  const dates = workingDays(today, size.days)
  const openedAt = indiaMs(dates[0] ?? today, '07:30')
  const scene = openScene({
    size,
    seed: options.seed,
    language: options.language,
    counters: options.counters,
    openedAt,
  })
  return {
    users: scene.users,
    *entries() {
      yield openingEntry(scene, options, openedAt)
      const registry: Registry = { people: [], deceased: new Set() }
      const billedToday = size.doctors * billedPerDoctor
      yield* pastDays(scene, {
        dates,
        patients: size.patients,
        invoices: size.invoices - billedToday,
        cast: castOf(today),
        registry,
      })
      const queues = queuesOf(registry, size.doctors)
      const now = Date.parse(options.now)
      const morning = scene.doctors.flatMap((doctor, index) =>
        doctorsQueue(scene, doctor, queues[index] ?? [], now, today),
      )
      for (const { make } of morning.toSorted((a, b) => a.ms - b.ms)) yield make()
    },
  }
}

/** The cast of each doctor's waiting line: who sits in the room and who waits, as in the guides. */
const waitingLines = [
  ['Mohan Joshi', 'Ganesh Pawar', 'Anjali Nair', 'Shobha Kamat', 'Vikram Bhosale', 'Rehana Khan'],
  ['Joseph D’Souza', 'Fatima Begum', 'Harpreet Kaur', 'Dev Patil', 'Sneha Gokhale', 'Rohit Sen'],
  ['Murugan Pillai', 'Selvi Rajan', 'Asha Rane', 'Baby of Pooja', 'Balaji Rao', 'Thomas Kurian'],
] as const

/** Kept out of the queue, for the guide's walk-in and bill. */
const notToday = ['Suresh Deshpande', 'Rukmini Deshpande', 'Aarav Deshpande', 'Kavitha Murugan']

function queuesOf({ people, deceased }: Registry, doctors: number): readonly (readonly Registered[])[] {
  // The cast came last; a name of the cast may also be somebody else's before.
  const byName = new Map(people.map(who => [who.name, who]))
  const lines = waitingLines.map(names => names.flatMap(name => byName.get(name) ?? []))
  const kept = new Set([...lines.flat(), ...notToday.flatMap(name => byName.get(name) ?? [])].map(who => who.id))
  const others = people.filter(who => !kept.has(who.id) && !deceased.has(who.id)).reverse()
  return Array.from({ length: doctors }, (_, index) => {
    const line = lines[index] ?? []
    return [...others.splice(0, queueLength - line.length), ...line]
  })
}
