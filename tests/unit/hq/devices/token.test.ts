import { createPrivateKey, hkdfSync, type KeyObject } from 'node:crypto'
import { decodeJwt, decodeProtectedHeader, SignJWT } from 'jose'
import { expect, test } from 'vitest'
import { makeTokens, TOKEN_SECONDS } from '../../../../hq/devices/token.ts'

const secret = '9f86d081884c7d659a2feaa0c55ad015'
const renewed = '60303ae22b998861bce3b28f33eec1be'
const whom = { clinic: '018f0000-0000-7000-8000-000000000001', device: '018f0000-0000-7000-8000-000000000002' }
const now = 1_790_000_000_000
const tokens = makeTokens({ present: secret, previous: undefined }, now)

test('a token says who, for fifteen minutes, for the exchange', async () => {
  const token = await tokens.sign(whom, now)
  expect(await tokens.read(token, now)).toEqual(whom)
  expect(await tokens.read(token, now + TOKEN_SECONDS * 1000 - 1)).toEqual(whom)
  expect(await tokens.read(token, now + TOKEN_SECONDS * 1000)).toBeUndefined()
  expect(decodeProtectedHeader(token)).toEqual({ alg: 'EdDSA', kid: expect.stringMatching(/^[0-9a-f]{16}$/) })
  expect(decodeJwt(token)).toMatchObject({ aud: 'sync', iss: 'caresync-hq' })
})

test('a token of another headquarters, without a signature or with a simple one is not taken', async () => {
  const foreign = await makeTokens({ present: renewed, previous: undefined }, now).sign(whom, now)
  expect(await tokens.read(foreign, now)).toBeUndefined()
  const ours = await tokens.sign(whom, now)
  const [, body = ''] = ours.split('.')
  const none = `${Buffer.from('{"alg":"none"}').toString('base64url')}.${body}.`
  expect(await tokens.read(none, now)).toBeUndefined()
  const simple = await new SignJWT({ clinic: whom.clinic })
    .setProtectedHeader({ alg: 'HS256', kid: String(decodeProtectedHeader(ours).kid) })
    .setSubject(whom.device)
    .setIssuer('caresync-hq')
    .setAudience('sync')
    .setIssuedAt(now / 1000)
    .setExpirationTime(now / 1000 + 60)
    .sign(Buffer.from(secret))
  expect(await tokens.read(simple, now)).toBeUndefined()
  expect(await tokens.read('nonsense', now)).toBeUndefined()
})

test('a replaced secret verifies what was issued before the start, for one token life, and does not sign', async () => {
  const life = TOKEN_SECONDS * 1000
  const both = makeTokens({ present: renewed, previous: secret }, now)
  const issued = await tokens.sign(whom, now - 1000)
  expect(await both.read(issued, now)).toEqual(whom)
  expect(await tokens.read(await both.sign(whom, now), now)).toBeUndefined()
  expect(await both.read(await tokens.sign(whom, now + 1000), now + 2000)).toBeUndefined()
  // Whoever has the secret can write any instant into a token.
  const longLived = await new SignJWT({ clinic: whom.clinic })
    .setProtectedHeader({ alg: 'EdDSA', kid: String(decodeProtectedHeader(issued).kid) })
    .setSubject(whom.device)
    .setIssuer('caresync-hq')
    .setAudience('sync')
    .setIssuedAt(now / 1000 - 1)
    .setExpirationTime(now / 1000 + 365 * 86_400)
    .sign(signingKeyOf(secret))
  expect(await both.read(longLived, now + life - 1)).toEqual(whom)
  expect(await both.read(longLived, now + life)).toBeUndefined()
})

test('a secret that was replaced twice is forgotten', async () => {
  const twice = makeTokens({ present: '3bc51062973c458d5a6f2d8d64a023246354ad7e', previous: renewed }, now)
  expect(await twice.read(await tokens.sign(whom, now - 1000), now)).toBeUndefined()
})

function signingKeyOf(drawnFrom: string): KeyObject {
  const seed = Buffer.from(hkdfSync('sha256', drawnFrom, '', 'caresync token key', 32))
  const pkcs8 = Buffer.concat([Buffer.from('302e020100300506032b657004220420', 'hex'), seed])
  return createPrivateKey({ key: pkcs8, format: 'der', type: 'pkcs8' })
}
