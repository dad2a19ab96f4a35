/** The stream of server-sent events by which a PC hears that there is something to pull. */
import type { FastifyReply } from 'fastify'
import type { VersionVector } from '../../domain/journal/types.ts'

/** A comment keeps the line open through proxies, and tells a PC that the line is alive. Milliseconds. */
const ALIVE_MS = 20_000

export type Stream = {
  readonly tell: (vector: VersionVector) => void
  readonly end: () => void
}

/** Takes the reply over. `ended` is called once, when the line is gone. */
export function openStream(reply: FastifyReply, ended: () => void): Stream {
  reply.hijack()
  const { raw } = reply
  for (const [name, value] of Object.entries(reply.getHeaders())) if (value !== undefined) raw.setHeader(name, value)
  raw.writeHead(200, {
    'content-type': 'text/event-stream',
    'cache-control': 'no-store',
    'x-accel-buffering': 'no',
    // Nothing follows on this line: kept open, it would hold up the end of the server.
    connection: 'close',
  })
  raw.write(':\n\n')
  const alive = setInterval(() => raw.write(':\n\n'), ALIVE_MS)
  raw.on('close', () => {
    clearInterval(alive)
    ended()
  })
  return {
    tell: vector => void raw.write(`event: news\ndata: ${JSON.stringify({ vector })}\n\n`),
    end: () => void raw.end(),
  }
}
