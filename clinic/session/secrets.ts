import { hash, verify } from '@node-rs/argon2'
import { ok, type Outcome, refuse } from '../../domain/errors.ts'
import { countTry, minutesLocked, noTries, triesLeft, type Tries } from '../../domain/session/lock-out.ts'
import { credential } from '../../domain/tables/local-tables.ts'
import { credentialOf } from '../../db/queries/local.ts'
import { saveLocal } from '../save.ts'
import type { LocalWriter, Store } from '../../db/types.ts'

/** Argon2id, the library's default, with 19 MiB and two passes. Source: OWASP Password Storage Cheat Sheet. Runs beside the thread that answers. */
const parameters = { memoryCost: 19_456, timeCost: 2, parallelism: 1 } as const

export const verifierOf = (secret: string): Promise<string> => hash(secret, parameters)

export type Secret = { readonly pin: string } | { readonly password: string }

/** Wrong tries while nothing can be written: a full disk must neither lock people out of reading nor let them guess. */
const unwritten = new WeakMap<Store, Map<string, Tries>>()

function countTryOf(store: Store, userId: string, now: string): Outcome<Tries> {
  const count = (held: Tries): Outcome<Tries> => {
    const minutes = minutesLocked(held, now)
    return minutes > 0 ? refuse('locked-out', { minutes }) : ok(countTry(held, now))
  }
  const kept = store.local<Outcome<Tries>>(tx => {
    const held = credentialOf(tx, userId)
    const counted = count(held ?? noTries)
    // Without a verifier nothing can be guessed, so nothing is kept.
    if (counted.ok && held) tx.putLocal(credential, { ...held, ...counted.value })
    return counted
  })
  if (kept.ok) return kept.value
  const tries = unwritten.get(store) ?? new Map<string, Tries>()
  unwritten.set(store, tries)
  const counted = count(tries.get(userId) ?? credentialOf(store.read, userId) ?? noTries)
  if (counted.ok) tries.set(userId, counted.value)
  return counted
}

function clearTriesOf(store: Store, userId: string): void {
  unwritten.get(store)?.delete(userId)
  // Refused on a full disk: the try stays counted, and the next right secret takes it back.
  store.local(tx => {
    const held = credentialOf(tx, userId)
    if (held) tx.putLocal(credential, { ...held, ...noTries })
    return null
  })
}

/**
 * Compares a secret. The try is counted in the store before the comparison begins and taken back when it was right, so
 * neither a crash nor many calls at once give a try for nothing.
 */
export async function proveSecret(store: Store, userId: string, secret: Secret, now: string): Promise<Outcome<null>> {
  const counted = countTryOf(store, userId, now)
  if (!counted.ok) return counted
  const held = credentialOf(store.read, userId)
  const verifier = ('pin' in secret ? held?.pinVerifier : held?.passwordVerifier) ?? null
  const right = verifier !== null && (await verify(verifier, 'pin' in secret ? secret.pin : secret.password))
  if (right) {
    clearTriesOf(store, userId)
    return ok(null)
  }
  const minutes = minutesLocked(counted.value, now)
  return minutes > 0
    ? refuse('locked-out', { minutes })
    : refuse('wrong-credentials', { left: triesLeft(counted.value) })
}

/** Sets a new PIN and ends a lock-out; a password that exists stays. */
export function putPin(tx: LocalWriter, userId: string, pinVerifier: string): void {
  const held = credentialOf(tx, userId)
  tx.putLocal(credential, { id: userId, passwordVerifier: held?.passwordVerifier ?? null, ...noTries, pinVerifier })
}

/** The same as a change of its own. */
export function setPin(store: Store, userId: string, pinVerifier: string): Outcome<{ done: true }> {
  const saved = saveLocal(store, tx => {
    putPin(tx, userId, pinVerifier)
    return null
  })
  return saved.ok ? ok({ done: true }) : saved
}
