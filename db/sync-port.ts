/** What the exchange with headquarters needs of a store beside its door. */
import { ok, type Outcome } from '../domain/errors.ts'
import type { JournalPort } from '../domain/journal/journal-port.ts'
import { journalPort } from './journal-port.ts'
import type { OpenStore } from './open-store.ts'

/** The journal for reading, over the connection that keeps no writer waiting. */
export const journalOf = ({ engine }: OpenStore): JournalPort => journalPort(engine, engine.read)

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
