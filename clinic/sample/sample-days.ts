import { addDays, type LocalDate } from '../../domain/time.ts'
import { cancel, issue, type PaidShare } from './documents.ts'
import { household } from './household.ts'
import type { Person } from './person.ts'
import { deathEntry, register, type Registered } from './registration.ts'
import type { SampleEntry } from './sample-entry.ts'
import { indiaMs, type Scene } from './sample-scene.ts'
import { chargeChanges, encounterChanges, visitOf } from './visit.ts'

export type Registry = { readonly people: Registered[]; readonly deceased: Set<string> }

/** The clinic's days before today, from the first; Sundays are holidays. */
export function workingDays(today: LocalDate, days: number): readonly LocalDate[] {
  return Array.from({ length: days }, (_, index) => addDays(today, index - days)).filter(
    date => new Date(`${date}T00:00:00Z`).getUTCDay() !== 0,
  )
}

/** How many of `total` fall on the day at `index` of `count`, so that all days together have exactly the total. */
const shareOf = (total: number, index: number, count: number): number =>
  Math.floor((total * (index + 1)) / count) - Math.floor((total * index) / count)

const openMs = (13 * 60 - 20) * 60_000

/** Every day's new patients and visits. `cast` is registered first of all, `patients` and `invoices` are reached exactly. */
export function* pastDays(
  scene: Scene,
  options: {
    readonly dates: readonly LocalDate[]
    readonly patients: number
    readonly invoices: number
    readonly cast: readonly (readonly Person[])[]
    readonly registry: Registry
  },
): Generator<SampleEntry> {
  const { dates, patients, invoices, registry } = options
  const arrivals = arrivalsOf(scene, options.cast, patients)
  const deaths = new Map<LocalDate, string[]>()
  for (const [index, date] of dates.entries()) {
    const opens = indiaMs(date, '08:00')
    const arriving = shareOf(patients, index, dates.length)
    const visits = shareOf(invoices, index, dates.length)
    const slot = Math.floor(openMs / (arriving + visits + 1))
    let at = opens
    for (const id of deaths.get(date) ?? []) {
      registry.deceased.add(id)
      yield deathEntry(scene, id, date, at)
    }
    deaths.delete(date)
    for (let order = 0; order < Math.max(arriving, visits); order++) {
      if (order < arriving) {
        const person = arrivals(date)
        at += slot
        const { who, entry } = register(scene, person, at)
        registry.people.push(who)
        const died = person.deceasedOn
        if (died !== null && died > date) deaths.set(died, [...(deaths.get(died) ?? []), who.id])
        yield entry
      }
      if (order < visits) {
        at += slot
        const who = order < arriving ? registry.people.at(-1) : aliveOne(scene, registry)
        if (who) yield* pastVisit(scene, who, date, at)
      }
    }
  }
}

/** One person after the other; a family comes on following turns. */
function arrivalsOf(scene: Scene, cast: readonly (readonly Person[])[], patients: number): (date: LocalDate) => Person {
  const waiting: Person[] = []
  // Newborns of the cast were born days ago, so that the cast comes last.
  let fromCast = 0
  const castSize = cast.reduce((sum, family) => sum + family.length, 0)
  let arrived = 0
  return date => {
    if (waiting.length === 0) {
      const family = patients - arrived <= castSize ? cast[fromCast++] : undefined
      const room = patients - castSize - arrived
      waiting.push(...(family ?? household(scene.random, date).slice(0, Math.max(1, room))))
    }
    arrived += 1
    const person = waiting.shift()
    if (!person) throw new Error('a family without members')
    return person
  }
}

function aliveOne(scene: Scene, { people, deceased }: Registry): Registered {
  for (;;) {
    const who = scene.random.pick(people)
    if (!deceased.has(who.id)) return who
  }
}

const paying = [['all', 930], ['part', 35], ['nothing', 35]] as const satisfies readonly (readonly [PaidShare, number])[] // prettier-ignore

function* pastVisit(scene: Scene, who: Registered, date: LocalDate, ms: number): Generator<SampleEntry> {
  const { random, size } = scene
  const doctor =
    scene.doctors[random.perMille(800) ? who.usualDoctor : random.below(scene.doctors.length)] ?? scene.doctors[0]
  const visit = visitOf(scene, who, doctor, date, ms)
  const cancelled = random.perMille(size.invoices < 1000 ? 18 : 5)
  const arrived = encounterChanges(visit, 'finished', random.perMille(250) ? 'FOLLOWUP' : 'WALKIN')
  const charges = chargeChanges(visit, cancelled ? 'aborted' : 'billed')
  if (size.whole) yield scene.entry(ms, scene.desk, [...arrived, ...charges])
  const issued = issue(
    scene,
    visit,
    ms + 20_000,
    cancelled ? 'all' : random.weighted(paying),
    size.whole ? [] : arrived,
  )
  yield issued.entry
  if (cancelled) yield cancel(scene, visit, issued, ms + 40_000)
}
