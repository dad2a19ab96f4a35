import { hash, verify } from '@node-rs/argon2'
import { ok, type Outcome, refuse } from '../../domain/errors.ts'
import { countTry, minutesLocked, noTries, triesLeft, type Tries } from '../../domain/session/lock-out.ts'
import { credential } from '../../domain/tables/local-tables.ts'
import { credentialOf } from '../../db/queries/local.ts'
import type { LocalWriter, Store } from '../../db/types.ts'

/** Argon2id, the library's default, with 19 MiB and two passes. Source: OWASP Password Storage Cheat Sheet. Runs beside the thread that answers. */
const parameters = { memoryCost: 19_456, timeCost: 2, parallelism: 1 } as const

export const verifierOf = (secret: string): Promise<string> => hash(secret, parameters)

export type Secret = { readonly pin: string } | { readonly password: string }

/**
 * Compares a secret. The try is counted in the store before the comparison begins and taken back when it was right, so
 * neither a crash nor many calls at once give a try for nothing.
 */
export async function proveSecret(store: Store, userId: string, secret: Secret, now: string): Promise<Outcome<null>> {
  const counted = store.local<Outcome<Tries & { readonly verifier: string | null }>>(tx => {
    const held = credentialOf(tx, userId)
    const minutes = minutesLocked(held ?? noTries, now)
    if (minutes > 0) return refuse('locked-out', { minutes })
    const verifier = ('pin' in secret ? held?.pinVerifier : held?.passwordVerifier) ?? null
    const tries = countTry(held ?? noTries, now)
    // Without a verifier nothing can be guessed, so nothing needs to be counted or kept.
    if (held) tx.putLocal(credential, { ...held, ...tries })
    return ok({ ...tries, verifier })
  })
  if (!counted.ok) return counted
  const { verifier, ...tries } = counted.value
  const right = verifier !== null && (await verify(verifier, 'pin' in secret ? secret.pin : secret.password))
  if (!right) {
    const minutes = minutesLocked(tries, now)
    return minutes > 0 ? refuse('locked-out', { minutes }) : refuse('wrong-credentials', { left: triesLeft(tries) })
  }
  store.local(tx => {
    const held = credentialOf(tx, userId)
    if (held) tx.putLocal(credential, { ...held, ...noTries })
  })
  return ok(null)
}

/** Sets a new PIN and ends a lock-out; a password that exists stays. */
export function putPin(tx: LocalWriter, userId: string, pinVerifier: string): void {
  const held = credentialOf(tx, userId)
  tx.putLocal(credential, { id: userId, passwordVerifier: held?.passwordVerifier ?? null, ...noTries, pinVerifier })
}
