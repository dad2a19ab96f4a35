import type { IncomingMessage } from 'node:http'
import type { TurnedAway } from './request-guard.ts'

/** Bytes of one call; the largest form of the contract needs a tenth of it. */
export const MOST_BODY = 1024 * 1024

export type Body = { readonly json: unknown } | TurnedAway

const notJson = { status: 400, sentence: 'This is not a call.' } as const
const tooLarge = { status: 413, sentence: 'This is larger than CareSync accepts at once.' } as const

/** The JSON value of a request of type `application/json`, at most `MOST_BODY` bytes of well-formed UTF-8. */
export async function readBody(request: IncomingMessage): Promise<Body> {
  const type = (request.headers['content-type'] ?? '').toLowerCase().replaceAll(' ', '')
  if (type !== 'application/json' && type !== 'application/json;charset=utf-8') {
    return { status: 415, sentence: 'A call is sent as application/json.' }
  }
  if (request.headers['content-encoding'] !== undefined)
    return { status: 415, sentence: 'A call is sent uncompressed.' }
  if (Number(request.headers['content-length'] ?? 0) > MOST_BODY) return tooLarge
  const chunks: Buffer[] = []
  let bytes = 0
  for await (const chunk of request as AsyncIterable<Buffer>) {
    bytes += chunk.length
    if (bytes > MOST_BODY) return tooLarge
    chunks.push(chunk)
  }
  return parseJson(Buffer.concat(chunks))
}

function parseJson(bytes: Buffer): Body {
  try {
    return { json: JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes)) as unknown }
  } catch {
    return notJson
  }
}
