/** The stream of server-sent events by which a PC hears that there is something to pull. */
import type { FastifyReply } from 'fastify'
import type { VersionVector } from '../../domain/journal/types.ts'

/** A comment keeps the line open through proxies, and tells a PC that the line is alive. Milliseconds. */
const ALIVE_MS = 20_000

export type Stream = {
  /** Nothing when it is ending. */
  readonly tell: (vector: VersionVector) => void
  readonly end: () => void
}

/** Takes the reply over. `ended` is called once, later, when the line is gone; `undefined`: it is gone already. */
export function openStream(reply: FastifyReply, ended: () => void): Stream | undefined {
  reply.hijack()
  const { raw } = reply
  // Its 'close' was told while nobody listened.
  if (raw.destroyed) return undefined
  for (const [name, value] of Object.entries(reply.getHeaders())) if (value !== undefined) raw.setHeader(name, value)
  raw.writeHead(200, {
    'content-type': 'text/event-stream',
    'cache-control': 'no-store',
    'x-accel-buffering': 'no',
    // Nothing follows on this line: kept open, it would hold up the end of the server.
    connection: 'close',
  })
  const write = (text: string): void => {
    if (!raw.writableEnded) raw.write(text)
  }
  write(':\n\n')
  const alive = setInterval(() => write(':\n\n'), ALIVE_MS)
  raw.on('close', () => {
    clearInterval(alive)
    ended()
  })
  return {
    tell: vector => write(`event: news\ndata: ${JSON.stringify({ vector })}\n\n`),
    end: () => void raw.end(),
  }
}
