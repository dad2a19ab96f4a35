/** The stream on which headquarters say that there is news. */
import type { VersionVector } from '../../domain/journal/types.ts'
import { news } from '../../domain/sync/protocol.ts'

export type Followed = {
  readonly opened: () => void
  readonly news: (vector: VersionVector) => void
}

/** HQ says something at least every half minute; a stream that is silent for so long is dead. Milliseconds. */
const SILENCE_MS = 75_000

/** More than any event has; a stream that sends no end of one is not HQ's. */
const LARGEST_EVENT = 1_000_000

/** Reads server-sent events until the stream ends, is cut, or falls silent; then `idle` is aborted. */
export async function follow(response: Response, idle: AbortController, told: Followed): Promise<void> {
  if (response.body === null) return
  const reader = response.body.pipeThrough(new TextDecoderStream()).getReader()
  told.opened()
  let rest = ''
  while (rest.length < LARGEST_EVENT) {
    const part = await nextPart(reader, idle)
    if (part === undefined) break
    const events = (rest + part).replaceAll('\r\n', '\n').split('\n\n')
    rest = events.pop() ?? ''
    for (const event of events) tell(event, told)
  }
  idle.abort()
}

/** Undefined when the stream ended, was cut, or is given up on: whoever follows it opens it again. */
async function nextPart(
  reader: ReadableStreamDefaultReader<string>,
  idle: AbortController,
): Promise<string | undefined> {
  const watch = setTimeout(() => idle.abort(), SILENCE_MS)
  try {
    return (await reader.read()).value
  } catch {
    return undefined
  } finally {
    clearTimeout(watch)
  }
}

function tell(event: string, told: Followed): void {
  if (!/^event: ?news$/m.test(event)) return
  const read = news.safeParse(jsonIn(event))
  if (read.success) told.news(read.data.vector)
}

/** The data of an event; undefined when it is no JSON. */
function jsonIn(event: string): unknown {
  const data = event.split('\n').flatMap(line => (line.startsWith('data:') ? [line.slice(5)] : []))
  try {
    return JSON.parse(data.join('\n'))
  } catch {
    return undefined
  }
}
