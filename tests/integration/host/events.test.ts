import { get } from 'node:http'
import type { IncomingMessage } from 'node:http'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { ask, openHost, type OpenHost } from './open-host.ts'

let host: OpenHost
beforeEach(async () => {
  host = await openHost()
})
afterEach(() => host.close())

const listen = (cookie: string): Promise<IncomingMessage> =>
  new Promise((resolve, reject) => {
    get({ host: '127.0.0.1', port: host.server.port, path: '/events', headers: { cookie }, agent: false }, resolve)
      .on('error', reject)
  }) // prettier-ignore

async function heard(stream: IncomingMessage, count: number): Promise<readonly unknown[]> {
  let text = ''
  for await (const chunk of stream as AsyncIterable<Buffer>) {
    text += chunk.toString('utf8')
    const events = [...text.matchAll(/^data: (.*)\n\n/gm)].map(([, json]) => JSON.parse(json ?? '') as unknown)
    if (events.length >= count) return events
  }
  return []
}

test('what the clinic tells arrives in every open window, in order', async () => {
  const cookie = await host.enter()
  const streams = await Promise.all([listen(cookie), listen(cookie)])
  expect(streams[0]?.headers['content-type']).toBe('text/event-stream; charset=utf-8')
  const all = streams.map(stream => heard(stream, 2))
  host.echo.say({ event: 'changed', tables: ['patient', 'token'] })
  host.echo.say({ event: 'session' })
  for (const events of await Promise.all(all)) {
    expect(events).toEqual([{ event: 'changed', tables: ['patient', 'token'] }, { event: 'session' }])
  }
})

test('a window too many is told so', async () => {
  const cookie = await host.enter()
  const streams = await Promise.all(Array.from({ length: 32 }, () => listen(cookie)))
  expect((await ask(host.server.port, '/events', { headers: { cookie } })).status).toBe(503)
  for (const stream of streams) stream.destroy()
})

test('closing the host ends the streams, stops listening to the clinic and frees the port', async () => {
  const other = await openHost()
  const cookie = await other.enter()
  const stream = await new Promise<IncomingMessage>(resolve => {
    get({ host: '127.0.0.1', port: other.server.port, path: '/events', headers: { cookie }, agent: false }, resolve)
  })
  const ended = new Promise<void>(resolve => stream.on('end', resolve).resume())
  await other.close()
  await ended
  expect(other.echo.listeners.size).toBe(0)
  expect(other.timers).toEqual([])
  await expect(ask(other.server.port, '/')).rejects.toThrow('ECONNREFUSED')
})

test('the session is locked 20 seconds after the last window was closed, and not while one is open', async () => {
  const cookie = await host.enter()
  const [first, second] = await Promise.all([listen(cookie), listen(cookie)])
  const left = Promise.withResolvers<void>()
  first.once('close', left.resolve).destroy()
  await left.promise
  second.destroy()
  await vi.waitFor(() => expect(host.timers).toMatchObject([{ milliseconds: 20_000 }]))
  expect(host.echo.locks).toEqual([])
  host.timers[0]?.work()
  expect(host.echo.locks).toHaveLength(1)
})

test('a window that is loaded anew keeps the session open', async () => {
  const cookie = await host.enter()
  const before = await listen(cookie)
  before.destroy()
  await vi.waitFor(() => expect(host.timers).toHaveLength(1))
  const again = await listen(cookie)
  expect(host.timers).toEqual([])
  again.destroy()
  await vi.waitFor(() => expect(host.timers).toHaveLength(1))
})
