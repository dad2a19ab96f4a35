/** Where a PC waits for news. Its line ends when it is locked out. */
import type { FastifyInstance } from 'fastify'
import type { VersionVector } from '../../domain/journal/types.ts'
import { paths } from '../../domain/sync/protocol.ts'
import type { Whom } from '../devices/challenge.ts'
import { revokedAmong } from '../devices/device-row.ts'
import { postgresStore } from '../journal/postgres-store.ts'
import { serveVector } from '../journal/serve-pages.ts'
import type { Platform } from '../platform.ts'
import { inClinic } from '../postgres/pool.ts'
import type { News } from './news.ts'
import { openStream, type Stream } from './poke.ts'

/** What another process of headquarters took is told, and who is locked out is cut off, after so long. Milliseconds. */
const LOOK_AGAIN_MS = 10_000

type Open = Whom & { readonly stream: Stream }

export function newsRoute(app: FastifyInstance, { pool, log }: Platform, news: News): void {
  const lines = new Set<Open>()

  /** What there is; the lines of this clinic's PCs that are locked out are ended. */
  const look = async (clinic: string): Promise<VersionVector> => {
    const own = [...lines].filter(line => line.clinic === clinic)
    const { vector, revoked } = await inClinic(pool, clinic, async tx => ({
      vector: await serveVector(postgresStore(tx, clinic)),
      revoked: new Set(
        await revokedAmong(
          tx,
          clinic,
          own.map(line => line.device),
        ),
      ),
    }))
    for (const { device, stream } of own) if (revoked.has(device)) stream.end()
    return vector
  }

  app.get(paths.poke, {
    schema: { summary: 'Hear at once that there is something to pull', tags: ['sync'] },
    handler: async (request, reply) => {
      const { clinic, device } = request.device
      const stream = openStream(reply, () => {
        listening.leave()
        lines.delete(line)
      })
      if (stream === undefined) return
      // Before the vector is read, or what comes between would not be heard.
      const listening = news.listen(clinic, { device, tell: stream.tell })
      const line: Open = { clinic, device, stream }
      lines.add(line)
      listening.tell(await look(clinic))
    },
  })

  const lookAgain = async (): Promise<void> => {
    for (const clinic of news.clinics()) news.tell(clinic, await look(clinic))
  }
  const looking = setInterval(() => {
    lookAgain().catch((error: unknown) => log.warn({ err: error }, 'news of other processes'))
  }, LOOK_AGAIN_MS)
  app.addHook('preClose', async () => {
    clearInterval(looking)
    for (const { stream } of lines) stream.end()
  })
}
