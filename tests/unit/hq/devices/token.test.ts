import { decodeJwt, decodeProtectedHeader, SignJWT } from 'jose'
import { expect, test } from 'vitest'
import { makeTokens, TOKEN_SECONDS } from '../../../../hq/devices/token.ts'

const secret = '9f86d081884c7d659a2feaa0c55ad015'
const tokens = makeTokens([secret])
const whom = { clinic: '018f0000-0000-7000-8000-000000000001', device: '018f0000-0000-7000-8000-000000000002' }
const now = 1_790_000_000_000

test('a token says who, for fifteen minutes, for the exchange', async () => {
  const token = await tokens.sign(whom, now)
  expect(await tokens.read(token, now)).toEqual(whom)
  expect(await tokens.read(token, now + TOKEN_SECONDS * 1000 - 1)).toEqual(whom)
  expect(await tokens.read(token, now + TOKEN_SECONDS * 1000)).toBeUndefined()
  expect(decodeProtectedHeader(token)).toEqual({ alg: 'EdDSA', kid: expect.stringMatching(/^[0-9a-f]{16}$/) })
  expect(decodeJwt(token)).toMatchObject({ aud: 'sync', iss: 'caresync-hq' })
})

test('a token of another headquarters, without a signature or with a simple one is not taken', async () => {
  const foreign = await makeTokens(['60303ae22b998861bce3b28f33eec1be']).sign(whom, now)
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

test('a replaced secret still verifies and does not sign', async () => {
  const renewed = makeTokens(['60303ae22b998861bce3b28f33eec1be', secret])
  expect(await renewed.read(await tokens.sign(whom, now), now)).toEqual(whom)
  expect(await tokens.read(await renewed.sign(whom, now), now)).toBeUndefined()
})
