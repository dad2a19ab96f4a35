import type { ServerResponse } from 'node:http'
import type { ClinicEvent } from '../../domain/contract/contract.ts'

/** A comment is sent this often, so that a browser that went away is noticed. Milliseconds. */
const HEARTBEAT_MS = 25_000
/** More open streams than a person has windows. */
const MOST_STREAMS = 32

export type EventStreams = {
  /** False when too many are open. */
  add(response: ServerResponse): boolean
  send(event: ClinicEvent): void
  close(): void
}

/** Server-sent events: each is one line `data: {…}` with the event as JSON. */
export function eventStreams(): EventStreams {
  const open = new Set<ServerResponse>()
  const sendAll = (text: string) => {
    for (const response of open) response.write(text)
  }
  const heartbeat = setInterval(() => sendAll(': still here\n\n'), HEARTBEAT_MS)
  heartbeat.unref()
  return {
    add(response) {
      if (open.size >= MOST_STREAMS) return false
      open.add(response)
      response.on('close', () => open.delete(response))
      response.writeHead(200, { 'content-type': 'text/event-stream; charset=utf-8' })
      response.write('retry: 2000\n\n')
      return true
    },
    send: event => sendAll(`data: ${JSON.stringify(event)}\n\n`),
    close() {
      clearInterval(heartbeat)
      for (const response of open) response.end()
    },
  }
}
