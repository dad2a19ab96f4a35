/** Headquarters as the tests see it: the real application over a real database, with a clock that the test moves. */
import { randomBytes } from 'node:crypto'
import { tmpdir } from 'node:os'
import { Writable } from 'node:stream'
import type { LightMyRequestResponse } from 'fastify'
import type { Pool } from 'pg'
import { readConfig, type Secrets } from '../../../hq/config.ts'
import { newKeyPair, signerOf } from '../../../hq/ed25519.ts'
import { buildApp, type App, type DeviceRoutes } from '../../../hq/http/app.ts'
import { openLog } from '../../../hq/http/log.ts'
import { beginClinic } from '../../../hq/journal/self.ts'
import { addClinic } from '../../../hq/devices/enrol.ts'
import { giveCode } from '../../../hq/devices/enrolment-code.ts'
import type { Platform } from '../../../hq/platform.ts'
import { inClinic } from '../../../hq/postgres/pool.ts'
import { makeVault } from '../../../hq/secrets/vault.ts'
import { uuidv7 } from '../../../hq/uuidv7.ts'
import { enrolText, paths, tokenText } from '../../../domain/sync/protocol.ts'
import type { TestDatabase } from './cluster.ts'

export const METRICS_TOKEN = '60303ae22b998861bce3b28f33eec1be758a213c86c93c076dbe9f558c11c752'

export type TestHq = {
  readonly platform: Platform
  readonly app: App
  readonly healthPool: Pool
  /** Lines of the log. */
  readonly lines: readonly string[]
  /** Moves the clock; milliseconds. */
  readonly pass: (milliseconds: number) => void
  /** Each time from another address, unless one is given, so that no limit is met by chance. */
  readonly post: (path: string, body: object, token?: string, from?: string) => Promise<LightMyRequestResponse>
  readonly addClinic: (displayName?: string) => Promise<string>
  readonly joinCode: (clinic: string) => Promise<string>
  readonly bringCode: () => Promise<string>
}

export type TestHqOptions = {
  readonly forDevices?: readonly DeviceRoutes[]
  readonly env?: Readonly<Record<string, string>>
  readonly secrets?: { readonly token?: Secrets; readonly vault?: Secrets }
}

export const newSecrets = (previous?: string): Secrets => ({ present: randomBytes(32).toString('hex'), previous })

export async function openHq(db: TestDatabase, options: TestHqOptions = {}): Promise<TestHq> {
  const lines: string[] = []
  const stream = new Writable({
    write: (chunk: Buffer, _, done) => {
      lines.push(chunk.toString('utf8'))
      done()
    },
  })
  const read = readConfig({ CARESYNC_HQ_DATA: tmpdir(), METRICS_TOKEN, ...options.env }, file => file)
  if (!read.ok) throw new Error(read.sentences.join(' '))
  const { token = newSecrets(), vault = newSecrets() } = options.secrets ?? {}
  let asked = 0
  const nextAddress = (): string => `10.1.${Math.floor(++asked / 250)}.${asked % 250}`
  let now = Date.UTC(2026, 10, 22, 9, 0, 0)
  const platform: Platform = {
    pool: db.pool,
    config: read.config,
    tokenSecrets: token,
    clock: () => now,
    random: randomBytes,
    vault: makeVault(vault),
    log: openLog('info', stream),
  }
  const healthPool = db.open('app')
  const app = await buildApp({
    platform,
    healthPool,
    version: '0.0.0',
    forDevices: options.forDevices ?? [],
  })
  await app.server.ready()
  return {
    platform,
    app,
    healthPool,
    lines,
    pass: milliseconds => {
      now += milliseconds
    },
    post: (path, body, token, from = nextAddress()) =>
      app.server.inject({
        remoteAddress: from,
        method: 'POST',
        url: path,
        payload: body,
        headers: token === undefined ? {} : { authorization: `Bearer ${token}` },
      }),
    addClinic: async (displayName = 'शांति क्लिनिक') => {
      const clinic = uuidv7(now, randomBytes)
      await inClinic(db.pool, clinic, async tx => {
        await addClinic(tx, { clinic, displayName, city: 'Pune' }, now)
        await beginClinic(tx, platform, clinic)
      })
      return clinic
    },
    joinCode: clinic => giveCode(platform, { kind: 'join', clinic }),
    bringCode: () => giveCode(platform, { kind: 'bring' }),
  }
}

export type TestPc = {
  readonly clinic: string
  readonly device: string
  readonly deviceCode: string
  readonly deviceName: string
  readonly publicKey: string
  readonly sign: (text: string) => string
}

export function newPc(clinic: string, deviceCode: string): TestPc {
  const { privateKey, publicKey } = newKeyPair()
  const device = uuidv7(Date.now(), randomBytes)
  return { clinic, device, deviceCode, deviceName: 'Front desk', publicKey, sign: signerOf(privateKey) }
}

export function enrolmentOf(pc: TestPc, printed: string): object {
  const { sign, ...said } = pc
  const body = { code: printed.replaceAll('-', ''), ...said }
  return { ...body, signature: sign(enrolText(body)) }
}

/** Looks its code up, as a PC does, and joins. */
export async function join(hq: TestHq, clinic: string): Promise<TestPc> {
  const code = await hq.joinCode(clinic)
  const found = (await hq.post(paths.lookup, { code })).json<{ devicePrefix: string }>()
  const pc = newPc(clinic, `${found.devicePrefix}7K`)
  const answer = await hq.post(paths.enrol, enrolmentOf(pc, code))
  if (answer.statusCode !== 200) throw new Error(answer.body)
  return pc
}

export async function askToken(
  hq: TestHq,
  { clinic, device, sign }: Pick<TestPc, 'clinic' | 'device' | 'sign'>,
): Promise<LightMyRequestResponse> {
  const { challenge } = (await hq.post(paths.challenge, { clinic, device })).json<{ challenge: string }>()
  return hq.post(paths.token, { clinic, device, challenge, signature: sign(tokenText(clinic, device, challenge)) })
}

export const tokenOf = async (hq: TestHq, pc: TestPc): Promise<string> =>
  (await askToken(hq, pc)).json<{ token: string }>().token
