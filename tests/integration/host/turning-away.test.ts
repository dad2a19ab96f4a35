import { afterEach, beforeEach, expect, test } from 'vitest'
import { contentSecurityPolicy } from '../../../clinic/csp.ts'
import { MOST_BODY } from '../../../clinic/host/read-body.ts'
import { ask, openHost, pathIn, type OpenHost } from './open-host.ts'

const body = '{"name":"app.state","input":{}}'
let host: OpenHost
let cookie: string
beforeEach(async () => {
  host = await openHost()
  cookie = await host.enter()
})
afterEach(() => host.close())

test('a call of the own page is answered with what the clinic says', async () => {
  const answer = await host.call(body, { cookie })
  expect(answer.status).toBe(200)
  expect(JSON.parse(answer.text)).toEqual({ ok: true, value: { name: 'app.state', input: {} } })
})

test('a name that was rebound to this machine gets nothing, token or not', async () => {
  const { port } = host.server
  for (const name of [
    'evil.example',
    `evil.example:${port}`,
    `localhost:${port}`,
    '127.0.0.1',
    `127.0.0.1:${port + 1}`,
  ]) {
    expect((await ask(port, '/', { headers: { cookie, host: name } })).status, name).toBe(421)
    expect((await ask(port, pathIn(host.server.address()), { headers: { host: name } })).status, name).toBe(421)
    expect((await host.call(body, { cookie, host: name })).status, name).toBe(421)
  }
  expect(host.echo.calls).toEqual([])
})

test('a call of another origin, or of none, is refused although the cookie came with it', async () => {
  const { port } = host.server
  for (const origin of [
    'https://evil.example',
    `http://127.0.0.1:${port + 1}`,
    `https://127.0.0.1:${port}`,
    'null',
    '',
  ]) {
    expect((await host.call(body, { cookie, origin })).status, origin).toBe(403)
  }
  const headers = { cookie, host: `127.0.0.1:${port}`, 'content-type': 'application/json' }
  expect((await ask(port, '/call', { method: 'POST', body, headers })).status).toBe(403)
  expect(host.echo.calls).toEqual([])
})

test('a page of another port of this machine cannot embed or listen', async () => {
  const { port } = host.server
  for (const site of ['same-site', 'cross-site']) {
    const headers = { cookie, 'sec-fetch-site': site, 'sec-fetch-mode': 'no-cors', 'sec-fetch-dest': 'script' }
    expect((await ask(port, '/assets/main-1a2b.js', { headers })).status).toBe(403)
    expect((await ask(port, '/events', { headers })).status).toBe(403)
    expect(
      (await ask(port, '/', { headers: { ...headers, 'sec-fetch-mode': 'navigate', 'sec-fetch-dest': 'iframe' } }))
        .status,
    ).toBe(403)
  }
})

test('a link from elsewhere may open the page with its token', async () => {
  const headers = { 'sec-fetch-site': 'cross-site', 'sec-fetch-mode': 'navigate', 'sec-fetch-dest': 'document' }
  expect((await ask(host.server.port, pathIn(host.server.address()), { headers })).status).toBe(200)
})

test('a body that is no call is refused without reaching the clinic', async () => {
  const garbage = ['', '{', 'null', '[]', '"x"', '{}', '{"name":1,"input":{}}', `{"name":"${'n'.repeat(101)}","input":{}}`,
    '{"name":"app.state","input":{},"more":1}', Buffer.from([0x22, 0xff, 0x22])] // prettier-ignore
  for (const text of garbage) expect((await host.call(text, { cookie })).status, String(text)).toBe(400)
  expect(host.echo.calls).toEqual([])
})

test('only JSON is taken for a call, so that no form of another site can make one', async () => {
  for (const type of [
    'text/plain',
    'application/x-www-form-urlencoded',
    'multipart/form-data',
    '',
    'application/json2',
  ]) {
    expect((await host.call(body, { cookie, 'content-type': type })).status, type).toBe(415)
  }
  expect((await host.call(body, { cookie, 'content-encoding': 'gzip' })).status).toBe(415)
  expect((await host.call(body, { cookie, 'content-type': 'application/json; charset=utf-8' })).status).toBe(200)
})

test('a body beyond the limit is refused, whether or not it tells its length', async () => {
  const large = JSON.stringify({ name: 'drafts.put', input: 'x'.repeat(MOST_BODY) })
  expect((await host.call(large, { cookie })).status).toBe(413)
  const chunked = await host.call(large, { cookie, 'transfer-encoding': 'chunked' })
  expect(chunked.status).toBe(413)
  const within = JSON.stringify({ name: 'drafts.put', input: 'x'.repeat(MOST_BODY - 100) })
  expect((await host.call(within, { cookie })).status).toBe(200)
})

test('no path leads out of the built renderer', async () => {
  const paths = ['/../secret.js', '/assets/../../secret.js', '/%2e%2e/secret.js', '/..%2fsecret.js', '/assets/..%5c..%5csecret.js',
    '//etc/passwd', '/assets//../../secret.js', '/secret.js', '/%', '/assets', '/assets/', '/constructor', '/__proto__'] // prettier-ignore
  for (const path of paths) {
    const answer = await ask(host.server.port, path, { headers: { cookie } })
    expect([400, 404], path).toContain(answer.status)
    expect(answer.text).not.toContain('outside')
  }
})

test('methods that nothing here needs are refused', async () => {
  for (const method of ['PUT', 'DELETE', 'OPTIONS', 'POST']) {
    expect((await ask(host.server.port, '/', { method, headers: { cookie, ...host.own } })).status, method).toBe(405)
  }
  expect((await ask(host.server.port, '/call', { headers: { cookie } })).status).toBe(405)
})

test('every answer carries the content security policy and nosniff', async () => {
  const answers = [
    await ask(host.server.port, '/', { headers: { cookie } }),
    await ask(host.server.port, '/'),
    await ask(host.server.port, '/nothing', { headers: { cookie } }),
    await host.call(body, { cookie }),
    await ask(host.server.port, '/', { headers: { host: 'evil.example' } }),
  ]
  for (const { headers } of answers) {
    expect(headers['content-security-policy']).toBe(contentSecurityPolicy)
    expect(headers['x-content-type-options']).toBe('nosniff')
    expect(headers['referrer-policy']).toBe('no-referrer')
    expect(headers['access-control-allow-origin']).toBeUndefined()
  }
})

test('a fault of the clinic is told by a support code, without a word of what it said', async () => {
  const answer = await host.call('{"name":"break","input":{}}', { cookie })
  expect(answer.status).toBe(500)
  expect(JSON.parse(answer.text)).toEqual({ ok: false, code: 'internal', params: { support: host.faults[0] } })
  expect(answer.text).not.toContain('Rukmini')
})

test('the host listens on the loopback interface alone', async () => {
  const { networkInterfaces } = await import('node:os')
  const others = Object.values(networkInterfaces())
    .flat()
    .filter(found => found && !found.internal && found.family === 'IPv4')
  for (const other of others) {
    await expect(fetch(`http://${other?.address}:${host.server.port}/`)).rejects.toThrow()
  }
})
