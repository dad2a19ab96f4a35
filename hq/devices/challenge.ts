/**
 * Challenges that a device signs to get a token. They are not kept: 6 bytes of the time and 10 drawn ones, and 16 bytes
 * that only headquarters can make over them. Each is good for one minute, one device and one use.
 */
import { createHmac, hkdfSync, timingSafeEqual } from 'node:crypto'
import type { Secrets } from '../config.ts'
import type { Tx } from '../postgres/pool.ts'

export const CHALLENGE_MS = 60_000

export type Whom = { readonly clinic: string; readonly device: string }

export type Challenges = {
  /** 64 hexadecimal digits. */
  readonly make: (whom: Whom, now: number) => string
  readonly isOurs: (challenge: string, whom: Whom, now: number) => boolean
}

/** The previous secret counts for as long as a challenge that it made before `started`, Unix milliseconds. */
export function makeChallenges(
  { present, previous }: Secrets,
  started: number,
  random: (bytes: number) => Uint8Array,
): Challenges {
  const keyOf = (secret: string): Buffer => Buffer.from(hkdfSync('sha256', secret, '', 'caresync challenge', 32))
  const key = keyOf(present)
  const before = previous === undefined ? undefined : keyOf(previous)
  const prove = (key: Buffer, head: string, { clinic, device }: Whom): string =>
    createHmac('sha256', key).update(`${head} ${clinic} ${device}`).digest('hex').slice(0, 32)
  return {
    make: (whom, now) => {
      const head = now.toString(16).padStart(12, '0') + Buffer.from(random(10)).toString('hex')
      return head + prove(key, head, whom)
    },
    isOurs: (challenge, whom, now) => {
      const head = challenge.slice(0, 32)
      const age = now - parseInt(head.slice(0, 12), 16)
      const proof = Buffer.from(challenge.slice(32))
      const isBy = (by: Buffer): boolean => {
        const wanted = Buffer.from(prove(by, head, whom))
        return proof.length === wanted.length && timingSafeEqual(proof, wanted)
      }
      const isGenuine = isBy(key) || (before !== undefined && now < started + CHALLENGE_MS && isBy(before))
      return isGenuine && age < CHALLENGE_MS && age > -CHALLENGE_MS
    },
  }
}

/** Whether this is its first use. */
export async function useChallenge(tx: Tx, { clinic, device }: Whom, challenge: string, now: number): Promise<boolean> {
  await tx.query(
    'DELETE FROM used_challenge WHERE clinic_id = $1 AND device_id = $2 AND expires_at < to_timestamp($3)',
    [clinic, device, now / 1000],
  )
  const { rowCount } = await tx.query(
    `INSERT INTO used_challenge (clinic_id, device_id, challenge, expires_at) VALUES ($1, $2, $3, to_timestamp($4))
       ON CONFLICT DO NOTHING`,
    [clinic, device, challenge, (now + 2 * CHALLENGE_MS) / 1000],
  )
  return rowCount === 1
}
