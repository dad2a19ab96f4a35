/** What the exchange with headquarters needs of a store beside its door. */
import { ok, type Outcome } from '../domain/errors.ts'
import type { JournalPort } from '../domain/journal/journal-port.ts'
import { makeSeal } from '../domain/journal/seal.ts'
import { journalPort } from './journal-port.ts'
import type { OpenStore } from './open-store.ts'

/** The journal for reading, over the connection that keeps no writer waiting. */
export const journalOf = ({ engine }: OpenStore): JournalPort => journalPort(engine, engine.read)

/** The journal as if this device had just sealed it; nothing is written, so that also a store that is only read is served. */
export function journalSealedNow(store: OpenStore): JournalPort {
  const port = journalOf(store)
  const { sign, state } = store.engine
  const { clinic, device } = state.self
  return {
    ...port,
    sealNear: (name, after, upTo) => {
      const head = name === device ? state.branches.get(device) : undefined
      if (head === undefined || head.seq <= after || head.seq > upTo) return port.sealNear(name, after, upTo)
      return makeSeal(sign, clinic, device, head)
    },
  }
}

/** Signs with this device's key; 128 hexadecimal digits. */
export const signAs = ({ engine }: OpenStore, text: string): string => engine.sign(text)

/** Of this device, 64 hexadecimal digits. */
export const publicKeyOf = ({ engine }: OpenStore): string => engine.state.self.publicKey

/** Signs what was written last, so that it can be served. Refuses in read-only mode. */
export const sealForServing = (store: OpenStore): Outcome<null> =>
  store.guarded(() => {
    store.seal()
    return ok(null)
  })

export type KnownDevice = { readonly device: string; readonly publicKey: string }

/** Every device whose entries this PC believes, itself included and headquarters not. */
export const knownDevices = ({ engine }: OpenStore): readonly KnownDevice[] =>
  [...engine.state.keys].flatMap(([device, { publicKey, hq }]) => (hq ? [] : [{ device, publicKey }]))
