import { expect, onTestFinished, test, vi } from 'vitest'
import { news, paths } from '../../../domain/sync/protocol.ts'
import { revoke } from '../../../hq/devices/devices.ts'
import { register } from '../db/helpers.ts'
import { useCluster } from './cluster.ts'
import { addUser, exchange, newClinic, newPc, serveHq } from './serving.ts'

const { database } = useCluster()

/** The events of a stream as they come; ends when the stream does. */
async function* eventsOf(response: Response): AsyncGenerator<unknown, void> {
  if (response.body === null) throw new Error('no stream')
  const decoder = new TextDecoder()
  let text = ''
  for await (const chunk of response.body) {
    text += decoder.decode(chunk, { stream: true })
    const events = text.split('\n\n')
    text = events.pop() ?? ''
    for (const event of events) {
      const [, data] = /^event: news\ndata: (.*)$/.exec(event) ?? []
      if (data !== undefined) yield news.parse(JSON.parse(data)).vector
    }
  }
}

test('a PC hears at once of what another one gave, not of its own, and the line ends with the server', async () => {
  const { pool, open } = await database()
  const hq = await serveHq(pool, open('app'))
  const clinic = await newClinic(hq)
  const one = await newPc(hq, clinic, 'A1K7')
  const two = await newPc(hq, clinic, 'B2M8')
  const elsewhere = await newPc(hq, await newClinic(hq), 'C3N9')
  // Or headquarters would have a word on what somebody unknown writes, and that is news.
  addUser(one.store)
  await exchange(hq, one)
  const address = await hq.server.listen({ host: '127.0.0.1', port: 0 })
  const listen = (token: string) => fetch(address + paths.poke, { headers: { authorization: `Bearer ${token}` } })
  expect((await fetch(address + paths.poke)).status).toBe(401)
  const response = await listen(one.token)
  expect(response.headers.get('content-type')).toBe('text/event-stream')
  // Kept for another request, the line would hold up the end of headquarters for more than a minute.
  expect(response.headers.get('connection')).toBe('close')
  const heard = eventsOf(response)
  expect((await heard.next()).value).not.toHaveProperty(two.store.deviceId)
  register(one.store, 'Lakshmi Iyer')
  await exchange(hq, one)
  await exchange(hq, elsewhere)
  register(two.store, 'Ramesh Patel')
  await exchange(hq, two)
  const told = (await heard.next()).value as Record<string, unknown>
  expect(told).toHaveProperty(two.store.deviceId)
  expect(told).not.toHaveProperty(elsewhere.store.deviceId)
  await hq.server.close()
  expect(await heard.next()).toEqual({ done: true, value: undefined })
})

test('a PC that gives something hears of what another process of headquarters took before', async () => {
  const { pool, open } = await database()
  const [here, there] = [await serveHq(pool, open('app')), await serveHq(pool, open('app'))]
  const clinic = await newClinic(here)
  const one = await newPc(here, clinic, 'A1K7')
  const two = await newPc(here, clinic, 'B2M8')
  const address = await here.server.listen({ host: '127.0.0.1', port: 0 })
  const heard = eventsOf(await fetch(address + paths.poke, { headers: { authorization: `Bearer ${one.token}` } }))
  expect((await heard.next()).value).not.toHaveProperty(two.store.deviceId)
  register(two.store, 'Ramesh Patel')
  await exchange(there, two)
  register(one.store, 'Lakshmi Iyer')
  await exchange(here, one)
  expect((await heard.next()).value).toHaveProperty(two.store.deviceId)
})

test('the line of a PC that is locked out ends, and another one that it opens with its token ends at once', async () => {
  vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] })
  onTestFinished(() => void vi.useRealTimers())
  const { pool, open } = await database()
  const hq = await serveHq(pool, open('app'))
  const clinic = await newClinic(hq)
  const [one, two] = [await newPc(hq, clinic, 'A1K7'), await newPc(hq, clinic, 'B2M8')]
  const address = await hq.server.listen({ host: '127.0.0.1', port: 0 })
  const listen = async (token: string) =>
    eventsOf(await fetch(address + paths.poke, { headers: { authorization: `Bearer ${token}` } }))
  const [heard, kept] = [await listen(one.token), await listen(two.token)]
  expect([(await heard.next()).done, (await kept.next()).done]).toEqual([false, false])
  await revoke(hq.platform, { clinic, device: one.store.deviceId, because: 'stolen' })
  vi.advanceTimersByTime(10_000)
  expect(await heard.next()).toEqual({ done: true, value: undefined })
  // Its standing was looked up less than ten seconds ago.
  expect(await (await listen(one.token)).next()).toEqual({ done: true, value: undefined })
  const three = await newPc(hq, clinic, 'C3N9')
  addUser(three.store)
  await exchange(hq, three)
  expect((await kept.next()).value).toHaveProperty(three.store.deviceId)
})
