/** Short tokens of devices: JWT, signed with an Ed25519 key that is drawn from headquarters' secret. */
import { createPrivateKey, createPublicKey, hash, hkdfSync, type KeyObject } from 'node:crypto'
import { jwtVerify, SignJWT, errors } from 'jose'
import { z } from 'zod'
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

const claims = z.object({ sub: id, clinic: id })

/** The first secret signs; all of them verify, so that one can be replaced without cutting anybody off. */
export function makeTokens(secrets: readonly [string, ...string[]]): Tokens {
  const [present, ...previous] = secrets
  const signer = keyOf(present)
  const keys = new Map([signer, ...previous.map(keyOf)].map(key => [key.kid, key.publicKey]))
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
        const { payload } = await jwtVerify(
          token,
          ({ kid }) => {
            const key = keys.get(kid ?? '')
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
        const { sub, clinic } = claims.parse(payload)
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
