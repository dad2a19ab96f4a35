/** A person books while 100,000 rows come in: how long until the booking is on the disk, from the moment of the click. */
import { encounter, token } from '../../domain/tables/visits.ts'
import { ok } from '../../domain/errors.ts'
import type { Page } from '../../domain/journal/seal.ts'
import type { OpenStore } from '../../db/open-store.ts'
import { ACTOR, diceOf, ROWS_PER_ENTRY } from './mixture.ts'
import { valueOf } from './store-fixture.ts'
import { someIds } from './store-work.ts'

/** Clicks come at this distance, ready or not: a click that has to wait counts from when it was made. */
const CLICK_MS = 40

export type BookingFigures = { readonly samples: readonly number[]; readonly rowsPerSecond: number }

export async function measureBooking(store: OpenStore, pages: readonly Page[]): Promise<BookingFigures> {
  const samples: number[] = []
  const dice = diceOf(11)
  const ids = someIds(store)
  const begun = performance.now()
  const state = { running: true }
  const applying = store.applySliced(pages).then(outcome => {
    state.running = false
    return valueOf(outcome)
  })
  for (let click = begun + CLICK_MS; state.running; click += CLICK_MS) {
    await new Promise(resolve => setTimeout(resolve, Math.max(0, click - performance.now())))
    if (!state.running) break
    book(store, dice.one(ids))
    samples.push(performance.now() - click)
  }
  const { applied } = await applying
  return { samples, rowsPerSecond: ((applied * ROWS_PER_ENTRY) / (performance.now() - begun)) * 1000 }
}

function book(store: OpenStore, patientId: string): void {
  valueOf(
    store.commit({ actor: ACTOR, intent: store.engine.ports.newId() }, tx => {
      const [encounterId, tokenId] = [tx.newId(), tx.newId()]
      const number = tx.nextCount('bench tokens')
      const visit = { patientId, practitionerId: ACTOR, date: '2026-11-22', appointmentType: 'WALKIN' } as const
      tx.set(encounter, encounterId, 'visit', visit, [])
      tx.set(encounter, encounterId, 'status', { status: 'arrived' }, [])
      const issue = { encounterId, patientId, practitionerId: ACTOR, sessionDate: '2026-11-22', series: 'W' } as const
      tx.set(token, tokenId, 'issue', { ...issue, number, label: `W-${number}`, issuedAt: tx.now }, [])
      tx.set(token, tokenId, 'status', { status: 'created', statusAt: tx.now }, [])
      return ok(number)
    }),
  )
}
