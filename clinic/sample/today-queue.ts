import { token, type TokenStatus, type tokenSeries } from '../../domain/tables/visits.ts'
import { tokenLabel } from '../../domain/queue/token-label.ts'
import type { LocalDate } from '../../domain/time.ts'
import { issue } from './documents.ts'
import type { Random } from './random.ts'
import type { Registered } from './registration.ts'
import { first, type SampleEntry } from './sample-entry.ts'
import { indiaMs, type SampleDoctor, type Scene } from './sample-scene.ts'
import { chargeChanges, encounterChanges, visitOf, type Visit } from './visit.ts'

type Series = (typeof tokenSeries)[number]
type Place = {
  readonly who: Registered
  readonly doctor: SampleDoctor
  readonly series: Series
  readonly status: Extract<TokenStatus, 'created' | 'in-progress' | 'fulfilled'>
  /** Minutes before now when the token was issued, and when its status came. */
  readonly issuedAgo: number
  readonly statusAgo: number
}

const donePerDoctor = 8
/** Of those done, so many already have their bill; the others are at the cash desk. */
export const billedPerDoctor = 7
const waitingPerDoctor = 5

/** Patients of each doctor that a queue needs. */
export const queueLength = donePerDoctor + 1 + waitingPerDoctor

/** Something that happens at an instant (Unix milliseconds); made when its turn comes, so that numbers follow time. */
export type Happening = { readonly ms: number; make(): SampleEntry }

/**
 * The queue of this morning for one doctor: `people` in the order in which they came.
 */
export function doctorsQueue(
  scene: Scene,
  doctor: SampleDoctor,
  people: readonly Registered[],
  now: number,
  today: LocalDate,
): readonly Happening[] {
  const midnight = indiaMs(today, '00:00')
  const ago = (minutes: number, order: number) => Math.max(midnight + order * 1000, now - minutes * 60_000)
  return placesOf(scene, doctor, people).flatMap((place, order) => {
    const issuedAt = ago(place.issuedAgo, order)
    const statusAt = Math.max(issuedAt, ago(place.statusAgo, order))
    const visit = visitOf(scene, place.who, doctor, today, issuedAt)
    const billed = place.status === 'fulfilled' && order < billedPerDoctor
    const arrival: Happening = {
      ms: issuedAt,
      make: () => arrivalEntry(scene, place, visit, { issuedAt, statusAt, billed, today }),
    }
    if (!billed) return [arrival]
    const paid = order === 2 ? 'part' : 'all'
    return [arrival, { ms: statusAt, make: () => issue(scene, visit, statusAt, paid, []).entry }]
  })
}

const encounterStatus = { created: 'arrived', 'in-progress': 'in-progress', fulfilled: 'finished' } as const

function arrivalEntry(
  scene: Scene,
  place: Place,
  visit: Visit,
  at: { readonly issuedAt: number; readonly statusAt: number; readonly billed: boolean; readonly today: LocalDate },
): SampleEntry {
  const { who, doctor, series, status } = place
  const number = scene.counters.token(`${doctor.id} ${series}`)
  const id = scene.newId(at.issuedAt)
  // Only the consultation is charged before the doctor has seen the patient.
  const charged = status === 'fulfilled' ? visit : { ...visit, lines: visit.lines.slice(0, 1) }
  const changes = [
    ...encounterChanges(visit, encounterStatus[status], series === 'E' ? 'EMERGENCY' : 'WALKIN'),
    ...chargeChanges(charged, at.billed ? 'billed' : 'billable'),
    first(token, id, 'issue', {
      encounterId: visit.encounterId,
      patientId: who.id,
      practitionerId: doctor.id,
      sessionDate: at.today,
      series,
      number,
      label: tokenLabel(series, number, ''),
      issuedAt: new Date(at.issuedAt).toISOString(),
    }),
    first(token, id, 'status', { status, statusAt: new Date(at.statusAt).toISOString() }),
  ]
  return scene.entry(at.issuedAt, scene.desk, changes)
}

function placesOf(scene: Scene, doctor: SampleDoctor, people: readonly Registered[]): readonly Place[] {
  const { random } = scene
  // The second doctor has the emergency of the morning: the last to come, and the first to be called.
  const emergency = scene.doctors.indexOf(doctor) === 1 ? queueLength - 1 : -1
  const arrivals = minutesAgo(random)
  return people.slice(0, queueLength).map((who, order) => {
    const issuedAgo = arrivals[order] ?? 1
    const series: Series = order === emergency ? 'E' : 'W'
    if (order === donePerDoctor)
      return { who, doctor, series, status: 'in-progress', issuedAgo, statusAgo: random.between(3, 11) }
    if (order > donePerDoctor) return { who, doctor, series, status: 'created', issuedAgo, statusAgo: issuedAgo }
    return { who, doctor, series, status: 'fulfilled', issuedAgo, statusAgo: Math.max(12, issuedAgo - 30) }
  })
}

/** How long ago each of the queue came, the first first: some minutes apart, closer together of late. */
function minutesAgo(random: Random): readonly number[] {
  let ago = random.between(1, 4)
  const latestFirst = Array.from({ length: queueLength }, (_, index) => {
    if (index > 0) ago += index <= waitingPerDoctor ? random.between(3, 9) : random.between(8, 14)
    return ago
  })
  return latestFirst.toReversed()
}
