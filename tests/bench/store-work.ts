/** A day at the desk: finding people and issuing documents. */
import type { OpenStore } from '../../db/open-store.ts'
import { searchPatients } from '../../db/patient-search.ts'
import { ACTOR, diceOf, nameOf, phoneOf, writeBill } from './mixture.ts'
import { valueOf } from './store-fixture.ts'

const SEARCHES = 400
const COMMITS = 400

/** What people type: a beginning, two beginnings, a name as they would spell it, digits of a phone, an MRN. */
export function measureSearches(store: OpenStore, seed: number): readonly number[] {
  const dice = diceOf(seed + 7)
  const texts = Array.from({ length: SEARCHES }, (_, n) => {
    const name = nameOf(dice)
    const words = name.split(' ')
    const beginnings = words.map(word => word.slice(0, 2 + (n % 4)))
    const ways = [
      beginnings[0] ?? name,
      beginnings.reverse().join(' '),
      name.replace(/sh/g, 's').replace(/v/g, 'w'),
      phoneOf(dice).slice(6, 10 + (n % 3)),
      `${store.deviceCode}-${n + 1}`,
      name.slice(0, 1),
      'லட்சுமி',
      'चौधरी',
    ]
    return ways[n % ways.length] ?? name
  })
  return texts.map(text => once(() => searchPatients(store.read, text, 20)))
}

/** Five rows and two numbers, on the disk before the call returns. */
export function measureCommits(store: OpenStore): readonly number[] {
  const ids = someIds(store)
  const dice = diceOf(3)
  return Array.from({ length: COMMITS }, () => {
    const patientId = dice.one(ids)
    return once(() =>
      valueOf(store.commit({ actor: ACTOR, intent: store.engine.ports.newId() }, tx => writeBill(tx, patientId))),
    )
  })
}

export function someIds(store: OpenStore): readonly string[] {
  return store.read.all<{ id: string }>('SELECT id FROM patient LIMIT 500').map(row => row.id)
}

/** Milliseconds that the work took. */
export function once(work: () => unknown): number {
  const begun = performance.now()
  work()
  return performance.now() - begun
}
