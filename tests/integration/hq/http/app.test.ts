import { beforeAll, describe, expect, test } from 'vitest'
import { z } from 'zod'
import { paths, problem } from '../../../../domain/sync/protocol.ts'
import type { DeviceRoutes } from '../../../../hq/http/app.ts'
import { useCluster } from '../cluster.ts'
import { join, METRICS_TOKEN, openHq, tokenOf, type TestHq } from '../hq.ts'

const { database } = useCluster()
const PATIENT = 'रुक्मिणी देशपांडे'
const breaks: DeviceRoutes = app => {
  app.post('/v1/test/break', request => {
    throw new Error(`cannot keep "${JSON.stringify(request.body)}"`)
  })
}
let hq: TestHq
let clinic: string

beforeAll(async () => {
  hq = await openHq(await database(), { forDevices: [breaks], env: { CORS_ORIGINS: 'https://hq.example.in' } })
  clinic = await hq.addClinic()
})

const get = (url: string, headers: Readonly<Record<string, string>> = {}) => hq.app.server.inject({ url, headers })

describe('a refusal', () => {
  test('is a problem with a stable code, a sentence and the id of the request', async () => {
    const answer = await hq.post(paths.lookup, { code: 'AAAA-BBBB-CCCC' })
    expect(answer.headers['content-type']).toBe('application/problem+json; charset=utf-8')
    expect(problem.parse(answer.json())).toEqual({
      type: 'urn:caresync:error:enrolment-code-refused',
      title: 'Refused',
      status: 422,
      detail: 'This code is not valid. A code works once and for 15 minutes; ask for a new one at the headquarters.',
      code: 'enrolment-code-refused',
      params: {},
      requestId: answer.headers['x-request-id'],
    })
  })

  test('of a body names the places and nothing of what stood there', async () => {
    const answer = await hq.post(paths.challenge, { clinic: PATIENT, device: 7, more: PATIENT })
    expect([answer.statusCode, answer.json<{ code: string }>().code]).toEqual([422, 'bad-input'])
    expect(answer.json<{ params: object }>().params).toEqual({ issues: 'clinic, device, body' })
    expect(answer.body).not.toContain(PATIENT)
  })

  test.each([
    ['not JSON', { payload: '{', headers: { 'content-type': 'application/json' } }, 422, 'bad-input'],
    ['another type', { payload: 'a=1', headers: { 'content-type': 'text/csv' } }, 415, 'bad-input'],
    ['too large', { payload: { code: 'A'.repeat(300_000) } }, 413, 'too-large'],
  ])('of a body that is %s', async (_, request, status, code) => {
    const answer = await hq.app.server.inject({ method: 'POST', url: paths.lookup, ...request })
    expect([answer.statusCode, answer.json<{ code: string }>().code]).toEqual([status, code])
  })

  test('of a path that is not there', async () => {
    const answer = await get('/v1/nothing')
    expect([answer.statusCode, answer.json<{ code: string }>().code]).toEqual([404, 'not-found'])
  })

  test('for what nobody expected says nothing of it; the log says where, not what', async () => {
    const token = await tokenOf(hq, await join(hq, clinic))
    const answer = await hq.post('/v1/test/break', { name: PATIENT }, token)
    const said = answer.json<{ code: string; params: { support: string } }>()
    expect([answer.statusCode, said.code, said.params.support]).toEqual([
      500,
      'internal',
      answer.headers['x-request-id'],
    ])
    expect(answer.body).not.toContain(PATIENT)
    const line = hq.lines.find(each => each.includes(said.params.support) && each.includes('"internal"'))
    expect(line).toContain('app.test.ts')
    expect(hq.lines.join('')).not.toContain(PATIENT)
  })
})

describe('a request', () => {
  test('keeps the id that it came with', async () => {
    expect((await get('/api/health', { 'x-request-id': 'desk-2_0001' })).headers['x-request-id']).toBe('desk-2_0001')
  })

  test('is logged by the pattern of its path, without what it carried', async () => {
    await get(`/v1/nothing/${encodeURIComponent(PATIENT)}?name=${encodeURIComponent(PATIENT)}`, {
      'x-request-id': 'logged-1',
    })
    const line = hq.lines.find(each => each.includes('logged-1')) ?? ''
    expect(JSON.parse(line)).toMatchObject({ requestId: 'logged-1', method: 'GET', status: 404 })
    expect(line).not.toContain(encodeURIComponent(PATIENT))
  })

  test('too many from one address are turned away for a while, others are not', async () => {
    const statuses: number[] = []
    for (let each = 0; each < 21; each++) {
      statuses.push((await hq.post(paths.lookup, { code: 'AAAA-BBBB-CCCC' }, undefined, '10.9.9.9')).statusCode)
    }
    expect(statuses).toEqual([...Array.from({ length: 20 }, () => 422), 429])
    const turned = await hq.post(paths.lookup, { code: 'AAAA-BBBB-CCCC' }, undefined, '10.9.9.9')
    expect(turned.json<{ code: string }>().code).toBe('hq-busy')
    expect(Number(turned.headers['retry-after'])).toBeGreaterThan(0)
    expect((await hq.post(paths.lookup, { code: 'AAAA-BBBB-CCCC' }, undefined, '10.9.9.8')).statusCode).toBe(422)
  })

  test('too many of one device are turned away, wherever they come from', async () => {
    const strict = await openHq(await database(), { forDevices: [breaks], env: { RATE_LIMITS: '0.01' } })
    const token = await tokenOf(strict, await join(strict, await strict.addClinic()))
    const statuses: number[] = []
    for (let each = 0; each < 61; each++) statuses.push((await strict.post('/v1/test/break', {}, token)).statusCode)
    expect(statuses).toEqual([...Array.from({ length: 60 }, () => 500), 429])
  })

  test('from a page is answered only to the pages that are named', async () => {
    const allowed = await get('/api/health', { origin: 'https://hq.example.in' })
    expect(allowed.headers['access-control-allow-origin']).toBe('https://hq.example.in')
    const other = await get('/api/health', { origin: 'https://elsewhere.example' })
    expect(other.headers['access-control-allow-origin']).toBeUndefined()
  })

  test('is answered with headers that let a browser do nothing with it', async () => {
    const { headers } = await get('/docs')
    expect(headers['content-security-policy']).toBe(
      "default-src 'none';base-uri 'none';form-action 'none';frame-ancestors 'none'",
    )
    expect(headers['x-content-type-options']).toBe('nosniff')
  })
})

describe('operations', () => {
  test('health asks nothing of the database; readiness does, and says what is wrong', async () => {
    expect((await get('/api/health')).json()).toEqual({ alive: true })
    const good = { accepting: 'good', database: 'good', migrations: 'good', disk: 'good' }
    expect((await get('/api/ready')).json()).toEqual({ ready: true, checks: good })
    const broken = await openHq(await database())
    await Promise.all([broken.platform.pool.end(), broken.healthPool.end()])
    expect((await broken.app.server.inject('/api/health')).statusCode).toBe(200)
    const answer = await broken.app.server.inject('/api/ready')
    expect([answer.statusCode, answer.json()]).toEqual([
      503,
      { ready: false, checks: { ...good, database: 'bad', migrations: 'bad' } },
    ])
  })

  test('a busy pool does not look like a dead database', async () => {
    const busy = await openHq(await database())
    const held = await Promise.all(Array.from({ length: 20 }, () => busy.platform.pool.connect()))
    expect((await busy.app.server.inject('/api/ready')).statusCode).toBe(200)
    for (const client of held) client.release()
  })

  test('metrics are for who has the token, and name routes, not addresses', async () => {
    expect((await get('/api/metrics')).statusCode).toBe(401)
    expect((await get('/api/metrics', { authorization: 'Bearer wrong' })).statusCode).toBe(401)
    const { body } = await get('/api/metrics', { authorization: `Bearer ${METRICS_TOKEN}` })
    expect(body).toMatch(/http_request_duration_seconds_count\{method="GET",route="\/api\/health",status="200"\} \d+/)
    expect(body).toMatch(/database_connections\{state="idle"\} \d+/)
    expect(body).not.toContain(clinic)
    expect(body).not.toContain('nothing')
  })
})

describe('the description', () => {
  const document = z.object({
    openapi: z.string(),
    paths: z.record(z.string(), z.record(z.string(), z.object({ summary: z.string().optional() }).loose())),
  })

  test('is OpenAPI 3.1 and has every path of the protocol that is served, with a summary', async () => {
    const described = document.parse((await get('/docs/json')).json())
    expect(described.openapi).toBe('3.1.0')
    for (const [path, methods] of Object.entries(described.paths).filter(([each]) => !each.includes('/test/'))) {
      for (const { summary } of Object.values(methods)) expect(summary, path).toMatch(/\w/)
    }
    const { lookup, enrol, introduce, challenge, token } = paths
    expect(Object.keys(described.paths)).toEqual(
      expect.arrayContaining(['/api/health', '/api/ready', lookup, enrol, introduce, challenge, token]),
    )
    expect(described.paths[token]?.['post']).toMatchObject({
      requestBody: {
        content: { 'application/json': { schema: { required: ['clinic', 'device', 'challenge', 'signature'] } } },
      },
    })
  })

  test('can be read on a page that needs nothing from elsewhere and no script', async () => {
    const { body, headers } = await get('/docs')
    expect(headers['content-type']).toBe('text/html; charset=utf-8')
    expect(body).toContain(paths.enrol)
    expect(body).not.toMatch(/<script|https?:\/\//)
  })
})
