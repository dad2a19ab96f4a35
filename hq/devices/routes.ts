import type { FastifyInstance } from 'fastify'
import type { ZodTypeProvider } from 'fastify-type-provider-zod'
import {
  challengeAnswer, challengeBody, enrolAnswer, enrolBody, introduceBody, lookupAnswer, lookupBody, paths, tokenAnswer,
  tokenBody,
} from '../../domain/sync/protocol.ts' // prettier-ignore
import { limitOf } from '../http/limits.ts'
import { sendRefusal } from '../http/problem.ts'
import type { Platform } from '../platform.ts'
import type { Challenges } from './challenge.ts'
import { enrol, lookUp } from './enrol.ts'
import { mayHaveToken } from './give-token.ts'
import { introduce } from './introduce.ts'
import { TOKEN_SECONDS, type Tokens } from './token.ts'

/** Of one address in a minute: a code has 10^17 values and fifteen minutes, a clinic behind one address many PCs. */
const GUESSES = 20
const SIGN_INS = 240

export function deviceRoutes(
  app: FastifyInstance,
  platform: Platform,
  { challenges, tokens }: { readonly challenges: Challenges; readonly tokens: Tokens },
): void {
  const routes = app.withTypeProvider<ZodTypeProvider>()
  const atMost = (max: number): { readonly rateLimit: { readonly max: number } } => ({
    rateLimit: { max: limitOf(platform.config, max) },
  })

  routes.post(paths.lookup, {
    config: atMost(GUESSES),
    schema: {
      summary: 'What an enrolment code is for',
      tags: ['devices'],
      body: lookupBody,
      response: { 200: lookupAnswer },
    },
    handler: async (request, reply) => {
      const found = await lookUp(platform, request.body.code)
      return found.ok ? found.value : sendRefusal(reply, found)
    },
  })

  routes.post(paths.enrol, {
    config: atMost(GUESSES),
    schema: {
      summary: 'Let a PC in, once for each code',
      tags: ['devices'],
      body: enrolBody,
      response: { 200: enrolAnswer },
    },
    handler: async (request, reply) => {
      const enrolled = await enrol(platform, request.body)
      return enrolled.ok ? enrolled.value : sendRefusal(reply, enrolled)
    },
  })

  routes.post(paths.introduce, {
    config: atMost(GUESSES),
    schema: {
      summary: 'Let in the heir of a device, which vouches for it',
      tags: ['devices'],
      body: introduceBody,
      response: { 200: enrolAnswer },
    },
    handler: async (request, reply) => {
      const introduced = await introduce(platform, request.body)
      return introduced.ok ? introduced.value : sendRefusal(reply, introduced)
    },
  })

  routes.post(paths.challenge, {
    config: atMost(SIGN_INS),
    schema: {
      summary: 'A challenge for a device to sign',
      tags: ['devices'],
      body: challengeBody,
      response: { 200: challengeAnswer },
    },
    handler: request => ({ challenge: challenges.make(request.body, platform.clock()) }),
  })

  routes.post(paths.token, {
    config: atMost(SIGN_INS),
    schema: {
      summary: 'A token for a signed challenge',
      tags: ['devices'],
      body: tokenBody,
      response: { 200: tokenAnswer },
    },
    handler: async (request, reply) => {
      const allowed = await mayHaveToken(platform, challenges, request.body)
      if (!allowed.ok) return sendRefusal(reply, allowed)
      return { token: await tokens.sign(request.body, platform.clock()), expiresInSeconds: TOKEN_SECONDS }
    },
  })
}
