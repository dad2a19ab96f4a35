import { statfs } from 'node:fs/promises'
import type { FastifyInstance } from 'fastify'
import type { ZodTypeProvider } from 'fastify-type-provider-zod'
import type { Pool } from 'pg'
import { z } from 'zod'
import { migrations } from '../postgres/migrations/all.ts'

/** Below it nothing can be written safely: PostgreSQL's log of changes alone may grow by this. */
const MIN_FREE_BYTES = 512 * 1024 * 1024

const check = z.enum(['good', 'bad'])
const readiness = z.object({
  ready: z.boolean(),
  checks: z.object({ accepting: check, database: check, migrations: check, disk: check }),
})

export type Health = {
  /** A connection of its own, so that a busy pool does not look like a dead database. */
  readonly ownPool: Pool
  readonly dataFolder: string
  readonly isDraining: () => boolean
}

/** `health`: this process answers. `ready`: it can serve; 503 while it cannot, or ends. */
export function addHealth(app: FastifyInstance, { ownPool, dataFolder, isDraining }: Health): void {
  const routes = app.withTypeProvider<ZodTypeProvider>()
  routes.get('/api/health', {
    config: { rateLimit: false },
    schema: {
      summary: 'Whether this process answers',
      tags: ['operations'],
      response: { 200: z.object({ alive: z.literal(true) }) },
    },
    handler: () => ({ alive: true as const }),
  })
  routes.get('/api/ready', {
    config: { rateLimit: false },
    schema: {
      summary: 'Whether it can serve',
      tags: ['operations'],
      response: { 200: readiness, 503: readiness },
    },
    handler: async (_, reply) => {
      const [applied, disk] = await Promise.all([appliedMigrations(ownPool), hasRoom(dataFolder)])
      const say = (good: boolean): z.output<typeof check> => (good ? 'good' : 'bad')
      const checks = {
        accepting: say(!isDraining()),
        database: say(applied !== undefined),
        migrations: say(applied === migrations.length),
        disk: say(disk),
      }
      const ready = Object.values(checks).every(each => each === 'good')
      return reply.status(ready ? 200 : 503).send({ ready, checks })
    },
  })
}

/** `undefined`: the database does not answer. */
async function appliedMigrations(pool: Pool): Promise<number | undefined> {
  try {
    const { rows } = await pool.query<{ applied: number }>('SELECT count(*)::int AS applied FROM migration')
    return rows[0]?.applied
  } catch {
    return undefined
  }
}

async function hasRoom(folder: string): Promise<boolean> {
  const { bavail, bsize } = await statfs(folder)
  return bavail * bsize >= MIN_FREE_BYTES
}
