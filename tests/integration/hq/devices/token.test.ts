import { randomBytes } from 'node:crypto'
import { beforeAll, describe, expect, test } from 'vitest'
import { paths, tokenText } from '../../../../domain/sync/protocol.ts'
import { listDevices, revoke } from '../../../../hq/devices/devices.ts'
import { STANDING_MS } from '../../../../hq/devices/standing.ts'
import type { DeviceRoutes } from '../../../../hq/http/app.ts'
import { uuidv7 } from '../../../../hq/uuidv7.ts'
import { useCluster } from '../cluster.ts'
import { askToken, join, newPc, openHq, tokenOf, type TestHq, type TestPc } from '../hq.ts'

const { database } = useCluster()
const WHO = '/v1/test/who'
const whoRoute: DeviceRoutes = app => {
  app.post(WHO, request => request.device)
}
let hq: TestHq
let pc: TestPc

beforeAll(async () => {
  hq = await openHq(await database(), { forDevices: [whoRoute] })
  pc = await join(hq, await hq.addClinic())
})

const codeOf = (answer: { json: <T>() => T }): string => answer.json<{ code: string }>().code

describe('a device', () => {
  test('gets a token for a signed challenge, is known by it, and was seen', async () => {
    const answer = await askToken(hq, pc)
    const { token, expiresInSeconds } = answer.json<{ token: string; expiresInSeconds: number }>()
    expect(expiresInSeconds).toBe(900)
    expect((await hq.post(WHO, {}, token)).json()).toEqual({ clinic: pc.clinic, device: pc.device })
    const [line] = await listDevices(hq.platform.pool, pc.clinic)
    expect(line?.lastSeenAt).toEqual(new Date(hq.platform.clock()))
  })

  test('cannot use a challenge twice, too late, or that of another device', async () => {
    const { clinic, device, sign } = pc
    const ask = async (challenge: string, by = pc): Promise<number> => {
      const signature = by.sign(tokenText(by.clinic, by.device, challenge))
      return (await hq.post(paths.token, { clinic: by.clinic, device: by.device, challenge, signature })).statusCode
    }
    const fresh = async (): Promise<string> =>
      (await hq.post(paths.challenge, { clinic, device })).json<{ challenge: string }>().challenge
    const challenge = await fresh()
    expect([await ask(challenge), await ask(challenge)]).toEqual([200, 401])
    expect(await ask(await fresh(), await join(hq, clinic))).toBe(401)
    const late = await fresh()
    hq.pass(60_000)
    expect(await ask(late)).toBe(401)
    const made = {
      clinic,
      device,
      challenge: '0'.repeat(64),
      signature: sign(tokenText(clinic, device, '0'.repeat(64))),
    }
    expect((await hq.post(paths.token, made)).statusCode).toBe(401)
  })

  test('whose token is over asks for another one', async () => {
    const token = await tokenOf(hq, pc)
    hq.pass(15 * 60_000)
    expect((await hq.post(WHO, {}, token)).statusCode).toBe(401)
    expect((await hq.post(WHO, {}, await tokenOf(hq, pc))).statusCode).toBe(200)
  })

  test('that is unknown, of another clinic, or signs wrongly is refused in the same words', async () => {
    const stranger = newPc(pc.clinic, 'A1K7')
    const elsewhere = { ...pc, clinic: await hq.addClinic() }
    const nowhere = { ...pc, clinic: uuidv7(Date.now(), randomBytes) }
    const wrong = { ...pc, sign: stranger.sign }
    const answers = await Promise.all([stranger, elsewhere, nowhere, wrong].map(each => askToken(hq, each)))
    const said = answers.map(answer => JSON.stringify({ ...answer.json<object>(), requestId: '' }))
    expect(answers.map(answer => answer.statusCode)).toEqual([401, 401, 401, 401])
    expect(new Set(said).size).toBe(1)
  })

  test('without a token or with one that is none sends nothing', async () => {
    expect((await hq.post(WHO, {})).statusCode).toBe(401)
    expect((await hq.post(WHO, {}, 'nonsense')).statusCode).toBe(401)
    expect(codeOf(await hq.post(WHO, {}, `${await tokenOf(hq, pc)}x`))).toBe('not-signed-in')
  })

  test('that was revoked is locked out, with the token that it has too, and only it is told why', async () => {
    const stolen = await join(hq, pc.clinic)
    const token = await tokenOf(hq, stolen)
    expect((await hq.post(WHO, {}, token)).statusCode).toBe(200)
    const what = { clinic: pc.clinic, device: stolen.device, because: 'stolen' }
    expect([await revoke(hq.platform, what), await revoke(hq.platform, what)]).toEqual([[stolen.device], []])
    hq.pass(STANDING_MS)
    const locked = await hq.post(WHO, {}, token)
    expect([locked.statusCode, codeOf(locked)]).toEqual([403, 'revoked'])
    const asked = await askToken(hq, stolen)
    expect([asked.statusCode, codeOf(asked)]).toEqual([403, 'revoked'])
    expect(codeOf(await askToken(hq, { ...stolen, sign: pc.sign }))).toBe('not-signed-in')
    expect((await hq.post(WHO, {}, await tokenOf(hq, pc))).statusCode).toBe(200)
  })
})
