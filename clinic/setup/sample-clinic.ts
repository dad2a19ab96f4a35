import { ok, type Outcome } from '../../domain/errors.ts'
import { noTries } from '../../domain/session/lock-out.ts'
import { credential } from '../../domain/tables/local-tables.ts'
import type { Desk } from '../desk.ts'
import { nowOf } from '../desk.ts'
import { takePlace } from '../place.ts'
import { generateSample } from '../sample/generate-sample.ts'
import { expectedEntries } from '../sample/sample-sizes.ts'
import { saveLocal } from '../save.ts'
import { verifierOf } from '../session/secrets.ts'
import { dropStore, freshStore } from './fresh-store.ts'

/** The PIN of every user of a sample clinic; it stands on the sign-in screen of the sample. */
export const samplePin = '2580'

/** The same people and numbers on every PC, so that manuals and support speak of the same clinic. */
const sampleSeed = 26

/** Entries in a transaction while somebody watches: small, so that the bar moves and other calls get their turn. */
const SHOWN_BATCH = 50

/** Makes a database that says on every paper that it is a sample. Credentials come last: without them it is not set up. */
export async function sampleClinic(desk: Desk, language: 'en' | 'hi'): Promise<Outcome<{ done: true }>> {
  const made = await freshStore(desk)
  if (!made.ok) return made
  const { store } = made.value
  const total = expectedEntries('demo')
  const onProgress = (done: number) =>
    desk.emit({ event: 'progress', task: 'sample', done, total: Math.max(done, total) })
  try {
    const sample = await generateSample(store, {
      size: 'demo',
      seed: sampleSeed,
      now: nowOf(desk),
      language,
      onProgress,
      batch: SHOWN_BATCH,
    })
    if (!sample.ok) {
      dropStore(desk, store)
      return sample
    }
    // One for all: the PIN is public, and hashing it for each kept a slow PC waiting with a full bar.
    const pinVerifier = await verifierOf(samplePin)
    const saved = saveLocal(store, tx => {
      for (const { id } of sample.value.users)
        tx.putLocal(credential, { id, ...noTries, pinVerifier, passwordVerifier: null })
      return null
    })
    if (!saved.ok) return saved
  } catch (fault) {
    dropStore(desk, store)
    throw fault
  }
  takePlace(desk, store)
  return ok({ done: true })
}
