/** The exchange of journals with the PCs of a clinic. Every route reads and writes within the clinic of the token. */
import type { FastifyInstance, FastifyReply } from 'fastify'
import type { ZodTypeProvider } from 'fastify-type-provider-zod'
import { refuse } from '../../domain/errors.ts'
import { entryText } from '../../domain/journal/entry.ts'
import { decodeMessage, encodeMessage } from '../../domain/sync/page-code.ts'
import { MAX_PUSH_ENTRIES, PAGES, paths, pullBody, pushAnswer, valuesBody } from '../../domain/sync/protocol.ts'
import { sendRefusal } from '../http/problem.ts'
import { postgresStore } from '../journal/postgres-store.ts'
import { pushPages, type Transact } from '../journal/push-pages.ts'
import { clinicAtHq } from '../journal/self.ts'
import { servePull, serveValues } from '../journal/serve-pages.ts'
import { verifyPages } from '../journal/verify.ts'
import type { Platform } from '../platform.ts'
import { inClinic } from '../postgres/pool.ts'
import { packed, unpacked } from './gzip.ts'
import { makeNews } from './news.ts'
import { newsRoute } from './news-route.ts'

/** Compressed; a page of a few large entries is the most. */
const MAX_BODY_BYTES = 16 * 1024 * 1024

export function syncRoutes(app: FastifyInstance, platform: Platform): void {
  const { pool } = platform
  const routes = app.withTypeProvider<ZodTypeProvider>()
  const news = makeNews()
  const transactIn =
    (clinic: string): Transact =>
    work =>
      inClinic(pool, clinic, tx => work(postgresStore(tx, clinic)))

  app.addContentTypeParser(
    PAGES,
    { parseAs: 'buffer', bodyLimit: MAX_BODY_BYTES },
    async (_: unknown, body: Buffer) => body,
  )

  routes.post(paths.push, {
    schema: { summary: 'Give entries that headquarters lacks', tags: ['sync'], response: { 200: pushAnswer } },
    handler: async (request, reply) => {
      const { clinic, device } = request.device
      if (!(request.body instanceof Uint8Array))
        return sendRefusal(reply, refuse('bad-message', { detail: 'no pages' }))
      const bytes = await unpacked(request.body)
      if (!bytes.ok) return sendRefusal(reply, bytes)
      const message = decodeMessage(bytes.value)
      if (!message.ok) return sendRefusal(reply, message)
      const { pages } = message.value
      const entries = pages.reduce((sum, page) => sum + page.entries.length, 0)
      if (pages.length > 1 && entries > MAX_PUSH_ENTRIES) return sendRefusal(reply, refuse('too-large'))
      const { at, keys } = await inClinic(pool, clinic, async tx => ({
        at: await clinicAtHq(tx, platform, clinic),
        keys: await postgresStore(tx, clinic).keys(),
      }))
      const taken = await pushPages(transactIn(clinic), at, verifyPages(clinic, keys, pages))
      if (taken.applied > 0) news.tell(clinic, taken.vector, { device, heads: taken.given })
      const { applied, known, vector } = taken
      return { applied, known, vector, refused: taken.refused.map(each => ({ ...each, params: { ...each.params } })) }
    },
  })

  routes.post(paths.pull, {
    schema: { summary: 'Get entries that a PC lacks', tags: ['sync'], body: pullBody },
    handler: async (request, reply) => {
      const { clinic } = request.device
      const { limit, ...want } = request.body
      const pulled = await inClinic(pool, clinic, async tx => {
        const { hq } = await clinicAtHq(tx, platform, clinic)
        const asked = { vector: want.vector, ...(want.trails === undefined ? {} : { trails: want.trails }) }
        return servePull(postgresStore(tx, clinic), asked, { limit, hqDevice: hq.device })
      })
      const { forks, more, pages } = pulled
      const now = new Date(platform.clock()).toISOString()
      return sendPages(reply, encodeMessage({ forks, more, now }, pages))
    },
  })

  routes.post(paths.values, {
    schema: { summary: 'Get entries whose values came erased', tags: ['sync'], body: valuesBody },
    handler: async (request, reply) => {
      const entries = await transactIn(request.device.clinic)(store => serveValues(store, request.body.asked))
      return reply.type('application/json').send(`{"entries":[${entries.map(entryText).join(',')}]}`)
    },
  })

  newsRoute(app, platform, news)
}

async function sendPages(reply: FastifyReply, message: Uint8Array): Promise<FastifyReply> {
  return reply
    .type(PAGES)
    .header('content-encoding', 'gzip')
    .send(await packed(message))
}
