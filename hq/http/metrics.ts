/** Figures for Prometheus. Routes by their pattern, never by the address asked for; nothing by clinic. */
import { timingSafeEqual, hash } from 'node:crypto'
import type { FastifyInstance } from 'fastify'
import type { Pool } from 'pg'
import { collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client'
import { refuse } from '../../domain/errors.ts'
import { sendRefusal } from './problem.ts'

export function addMetrics(app: FastifyInstance, pool: Pool, token: string | undefined): Registry {
  const registry = new Registry()
  collectDefaultMetrics({ register: registry })
  const seconds = new Histogram({
    name: 'http_request_duration_seconds',
    help: 'Time from the first byte of a request to the last of its answer',
    labelNames: ['method', 'route', 'status'] as const,
    buckets: [0.005, 0.01, 0.025, 0.05, 0.1, 0.2, 0.5, 1, 2.5, 10],
    registers: [registry],
  })
  const connections = new Gauge({
    name: 'database_connections',
    help: 'Connections to PostgreSQL, and requests that wait for one',
    labelNames: ['state'] as const,
    registers: [registry],
    collect: () => {
      connections.set({ state: 'idle' }, pool.idleCount)
      connections.set({ state: 'busy' }, pool.totalCount - pool.idleCount)
      connections.set({ state: 'waiting' }, pool.waitingCount)
    },
  })
  app.addHook('onResponse', async (request, reply) => {
    const route = request.routeOptions.url ?? 'unknown'
    seconds.observe({ method: request.method, route, status: String(reply.statusCode) }, reply.elapsedTime / 1000)
  })
  app.get('/api/metrics', {
    schema: { hide: true },
    handler: async (request, reply) => {
      if (!isToken(request.headers.authorization, token)) return sendRefusal(reply, refuse('not-signed-in'))
      return reply.header('content-type', registry.contentType).send(await registry.metrics())
    },
  })
  return registry
}

/** Compared by hash, so that neither time nor length tells anything. */
function isToken(header: string | undefined, token: string | undefined): boolean {
  if (header === undefined || token === undefined) return false
  const sum = (text: string): Buffer => hash('sha256', text, 'buffer')
  return timingSafeEqual(sum(header), sum(`Bearer ${token}`))
}
