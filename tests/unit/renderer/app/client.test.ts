import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import type { ClinicEvent } from '../../../../domain/contract/contract.ts'
import { call, onEvent } from '../../../../renderer/app/client.ts'

type Listener = (event: { data?: string }) => void

/** The browser's own EventSource, as far as the client uses it. */
class FakeEventSource {
  static readonly made: FakeEventSource[] = []
  readonly listeners = new Map<string, Listener>()
  readonly url: string
  closed = false
  constructor(url: string) {
    this.url = url
    FakeEventSource.made.push(this)
  }
  addEventListener(name: string, listener: Listener): void {
    this.listeners.set(name, listener)
  }
  close(): void {
    this.closed = true
  }
}

beforeEach(() => {
  FakeEventSource.made.length = 0
  vi.stubGlobal('window', {})
  vi.stubGlobal('EventSource', FakeEventSource)
})
afterEach(() => vi.unstubAllGlobals())

describe('the client of a screen', () => {
  test('uses the bridge of the desktop when there is one', async () => {
    const bridge = { call: vi.fn(async () => ({ ok: true, value: { session: null } })) }
    vi.stubGlobal('window', { caresync: bridge })
    expect(await call('session.current', {})).toEqual({ ok: true, value: { session: null } })
    expect(bridge.call).toHaveBeenCalledWith('session.current', {})
  })
  test('posts name and input to the host when there is none', async () => {
    const send = vi.fn(async (_url: string, _init: RequestInit) => Response.json({ ok: true, value: { done: true } }))
    vi.stubGlobal('fetch', send)
    expect(await call('session.lock', {})).toEqual({ ok: true, value: { done: true } })
    const [url, init] = send.mock.calls[0] ?? []
    expect(url).toBe('/call')
    expect(JSON.parse(String(init?.body))).toEqual({ name: 'session.lock', input: {} })
  })
  test('hands on a refusal as it is', async () => {
    vi.stubGlobal('fetch', async () => Response.json({ ok: false, code: 'locked', params: {} }))
    expect(await call('queue.board', {})).toEqual({ ok: false, code: 'locked', params: {} })
  })
  test('says that the clinic does not answer, instead of throwing', async () => {
    vi.stubGlobal('fetch', async () => Promise.reject(new TypeError('failed to fetch')))
    expect(await call('queue.board', {})).toMatchObject({ ok: false, code: 'no-answer' })
    vi.stubGlobal('fetch', async () => new Response('<html>', { status: 502 }))
    expect(await call('queue.board', {})).toMatchObject({ ok: false, code: 'no-answer' })
  })
  test('opens one line for all listeners, and closes it after the last', () => {
    const heard: string[] = []
    const first = onEvent(event => heard.push(`first ${event.event}`))
    const second = onEvent(event => heard.push(`second ${event.event}`))
    expect(FakeEventSource.made.map(source => source.url)).toEqual(['/events'])
    const [source] = FakeEventSource.made
    source?.listeners.get('message')?.({ data: JSON.stringify({ event: 'prints' } satisfies ClinicEvent) })
    expect(heard).toEqual(['first prints', 'second prints'])
    first()
    expect(source?.closed).toBe(false)
    second()
    expect(source?.closed).toBe(true)
  })
  test('has everything read again after the line was down', () => {
    const heard: string[] = []
    const end = onEvent(event => heard.push(event.event))
    const listeners = FakeEventSource.made[0]?.listeners
    listeners?.get('open')?.({})
    expect(heard).toEqual([])
    listeners?.get('error')?.({})
    listeners?.get('open')?.({})
    expect(heard).toEqual(['state'])
    end()
  })
})
