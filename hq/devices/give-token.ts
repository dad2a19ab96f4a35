import type { z } from 'zod'
import { ok, refuse, type Outcome } from '../../domain/errors.ts'
import { tokenText, type tokenBody } from '../../domain/sync/protocol.ts'
import { isSignedBy } from '../ed25519.ts'
import { inClinic } from '../postgres/pool.ts'
import type { Platform } from '../platform.ts'
import { useChallenge, type Challenges } from './challenge.ts'
import { readDevice } from './device-row.ts'

/**
 * Whether the device may have a token. An unknown clinic, an unknown device and a wrong signature are refused alike; only
 * who holds the key learns that it was revoked.
 */
export async function mayHaveToken(
  { pool, clock }: Platform,
  challenges: Challenges,
  { clinic, device, challenge, signature }: z.output<typeof tokenBody>,
): Promise<Outcome<null>> {
  const now = clock()
  if (!challenges.isOurs(challenge, { clinic, device }, now)) return refuse('not-signed-in')
  return inClinic(pool, clinic, async tx => {
    const held = await readDevice(tx, clinic, device)
    const text = tokenText(clinic, device, challenge)
    if (held === undefined || !isSignedBy(held.publicKey, text, signature)) return refuse('not-signed-in')
    if (!(await useChallenge(tx, { clinic, device }, challenge, now))) return refuse('not-signed-in')
    if (held.revoked) return refuse('revoked')
    await tx.query('UPDATE device SET last_seen_at = to_timestamp($3) WHERE clinic_id = $1 AND device_id = $2', [
      clinic,
      device,
      now / 1000,
    ])
    return ok(null)
  })
}
