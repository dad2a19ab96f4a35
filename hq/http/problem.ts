/** Refusals over HTTP: problem+json (RFC 9457) with a code of the catalogue. */
import type { FastifyReply } from 'fastify'
import { errors, type ErrorCode, type Refusal } from '../../domain/errors.ts'
import type { Problem } from '../../domain/sync/protocol.ts'

export const PROBLEM = 'application/problem+json; charset=utf-8'

/** Where it is not 422: what was asked cannot be done as things are. */
const STATUS: Partial<Record<ErrorCode, number>> = {
  'bad-input': 422,
  'not-signed-in': 401,
  revoked: 403,
  'not-found': 404,
  'too-large': 413,
  'device-code-taken': 409,
  'clinic-known': 409,
  'hq-busy': 503,
  internal: 500,
}

export const statusOf = (code: ErrorCode): number => STATUS[code] ?? 422

/** In English; a PC says it in its own words, by the code. */
export function sentenceOf({ code, params }: Refusal): string {
  return errors[code].replaceAll(/\{(\w+)\}/g, (whole, name: string) => String(params[name] ?? whole))
}

const TITLES: Readonly<Record<number, string>> = {
  401: 'Not signed in',
  403: 'Not allowed',
  404: 'Not found',
  409: 'Conflict',
  413: 'Too large',
  415: 'Unsupported media type',
  422: 'Refused',
  429: 'Too many requests',
  500: 'Internal error',
  503: 'Not available',
}

export function problemOf(refusal: Refusal, status: number, requestId: string): Problem {
  return {
    type: `urn:caresync:error:${refusal.code}`,
    title: TITLES[status] ?? 'Refused',
    status,
    detail: sentenceOf(refusal),
    code: refusal.code,
    params: { ...refusal.params },
    requestId,
  }
}

export function sendRefusal(reply: FastifyReply, refusal: Refusal, status = statusOf(refusal.code)): FastifyReply {
  return reply
    .status(status)
    .header('content-type', PROBLEM)
    .serializer(JSON.stringify)
    .send(problemOf(refusal, status, reply.request.id))
}
