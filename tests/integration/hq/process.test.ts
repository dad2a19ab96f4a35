import { randomUUID } from 'node:crypto'
import { once } from 'node:events'
import { existsSync, readFileSync, rmSync, statSync } from 'node:fs'
import { Agent, request } from 'node:http'
import { connect } from 'node:net'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { paths } from '../../../domain/sync/protocol.ts'
import { startCluster } from '../../../hq/postgres/cluster.ts'
import { reachableFolder } from './cluster.ts'
import { enrolmentOf, newPc } from './hq.ts'
import { hqCommand, startHq } from './hq-process.ts'

const folders: string[] = []
const newFolder = (): string => {
  const folder = reachableFolder()
  folders.push(folder)
  return folder
}
afterAll(async () => {
  for (const folder of folders) {
    // What a killed headquarters left running.
    if (existsSync(path.join(folder, 'postgres/cluster'))) {
      await (await startCluster({ folder: path.join(folder, 'postgres') })).stop()
    }
    rmSync(folder, { recursive: true, force: true })
  }
})

const post = (address: string, body: object, to: string = paths.lookup): Promise<Response> =>
  fetch(address + to, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  })

const postmaster = (folder: string): string => path.join(folder, 'postgres/cluster/data/postmaster.pid')

describe('the operator', () => {
  let folder: string
  beforeAll(() => {
    folder = newFolder()
  })

  test('lets a PC bring its clinic and another join while headquarters serves, sees the PCs and locks one out', async () => {
    const bring = await hqCommand(folder, ['code', '--bring'])
    expect([bring.status, bring.fault]).toEqual([0, ''])
    expect(existsSync(postmaster(folder))).toBe(false)
    const hq = await startHq(folder)
    const clinic = randomUUID()
    const pc = newPc(clinic, 'A1K7')
    expect((await post(hq.address, enrolmentOf(pc, bring.lines[0] ?? ''), paths.enrol)).status).toBe(200)
    expect((await hqCommand(folder, ['clinics'])).lines).toEqual([expect.stringMatching(`^${clinic}  `)])
    const [code] = (await hqCommand(folder, ['code', '--clinic', clinic])).lines
    const found = await post(hq.address, { code })
    expect(await found.json()).toMatchObject({ kind: 'join', clinic: { id: clinic } })
    const revoke = ['revoke', '--clinic', clinic, '--device', pc.device, '--because', 'stolen']
    expect((await hqCommand(folder, revoke)).lines).toEqual([`${pc.device} is locked out.`])
    expect((await hqCommand(folder, ['devices'])).lines).toEqual([
      expect.stringMatching(`^${clinic}  ${pc.device}  A1K7  Front desk  revoked `),
    ])
    hq.signal('SIGTERM')
    expect(await hq.ended).toBe(0)
    expect(existsSync(postmaster(folder))).toBe(false)
  })

  test('is told what is wrong, in a sentence', async () => {
    expect(await hqCommand(folder, ['nonsense'])).toMatchObject({
      status: 1,
      fault: expect.stringMatching(/not understood/),
    })
    const unknown = await hqCommand(folder, ['code', '--clinic', '018f0000-0000-7000-8000-000000000001'])
    expect(unknown).toMatchObject({ status: 1, fault: expect.stringMatching(/There is no clinic 018f/) })
    const weak = await hqCommand(folder, [], { JWT_SECRET: 'secret', CORS_ORIGINS: '*' })
    expect(weak.status).toBe(1)
    expect(weak.fault.split('\n')).toEqual([
      expect.stringMatching(/^JWT_SECRET is shorter than 32 bytes/),
      expect.stringMatching(/^CORS_ORIGINS names \*/),
    ])
  })

  test('keeps the secrets that were drawn for it to themselves', () => {
    for (const file of ['secret', 'token-secret', 'postgres/cluster/secrets.json']) {
      expect(statSync(path.join(folder, file)).mode & 0o777, file).toBe(0o600)
    }
    const [sealing, signing] = ['secret', 'token-secret'].map(file => readFileSync(path.join(folder, file), 'utf8'))
    expect(sealing).toMatch(/^[0-9a-f]{64}$/)
    expect(signing).not.toBe(sealing)
  })
})

describe('headquarters', () => {
  test('that was killed goes on with the PostgreSQL that it left behind', async () => {
    const folder = newFolder()
    const first = await startHq(folder)
    const port = readFileSync(postmaster(folder), 'utf8').split('\n')[3]
    first.signal('SIGKILL')
    expect(await first.ended).toBe('SIGKILL')
    const second = await startHq(folder)
    expect(readFileSync(postmaster(folder), 'utf8').split('\n')[3]).toBe(port)
    expect((await fetch(`${second.address}/api/ready`)).status).toBe(200)
    second.signal('SIGTERM')
    expect(await second.ended).toBe(0)
  })

  test('told twice by one Ctrl+C, for npm passes it on too, ends in order', async () => {
    const folder = newFolder()
    const hq = await startHq(folder)
    hq.signal('SIGINT')
    hq.signal('SIGINT')
    expect(await hq.ended).toBe(0)
    expect(existsSync(postmaster(folder))).toBe(false)
  })

  test('whose port is taken says so and leaves nothing running', async () => {
    const hq = await startHq(newFolder())
    const folder = newFolder()
    const second = await hqCommand(folder, [], { PORT: new URL(hq.address).port })
    expect(second).toMatchObject({ status: 1, fault: expect.stringMatching(/^This port is in use/) })
    expect(existsSync(postmaster(folder))).toBe(false)
    hq.signal('SIGTERM')
    expect(await hq.ended).toBe(0)
  })

  test('told to end does not wait for a line on which nobody asks anything', async () => {
    const hq = await startHq(newFolder())
    const { hostname, port } = new URL(hq.address)
    const line = connect(Number(port), hostname)
    await once(line, 'connect')
    // As PCs do: asked once, and kept for the next time.
    const agent = new Agent({ keepAlive: true })
    await ask(agent, hq.address)
    hq.signal('SIGTERM')
    expect(await hq.ended).toBe(0)
    line.destroy()
    agent.destroy()
  })

  test('told to end under load says so first, and fails no request but with 503', async () => {
    const hq = await startHq(newFolder(), { DRAIN_MS: '1000', RATE_LIMITS: '1000' })
    const agent = new Agent({ keepAlive: true, maxSockets: 8 })
    const outcomes: string[] = []
    const turnedAway = new AbortController()
    const underLoad = Promise.withResolvers<void>()
    const asker = async (): Promise<void> => {
      while (!turnedAway.signal.aborted) {
        outcomes.push(await ask(agent, hq.address))
        if (outcomes.length === 50) underLoad.resolve()
      }
    }
    const askers = Array.from({ length: 8 }, asker)
    await underLoad.promise
    hq.signal('SIGTERM')
    // As a load balancer does: whoever is not ready is asked nothing more.
    let ready = await fetch(`${hq.address}/api/ready`)
    while (ready.status === 200) ready = await fetch(`${hq.address}/api/ready`)
    turnedAway.abort()
    await Promise.all(askers)
    expect(await ready.json()).toMatchObject({ ready: false, checks: { accepting: 'bad', database: 'good' } })
    expect(ready.headers.get('connection')).toBe('close')
    expect(await hq.ended).toBe(0)
    agent.destroy()
    expect(new Set(outcomes.filter(outcome => outcome !== '503'))).toEqual(new Set(['422']))
  })
})

/** A lookup of a code that was never given is refused with 422, after a query: as good an answer as any. */
function ask(agent: Agent, address: string): Promise<string> {
  return new Promise(resolve => {
    const body = JSON.stringify({ code: 'AAAA-BBBB-CCCC' })
    const headers = { 'content-type': 'application/json', 'content-length': Buffer.byteLength(body) }
    const asked = request(address + paths.lookup, { method: 'POST', agent, headers }, answer => {
      answer.resume()
      answer.on('end', () => resolve(String(answer.statusCode)))
      answer.on('error', fault => resolve(`cut: ${fault.message}`))
    })
    asked.on('error', fault => resolve('code' in fault ? String(fault.code) : fault.message))
    asked.end(body)
  })
}
