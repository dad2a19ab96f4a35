import { bulkLoad } from '../../db/bulk-load.ts'
import { journalPort } from '../../db/journal-port.ts'
import { randomFrom } from '../../db/node-crypto.ts'
import type { OpenStore } from '../../db/open-store.ts'
import { createStore, type OpenStoreWith } from '../../db/store.ts'
import { trustDevice } from '../../db/trust-device.ts'
import type { Outcome } from '../../domain/errors.ts'
import { pull } from '../../domain/journal/exchange.ts'
import type { Page } from '../../domain/journal/seal.ts'
import { mixture } from './mixture.ts'

const CLINIC = '0190c0de-0000-7000-8000-00000000c11c'

export const howTo = (file: string): OpenStoreWith => ({
  file,
  key: '5a'.repeat(32),
  clock: Date.now,
  random: randomFrom,
  machine: 'bench',
})

export function valueOf<T>(outcome: Outcome<T>): T {
  if (!outcome.ok) throw new Error(`refused: ${outcome.code} ${JSON.stringify(outcome.params)}`)
  return outcome.value
}

export function newStore(file: string, deviceCode: string): OpenStore {
  return valueOf(createStore({ ...howTo(file), clinicId: CLINIC, deviceCode }))
}

/** `entries` of the mixture, written at another PC that `store` then trusts, as pages that end at seals. */
export async function foreignPages(
  file: string,
  store: OpenStore,
  entries: number,
  seed: number,
): Promise<readonly Page[]> {
  const other = newStore(file, 'B2M8')
  valueOf(await bulkLoad(other, mixture(other, entries, seed)))
  other.seal()
  const pages = pagesOf(other, other.deviceId)
  trustDevice(store, { device: other.deviceId, publicKey: other.engine.state.self.publicKey, hq: false })
  other.close()
  return pages
}

function pagesOf(store: OpenStore, device: string): readonly Page[] {
  const pages: Page[] = []
  const port = journalPort(store.engine)
  for (let vector = {}; ;) {
    const pulled = pull(port, { vector }, 400).pages.filter(page => page.device === device)
    const newest = pulled.at(-1)
    if (newest === undefined) return pages
    pages.push(...pulled)
    vector = { [device]: { seq: newest.seal.seq, hash: newest.seal.hash } }
  }
}
