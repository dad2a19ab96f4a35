/** What is thrown on the way of a request becomes a problem; what nobody expected is logged once. */
import type { FastifyError, FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { hasZodFastifySchemaValidationErrors } from 'fastify-type-provider-zod'
import { refuse } from '../../domain/errors.ts'
import { sendRefusal } from './problem.ts'

export function answerFaults(app: FastifyInstance): void {
  app.setNotFoundHandler((request, reply) => sendRefusal(reply, refuse('not-found', { what: request.method })))
  app.setErrorHandler<FastifyError>((fault, request, reply) => answerFault(fault, request, reply))
}

function answerFault(fault: FastifyError, request: FastifyRequest, reply: FastifyReply): FastifyReply {
  if (hasZodFastifySchemaValidationErrors(fault)) {
    // The places only: what stood there may be a patient's.
    const issues = fault.validation.map(each => each.instancePath.replaceAll('/', '.').slice(1) || 'body')
    return sendRefusal(reply, refuse('bad-input', { issues: [...new Set(issues)].join(', ') }))
  }
  const status = fault.statusCode ?? 500
  if (status === 429 || status === 503) return sendBusy(reply, status)
  if (status === 413) return sendRefusal(reply, refuse('too-large'))
  if (status >= 400 && status < 500) {
    return sendRefusal(reply, refuse('bad-input', { issues: 'body' }), status === 415 ? 415 : 422)
  }
  request.log.error({ err: fault, requestId: request.id, route: request.routeOptions.url }, 'internal')
  return sendRefusal(reply, refuse('internal', { support: request.id }))
}

export function sendBusy(reply: FastifyReply, status: 429 | 503): FastifyReply {
  if (reply.getHeader('retry-after') === undefined) reply.header('retry-after', '5')
  return sendRefusal(reply, refuse('hq-busy'), status)
}
