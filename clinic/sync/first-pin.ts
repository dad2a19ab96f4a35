/** The first PIN on a PC that joined a clinic, see docs/decisions/0016-first-pin-on-a-new-pc.md. */
import { verify } from '@node-rs/argon2'
import { ok, type Outcome, refuse } from '../../domain/errors.ts'
import { isWeakPin } from '../../domain/session/weak-pin.ts'
import { user } from '../../domain/tables/people.ts'
import type { Store } from '../../db/types.ts'
import { hasCredentials } from '../../db/queries/local.ts'
import { saveLocal } from '../save.ts'
import { putPin, verifierOf } from '../session/secrets.ts'
import { changeLink, linkOf } from './link.ts'

/** This PC joined a clinic, and nobody can sign in yet. */
export function needsFirstPin({ read }: Pick<Store, 'read'>): boolean {
  const link = linkOf(read)
  return link?.stage === 'linked' && link.codeVerifier !== null && !hasCredentials(read)
}

/**
 * Sets the PIN of an administrator who proves with the enrolment code that headquarters let this PC in. The code has 59
 * bits and is good once, so tries are not counted.
 */
export async function setFirstPin(
  store: Store,
  { code, userId, newPin }: { readonly code: string; readonly userId: string; readonly newPin: string },
): Promise<Outcome<{ done: true }>> {
  const verifier = linkOf(store.read)?.codeVerifier ?? null
  if (verifier === null || !needsFirstPin(store) || !(await verify(verifier, code)))
    return refuse('wrong-enrolment-code')
  const row = store.read.get(user, userId)
  if (row?.active !== true || row.roles?.includes('admin') !== true) return refuse('not-found', { what: 'user' })
  if (isWeakPin(newPin)) return refuse('weak-pin')
  const pinVerifier = await verifierOf(newPin)
  const saved = saveLocal(store, tx => {
    // Another window may have been faster.
    if (hasCredentials(tx)) return false
    putPin(tx, userId, pinVerifier)
    changeLink(tx, { codeVerifier: null })
    return true
  })
  if (!saved.ok) return saved
  return saved.value ? ok({ done: true }) : refuse('wrong-enrolment-code')
}
