/** Short tokens of devices: JWT, signed with an Ed25519 key that is drawn from headquarters' secret for it. */
import { createPrivateKey, createPublicKey, hash, hkdfSync, type KeyObject } from 'node:crypto'
import { jwtVerify, SignJWT, errors } from 'jose'
import { z } from 'zod'
import type { Secrets } from '../config.ts'
import { id } from '../../domain/tables/common.ts'
import type { Whom } from './challenge.ts'

export const TOKEN_SECONDS = 15 * 60
const ISSUER = 'caresync-hq'
const AUDIENCE = 'sync'

export type Tokens = {
  readonly sign: (whom: Whom, now: number) => Promise<string>
  /** `undefined`: not one of ours, or over. */
  readonly read: (token: string, now: number) => Promise<Whom | undefined>
}

type Key = { readonly kid: string; readonly privateKey: KeyObject; readonly publicKey: KeyObject }

const claims = z.object({ sub: id, clinic: id, iat: z.number() })

/**
 * The present secret signs. The previous one verifies what was issued before this process started (`started`, Unix
 * milliseconds), for one token's life: who has got hold of it can make nothing that is taken later.
 */
export function makeTokens({ present, previous }: Secrets, started: number): Tokens {
  const signer = keyOf(present)
  const before = previous === undefined ? undefined : keyOf(previous)
  const keyFor = (kid: string | undefined, now: number): KeyObject | undefined => {
    if (kid === signer.kid) return signer.publicKey
    return kid === before?.kid && now < started + TOKEN_SECONDS * 1000 ? before?.publicKey : undefined
  }
  return {
    sign: ({ clinic, device }, now) =>
      new SignJWT({ clinic })
        .setProtectedHeader({ alg: 'EdDSA', kid: signer.kid })
        .setSubject(device)
        .setIssuer(ISSUER)
        .setAudience(AUDIENCE)
        .setIssuedAt(Math.floor(now / 1000))
        .setExpirationTime(Math.floor(now / 1000) + TOKEN_SECONDS)
        .sign(signer.privateKey),
    read: async (token, now) => {
      try {
        const { payload, protectedHeader } = await jwtVerify(
          token,
          ({ kid }) => {
            const key = keyFor(kid, now)
            if (key === undefined) throw new errors.JWKSNoMatchingKey()
            return key
          },
          {
            algorithms: ['EdDSA'],
            issuer: ISSUER,
            audience: AUDIENCE,
            currentDate: new Date(now),
            requiredClaims: ['exp', 'iat', 'sub'],
          },
        )
        const { sub, clinic, iat } = claims.parse(payload)
        if (protectedHeader.kid !== signer.kid && iat * 1000 > started) return undefined
        return { clinic, device: sub }
      } catch (fault) {
        if (fault instanceof errors.JOSEError || fault instanceof z.ZodError) return undefined
        throw fault
      }
    },
  }
}

/** RFC 8410: what stands before the 32 bytes of an Ed25519 seed in PKCS#8. */
const PKCS8 = Buffer.from('302e020100300506032b657004220420', 'hex')

function keyOf(secret: string): Key {
  const seed = Buffer.from(hkdfSync('sha256', secret, '', 'caresync token key', 32))
  const privateKey = createPrivateKey({ key: Buffer.concat([PKCS8, seed]), format: 'der', type: 'pkcs8' })
  const publicKey = createPublicKey(privateKey)
  const kid = hash('sha256', publicKey.export({ format: 'der', type: 'spki' }), 'hex').slice(0, 16)
  return { kid, privateKey, publicKey }
}
