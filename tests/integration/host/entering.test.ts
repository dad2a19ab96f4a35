import { mkdirSync, renameSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { TOKEN_LIFE_MS } from '../../../clinic/host/one-time-tokens.ts'
import { ask, openHost, pathIn, type OpenHost } from './open-host.ts'

const clock = { now: 1_000_000 }
let host: OpenHost
beforeEach(async () => {
  host = await openHost(clock)
})
afterEach(() => host.close())

test('a token lets one browser in, once', async () => {
  const path = pathIn(host.server.address())
  const first = await ask(host.server.port, path)
  const second = await ask(host.server.port, path)
  expect(first.status).toBe(200)
  expect(first.headers['set-cookie']).toHaveLength(1)
  expect(second.status).toBe(403)
  expect(second.headers['set-cookie']).toBeUndefined()
  expect(second.text).toContain('Start CareSync again to open it here; nothing is lost.')
})

test('the cookie cannot be read by scripts, nor sent from other sites', async () => {
  const { headers } = await ask(host.server.port, pathIn(host.server.address()))
  const cookie = headers['set-cookie']?.[0] ?? ''
  expect(cookie).toMatch(new RegExp(`^caresync_${host.server.port}=[\\w-]{43}; Path=/; HttpOnly; SameSite=Strict$`))
})

test('a token is worth nothing when it is too old', async () => {
  const path = pathIn(host.server.address())
  clock.now += TOKEN_LIFE_MS
  expect((await ask(host.server.port, path)).status).toBe(403)
})

test('a token that was never issued lets nobody in', async () => {
  expect((await ask(host.server.port, '/?token=')).status).toBe(403)
  expect((await ask(host.server.port, `/?token=${'A'.repeat(43)}`)).status).toBe(403)
})

test('reloading the opened address goes on in the browser that was let in', async () => {
  const path = pathIn(host.server.address())
  const first = await ask(host.server.port, path)
  const cookie = first.headers['set-cookie']?.[0]?.split(';')[0] ?? ''
  const again = await ask(host.server.port, path, { headers: { cookie } })
  expect(again.status).toBe(200)
  expect(again.text).toContain('url=/')
})

test('without the cookie there is no page, no script, no event and no call', async () => {
  for (const path of ['/', '/index.html', '/print.html', '/assets/main-1a2b.js', '/events']) {
    expect((await ask(host.server.port, path)).status, path).toBe(403)
  }
  expect((await host.call('{"name":"app.state","input":{}}', {})).status).toBe(403)
  expect(
    (await host.call('{"name":"app.state","input":{}}', { cookie: `caresync_${host.server.port}=x` })).status,
  ).toBe(403)
  expect(host.echo.calls).toEqual([])
})

test('the page and its scripts are served to who was let in', async () => {
  const cookie = await host.enter()
  const page = await ask(host.server.port, '/', { headers: { cookie } })
  expect(page.status).toBe(200)
  expect(page.headers['content-type']).toBe('text/html; charset=utf-8')
  expect(page.headers['cache-control']).toBe('no-store')
  const script = await ask(host.server.port, '/assets/main-1a2b.js', { headers: { cookie } })
  expect(script.text).toBe('document.title = "CareSync"')
  expect(script.headers['content-type']).toBe('text/javascript; charset=utf-8')
  expect(script.headers['cache-control']).toContain('immutable')
})

test('each browser that was let in is a window of its own', async () => {
  const body = '{"name":"app.state","input":{}}'
  const [one, two] = [await host.enter(), await host.enter()]
  await host.call(body, { cookie: one })
  await host.call(body, { cookie: two })
  await host.call(body, { cookie: one })
  const [first, second, third] = host.echo.calls.map(call => call.window)
  expect(first).toBe(third)
  expect(first).not.toBe(second)
})

test('screens that were built anew while the host runs are served, and those that are gone are not', async () => {
  const cookie = await host.enter()
  const read = (path: string) => ask(host.server.port, path, { headers: { cookie } })
  expect((await read('/assets/main-1a2b.js')).status).toBe(200)
  // As a build takes its place: the folder of before away, the new one there.
  const renderer = join(host.folder, 'renderer')
  renameSync(renderer, join(host.folder, 'old'))
  mkdirSync(join(renderer, 'assets'), { recursive: true })
  writeFileSync(join(renderer, 'index.html'), '<!doctype html><script src="/assets/main-3c4d.js"></script>')
  writeFileSync(join(renderer, 'assets/main-3c4d.js'), 'document.title = "CareSync, anew"')
  expect((await read('/')).text).toContain('/assets/main-3c4d.js')
  expect((await read('/assets/main-3c4d.js')).text).toContain('anew')
  expect((await read('/assets/main-1a2b.js')).status).toBe(404)
})

test('screens that are away for a moment, while a build takes their place, cost one request and not the host', async () => {
  const cookie = await host.enter()
  const read = (path: string) => ask(host.server.port, path, { headers: { cookie } })
  const renderer = join(host.folder, 'renderer')
  renameSync(renderer, join(host.folder, 'old'))
  expect((await read('/')).status).toBe(503)
  renameSync(join(host.folder, 'old'), renderer)
  expect((await read('/')).status).toBe(200)
})
