/** Headquarters as PCs see it: the whole application over HTTP, a clinic that it has, and PCs with real stores. */
import { randomBytes, randomUUID } from 'node:crypto'
import { gunzipSync, gzipSync } from 'node:zlib'
import type { Pool } from 'pg'
import { afterAll } from 'vitest'
import { pull, wantAfter, type Want } from '../../../domain/journal/exchange.ts'
import type { Page } from '../../../domain/journal/seal.ts'
import { decodeMessage, encodeMessage } from '../../../domain/sync/page-code.ts'
import { PAGES, paths, problem, pullHead, pushAnswer } from '../../../domain/sync/protocol.ts'
import { user } from '../../../domain/tables/people.ts'
import { readConfig } from '../../../hq/config.ts'
import { addClinic, takeDevice } from '../../../hq/devices/enrol.ts'
import { makeTokens } from '../../../hq/devices/token.ts'
import { buildApp } from '../../../hq/http/app.ts'
import { openLog } from '../../../hq/http/log.ts'
import { beginClinic } from '../../../hq/journal/self.ts'
import type { Platform } from '../../../hq/platform.ts'
import { inClinic } from '../../../hq/postgres/pool.ts'
import { makeVault } from '../../../hq/secrets/vault.ts'
import { syncRoutes } from '../../../hq/sync/routes.ts'
import { journalPort } from '../../../db/journal-port.ts'
import type { OpenStore } from '../../../db/open-store.ts'
import { createStore } from '../../../db/store.ts'
import { trustDevice } from '../../../db/trust-device.ts'
import { ACTOR, howTo, newFolder, valueOf, write } from '../db/helpers.ts'

const SECRET = 'a secret for tests that is long enough'

export type Serving = Awaited<ReturnType<typeof serveHq>>

/** One process of headquarters over this pool. */
export async function serveHq(pool: Pool, healthPool: Pool) {
  const read = readConfig({ CARESYNC_HQ_DATA: newFolder() }, () => '')
  if (!read.ok) throw new Error(read.sentences.join(' '))
  const secrets = { present: SECRET, previous: undefined }
  const platform: Platform = {
    pool, config: read.config, tokenSecrets: secrets, clock: Date.now, random: randomBytes, vault: makeVault(secrets), log: openLog('silent'),
  } // prettier-ignore
  const { server } = await buildApp({ platform, healthPool, version: '0.0.0', forDevices: [syncRoutes] })
  afterAll(() => server.close())
  const tokens = makeTokens(secrets, Date.now())
  return { server, platform, tokenFor: (clinic: string, device: string) => tokens.sign({ clinic, device }, Date.now()) }
}

/** A clinic that headquarters has. */
export async function newClinic({ platform }: Serving, clinic: string = randomUUID()): Promise<string> {
  await inClinic(platform.pool, clinic, async tx => {
    await addClinic(tx, { clinic, displayName: 'Shanti Clinic', city: 'Pune' }, Date.now())
    await beginClinic(tx, platform, clinic)
  })
  return clinic
}

export type Pc = { readonly store: OpenStore; readonly token: string; readonly clinic: string }

/** An enrolled PC with a store of its own. */
export async function newPc(hq: Serving, clinic: string, deviceCode: string): Promise<Pc> {
  const store = valueOf(createStore({ ...howTo(`${newFolder()}/clinic.db`), clinicId: clinic, deviceCode }))
  const { device, publicKey } = store.engine.state.self
  const enrolled = await inClinic(hq.platform.pool, clinic, tx =>
    takeDevice(tx, hq.platform, { clinic, device, deviceCode, deviceName: `PC ${deviceCode}`, publicKey }),
  )
  trustDevice(store, { ...valueOf(enrolled).hq, hq: true })
  return { store, clinic, token: await hq.tokenFor(clinic, device) }
}

/** The person who writes everything in these tests. */
export function addUser(store: OpenStore): void {
  write(store, tx => {
    tx.set(user, ACTOR, 'profile', { displayName: 'Asha', signInName: 'asha' }, [])
    return null
  })
}

type Answer<T> =
  { readonly ok: true; readonly value: T } | { readonly ok: false; readonly status: number; readonly code: string }

type Posted = { readonly token: string | undefined; readonly type?: string; readonly body: Buffer | string }

export async function post({ server }: Serving, path: string, { token, type, body }: Posted) {
  return server.inject({
    method: 'POST',
    url: path,
    headers: {
      'content-type': type ?? 'application/json',
      ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
    },
    payload: body,
  })
}

export async function push(hq: Serving, token: string | undefined, pages: readonly Page[]) {
  const body = gzipSync(encodeMessage({}, pages))
  const response = await post(hq, paths.push, { token, type: PAGES, body })
  return answerOf(response, () => pushAnswer.parse(response.json()))
}

export async function pullFrom(hq: Serving, token: string | undefined, want: Want, limit = 1000) {
  const response = await post(hq, paths.pull, { token, body: JSON.stringify({ ...want, limit }) })
  return answerOf(response, () => {
    const message = valueOf(decodeMessage(gunzipSync(response.rawPayload)))
    return { ...pullHead.parse(message.head), pages: message.pages }
  })
}

function answerOf<T>(response: { readonly statusCode: number; json(): unknown }, read: () => T): Answer<T> {
  if (response.statusCode === 200) return { ok: true, value: read() }
  return { ok: false, status: response.statusCode, code: problem.parse(response.json()).code }
}

export function good<T>(answer: Answer<T>): T {
  if (!answer.ok) throw new Error(`refused: ${answer.status} ${answer.code}`)
  return answer.value
}

/** What a PC does at each meeting: it gives what headquarters lacks, then takes what itself lacks. */
export async function exchange(hq: Serving, { store, token }: Pc): Promise<void> {
  store.seal()
  let { vector } = good(await push(hq, token, []))
  for (;;) {
    const { pages } = pull(journalPort(store.engine), { vector }, 300, store.deviceId)
    if (pages.length === 0) break
    const answer = good(await push(hq, token, pages))
    if (answer.refused.length > 0) throw new Error(JSON.stringify(answer.refused))
    ;({ vector } = answer)
  }
  let want: Want = { vector: store.vector() }
  for (;;) {
    const answer = good(await pullFrom(hq, token, want))
    if (answer.pages.length > 0) valueOf(store.apply(answer.pages))
    if (!answer.more) return
    want = wantAfter(journalPort(store.engine), want, answer)
  }
}
