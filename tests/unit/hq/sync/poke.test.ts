import { once } from 'node:events'
import fastify from 'fastify'
import { afterEach, expect, test } from 'vitest'
import { openStream, type Stream } from '../../../../hq/sync/poke.ts'

const server = fastify()
const asked = Promise.withResolvers<void>()
const opened = Promise.withResolvers<Stream | undefined>()
const ends: string[] = []
server.get('/', async (_, reply) => {
  asked.resolve()
  // As it is when somebody goes while the database says who it is.
  await once(reply.raw, 'close')
  opened.resolve(openStream(reply, () => ends.push('ended')))
})
afterEach(() => server.close())

test('a line that was gone before it was opened is not kept', async () => {
  const address = await server.listen({ host: '127.0.0.1', port: 0 })
  const leaving = new AbortController()
  const asking = fetch(address, { signal: leaving.signal }).catch((fault: Error) => fault.name)
  await asked.promise
  leaving.abort()
  expect(await asking).toBe('AbortError')
  expect(await opened.promise).toBeUndefined()
  expect(ends).toEqual([])
})
