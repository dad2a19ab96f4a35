import type { OpenStore } from '../../db/open-store.ts'
import { signAs } from '../../db/sync-port.ts'
import { type Desk, storeOf } from '../desk.ts'
import { type HqClient, hqClient } from './hq-client.ts'
import { linkOf } from './link.ts'
import { type After, startSync, type SyncStatus, statusOf } from './sync-worker.ts'
import { atRest } from './sync-machine.ts'

/** Windows are told of a new status at most so often. Milliseconds. */
const TELL_MS = 400

const after: After = (milliseconds, work) => {
  const timer = setTimeout(work, milliseconds)
  timer.unref()
  return () => clearTimeout(timer)
}

/** Headquarters as this PC speaks to them. */
export const clientFor = (desk: Desk, store: OpenStore, address: string): HqClient =>
  hqClient({
    address,
    clock: desk.ownClock,
    speaker: () => ({ clinic: store.clinicId, device: store.deviceId, sign: text => signAs(store, text) }),
  })

/** Begins the exchange of a PC that is connected; nothing for a clinic that works alone, or a store that is only read. */
export function followHeadquarters(desk: Desk, store: OpenStore): void {
  const link = linkOf(store.read)
  if (link?.stage !== 'linked' || !store.mode().writable) return
  desk.sync = startSync({
    store,
    client: clientFor(desk, store, link.address),
    ownClock: desk.ownClock,
    learnClock: desk.learnClock,
    after,
    roll: () => Buffer.from(desk.random(4)).readUInt32BE() / 2 ** 32,
    log: desk.log,
    changed: tellingSeldom(desk),
  })
}

/** How the exchange stands; undefined for a clinic that works alone. */
export function syncStatus(desk: Desk): SyncStatus | undefined {
  const store = storeOf(desk)
  if (store === undefined || linkOf(store.read)?.stage !== 'linked') return undefined
  return desk.sync?.status() ?? statusOf(store, atRest)
}

/** Tells the windows when the words of the status change, at most every `TELL_MS`: most entries are sent before. */
function tellingSeldom(desk: Desk): () => void {
  let planned = false
  let told = ''
  return () => {
    if (planned) return
    planned = true
    after(TELL_MS, () => {
      planned = false
      const now = wordsOf(desk)
      if (now === undefined || now === told) return
      told = now
      desk.emit({ event: 'sync' })
    })
  }
}

/** What of the status a person can see; undefined once the store is closed. */
function wordsOf(desk: Desk): string | undefined {
  if (desk.sync?.isClosed() !== false) return undefined
  const { state, waiting, confirmedAt, offlineSince, trouble } = desk.sync.status()
  return JSON.stringify([state, waiting, confirmedAt?.slice(0, 16), offlineSince, trouble, desk.doubtedMinutes()])
}
