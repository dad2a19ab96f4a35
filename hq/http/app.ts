/** Headquarters over HTTP. */
import cors from '@fastify/cors'
import helmet from '@fastify/helmet'
import rateLimit from '@fastify/rate-limit'
import underPressure from '@fastify/under-pressure'
import fastify, { LogController, type FastifyBaseLogger, type FastifyInstance } from 'fastify'
import { serializerCompiler, validatorCompiler } from 'fastify-type-provider-zod'
import type { Pool } from 'pg'
import { makeChallenges, type Whom } from '../devices/challenge.ts'
import { deviceRoutes } from '../devices/routes.ts'
import { makeTokens } from '../devices/token.ts'
import type { Platform } from '../platform.ts'
import { authenticator, type Authenticate } from './authenticate.ts'
import { addDocs } from './docs.ts'
import { answerFaults, sendBusy } from './faults.ts'
import { addHealth } from './health.ts'
import { addMetrics } from './metrics.ts'
import { limitOf, LIMIT_WINDOW_MS } from './limits.ts'
import { requestId } from './request-id.ts'

declare module 'fastify' {
  interface FastifyRequest {
    /** Who asks, on the routes for devices. */
    device: Whom
  }
}

/** Of JSON; messages with entries have a limit of their own. */
const BODY_BYTES = 256 * 1024

/** Answers are data; the one page has no script, no style and no picture. */
const NOTHING = ['default-src', 'base-uri', 'form-action', 'frame-ancestors'] as const

/** Of one address in a minute; a clinic's PCs often share one. */
const PER_ADDRESS = 30_000

/** Routes for devices with a token, e.g. the exchange of journals. */
export type DeviceRoutes = (app: FastifyInstance, platform: Platform) => void | Promise<void>

export type AppOptions = {
  readonly platform: Platform
  /** For the readiness check alone. */
  readonly healthPool: Pool
  readonly version: string
  readonly forDevices: readonly DeviceRoutes[]
}

export type App = {
  readonly server: FastifyInstance
  /** From now on not ready, and every connection is asked to end with the answer that it waits for. */
  readonly beginDrain: () => void
}

export async function buildApp({ platform, healthPool, version, forDevices }: AppOptions): Promise<App> {
  const { config, clock, random } = platform
  let draining = false
  const loggerInstance: FastifyBaseLogger = platform.log
  const server: FastifyInstance = fastify({
    loggerInstance,
    logController: new LogController({ disableRequestLogging: true }),
    genReqId: request => requestId(request.headers['x-request-id'], clock(), random),
    bodyLimit: BODY_BYTES,
    trustProxy: config.trustedProxies.length === 0 ? false : [...config.trustedProxies],
    requestTimeout: 60_000,
    return503OnClosing: true,
    forceCloseConnections: 'idle',
  })
  server.setValidatorCompiler(validatorCompiler)
  server.setSerializerCompiler(serializerCompiler)
  server.decorateRequest('device')
  answerFaults(server)

  server.addHook('onRequest', async (request, reply) => {
    reply.header('x-request-id', request.id)
    if (draining) reply.header('connection', 'close')
  })
  server.addHook('onResponse', async (request, reply) => {
    const { method, id, routeOptions } = request
    platform.log.info(
      { requestId: id, method, route: routeOptions.url, status: reply.statusCode, ms: Math.round(reply.elapsedTime) },
      'request',
    )
  })

  await server.register(helmet, {
    contentSecurityPolicy: {
      useDefaults: false,
      directives: Object.fromEntries(NOTHING.map(directive => [directive, ["'none'"]])),
    },
  })
  await server.register(cors, { origin: [...config.corsOrigins], methods: ['GET', 'POST', 'PUT'], maxAge: 600 })
  await server.register(rateLimit, { max: limitOf(config, PER_ADDRESS), timeWindow: LIMIT_WINDOW_MS })
  await server.register(underPressure, {
    maxEventLoopDelay: 1500,
    pressureHandler: (_, reply) => void sendBusy(reply, 503),
  })
  await addDocs(server, version)
  addMetrics(server, platform.pool, config.metricsToken)
  addHealth(server, { ownPool: healthPool, dataFolder: config.dataFolder, isDraining: () => draining })

  const started = clock()
  const tokens = makeTokens(platform.tokenSecrets, started)
  const challenges = makeChallenges(platform.tokenSecrets, started, random)
  deviceRoutes(server, platform, { tokens, challenges })
  const authenticate = authenticator(platform, tokens)
  for (const routes of forDevices) await registerForDevices(server, platform, authenticate, routes)

  return {
    server,
    beginDrain: () => {
      draining = true
    },
  }
}

/** Of one device in a minute: somebody who saves again and again sends and fetches each time. */
const PER_DEVICE = 6000

async function registerForDevices(
  server: FastifyInstance,
  platform: Platform,
  authenticate: Authenticate,
  routes: DeviceRoutes,
): Promise<void> {
  await server.register(async scope => {
    // Before the body is read: who may not ask sends nothing.
    scope.addHook('onRequest', authenticate)
    scope.addHook(
      'onRequest',
      scope.rateLimit({
        max: limitOf(platform.config, PER_DEVICE),
        timeWindow: LIMIT_WINDOW_MS,
        keyGenerator: ({ device: { clinic, device } }) => `${clinic} ${device}`,
      }),
    )
    await routes(scope, platform)
  })
}
