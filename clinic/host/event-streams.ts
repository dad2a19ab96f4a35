import type { ServerResponse } from 'node:http'
import type { ClinicEvent } from '../../domain/contract/contract.ts'

/** A comment is sent this often, so that a browser that went away is noticed. Milliseconds. */
const HEARTBEAT_MS = 25_000
/** More open streams than a person has windows. */
const MOST_STREAMS = 32

/** Runs `work` after so many milliseconds, unless the function that it returns is called before. */
export type After = (milliseconds: number, work: () => void) => () => void

/** A window that is loaded anew, or whose browser was asleep for a moment, is back by then. Milliseconds. */
const AWAY_MS = 20_000

export type EventStreams = {
  /** False when too many are open. */
  add(response: ServerResponse): boolean
  send(event: ClinicEvent): void
  close(): void
}

/**
 * Server-sent events: each is one line `data: {…}` with the event as JSON. Every window holds one stream, so when the last
 * has been gone for `AWAY_MS` nobody has the clinic open, and `onLeft` is called.
 */
export function eventStreams({ after, onLeft }: { readonly after: After; readonly onLeft: () => void }): EventStreams {
  const open = new Set<ServerResponse>()
  let closing = false
  let stay = () => {}
  const leave = (response: ServerResponse) => {
    open.delete(response)
    if (open.size > 0 || closing) return
    stay()
    stay = after(AWAY_MS, onLeft)
  }
  const sendAll = (text: string) => {
    for (const response of open) response.write(text)
  }
  const heartbeat = setInterval(() => sendAll(': still here\n\n'), HEARTBEAT_MS)
  heartbeat.unref()
  return {
    add(response) {
      if (open.size >= MOST_STREAMS) return false
      stay()
      open.add(response)
      response.on('close', () => leave(response))
      response.writeHead(200, { 'content-type': 'text/event-stream; charset=utf-8' })
      response.write('retry: 2000\n\n')
      return true
    },
    send: event => sendAll(`data: ${JSON.stringify(event)}\n\n`),
    close() {
      closing = true
      stay()
      clearInterval(heartbeat)
      for (const response of open) response.end()
    },
  }
}
