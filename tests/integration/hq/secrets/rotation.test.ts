import { describe, expect, test } from 'vitest'
import type { Secrets } from '../../../../hq/config.ts'
import { TOKEN_SECONDS } from '../../../../hq/devices/token.ts'
import type { DeviceRoutes } from '../../../../hq/http/app.ts'
import { renewSeals } from '../../../../hq/secrets/renew-seals.ts'
import { useCluster, type TestDatabase } from '../cluster.ts'
import { join, newSecrets, openHq, tokenOf, type TestHq } from '../hq.ts'

const { database } = useCluster()
const WHO = '/v1/test/who'
const whoRoute: DeviceRoutes = app => {
  app.post(WHO, request => request.device)
}

async function startWith(db: TestDatabase, secrets: { readonly token?: Secrets; readonly vault?: Secrets }) {
  const hq = await openHq(db, { secrets, forDevices: [whoRoute] })
  await renewSeals(hq.platform, db.open('job'))
  return hq
}

describe('the secret that seals keys', () => {
  test('is replaced twice, and headquarters still signs with the key of its clinic', async () => {
    const db = await database()
    const first = newSecrets()
    const hq = await startWith(db, { vault: first })
    const clinic = await hq.addClinic()
    await join(hq, clinic)
    const second = newSecrets(first.present)
    await startWith(db, { vault: second })
    const third = await startWith(db, { vault: newSecrets(second.present) })
    expect((await join(third, clinic)).clinic).toBe(clinic)
  })

  test('that is not the one of the keys keeps headquarters from starting', async () => {
    const db = await database()
    await (await startWith(db, {})).addClinic()
    await expect(startWith(db, { vault: newSecrets() })).rejects.toThrow(/which headquarters does not have/)
  })
})

test('the secret of tokens is replaced: who has a token goes on, for one token life', async () => {
  const db = await database()
  const vault = newSecrets()
  const token = newSecrets()
  const old = await startWith(db, { vault, token })
  const pc = await join(old, await old.addClinic())
  const held = await tokenOf(old, pc)
  const hq = await startWith(db, { vault, token: newSecrets(token.present) })
  const statusOf = async (at: TestHq, given: string): Promise<number> => (await at.post(WHO, {}, given)).statusCode
  expect(await statusOf(hq, held)).toBe(200)
  old.pass(1000)
  hq.pass(1000)
  expect(await statusOf(hq, await tokenOf(old, pc))).toBe(401)
  expect(await statusOf(hq, await tokenOf(hq, pc))).toBe(200)
  hq.pass(TOKEN_SECONDS * 1000)
  expect(await statusOf(hq, held)).toBe(401)
})
