import type { FastifyReply, FastifyRequest } from 'fastify'
import { refuse } from '../../domain/errors.ts'
import { watchStanding } from '../devices/standing.ts'
import type { Tokens } from '../devices/token.ts'
import type { Platform } from '../platform.ts'
import { sendRefusal } from './problem.ts'

export type Authenticate = (request: FastifyRequest, reply: FastifyReply) => Promise<FastifyReply | undefined>

/** A hook that lets only devices with a token on, and says who they are in `request.device`. */
export function authenticator(platform: Platform, tokens: Tokens): Authenticate {
  const standingOf = watchStanding(platform)
  return async (request, reply) => {
    const [, token] = /^Bearer ([\w.-]{1,2000})$/.exec(request.headers.authorization ?? '') ?? []
    const whom = token === undefined ? undefined : await tokens.read(token, platform.clock())
    const standing = whom === undefined ? 'unknown' : await standingOf(whom)
    if (whom === undefined || standing === 'unknown') return sendRefusal(reply, refuse('not-signed-in'))
    if (standing === 'revoked') return sendRefusal(reply, refuse('revoked'))
    request.device = whom
    return undefined
  }
}
