import { createHash, randomBytes, timingSafeEqual } from 'node:crypto'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import { z } from 'zod'
import { refuse } from '../../domain/errors.ts'
import { answerJson, answerSentence, answerWelcome, setHeaders } from './answers.ts'
import { browserSessions, type BrowserSessions } from './browser-sessions.ts'
import { type After, eventStreams, type EventStreams } from './event-streams.ts'
import type { HostedClinic } from './hosted-clinic.ts'
import { oneTimeTokens, type OneTimeTokens } from './one-time-tokens.ts'
import { readBody } from './read-body.ts'
import { pathOf, turnAway } from './request-guard.ts'
import type { StaticFiles } from './static-files.ts'

export type HostServer = {
  readonly port: number
  /** A fresh address that lets one browser in, once. */
  address(): string
  /** Lets calls in progress end, then closes; the clinic stays open. */
  close(): Promise<void>
}

type Serving = {
  readonly clinic: HostedClinic
  readonly files: StaticFiles
  readonly controlSecret: string
  readonly onFault: (fault: unknown, support: string) => void
  readonly authority: string
  readonly tokens: OneTimeTokens
  readonly sessions: BrowserSessions
  readonly streams: EventStreams
}

const call = z.strictObject({ name: z.string().max(100), input: z.unknown() })

/** Calls in progress when the host closes get this long, in milliseconds. */
const GRACE_MS = 5000

/**
 * Serves the contract and the built renderer on the loopback interface.
 * @param port 0 lets the system choose
 * @param now Unix milliseconds
 * @param after the timer that waits for a window to come back before the session is locked
 */
export async function startServer(options: {
  readonly clinic: HostedClinic
  readonly files: StaticFiles
  readonly port: number
  readonly controlSecret: string
  readonly now: () => number
  readonly after: After
  readonly onFault: (fault: unknown, support: string) => void
}): Promise<HostServer> {
  const { clinic, files, controlSecret, onFault } = options
  const server = createServer({ headersTimeout: 10_000, requestTimeout: 30_000 })
  server.maxConnections = 128
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(options.port, '127.0.0.1', resolve)
  })
  const bound = server.address()
  if (bound === null || typeof bound === 'string') throw new Error('the host has no port')
  const { port } = bound
  const tokens = oneTimeTokens(options.now)
  const authority = `127.0.0.1:${port}`
  const streams = eventStreams({ after: options.after, onLeft: () => clinic.lock() })
  const serving: Serving = {
    clinic, files, controlSecret, onFault, authority, tokens, streams, sessions: browserSessions(port),
  } // prettier-ignore
  const stopEvents = clinic.on(event => streams.send(event))
  server.on('request', (request, response) => void answer(serving, request, response))
  return {
    port,
    address: () => addressOf(serving),
    async close() {
      stopEvents()
      streams.close()
      const force = setTimeout(() => server.closeAllConnections(), GRACE_MS)
      await new Promise<void>(resolve => {
        server.close(() => resolve())
        server.closeIdleConnections()
      })
      clearTimeout(force)
    },
  }
}

const addressOf = ({ authority, tokens }: Serving): string => `http://${authority}/?token=${tokens.issue()}`

async function answer(serving: Serving, request: IncomingMessage, response: ServerResponse): Promise<void> {
  setHeaders(response)
  try {
    await route(serving, request, response)
  } catch (fault) {
    const support = randomBytes(4).toString('hex')
    serving.onFault(fault, support)
    if (response.headersSent) response.destroy()
    else answerJson(response, 500, refuse('internal', { support }))
  }
}

async function route(serving: Serving, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const { method = '', url: target = '', headers } = request
  const turnedAway = turnAway({ method, target, headers }, serving.authority)
  if (turnedAway) return answerSentence(response, turnedAway.status, turnedAway.sentence)
  const path = pathOf(target)
  if (path === '/control/address') return answerControl(serving, request, response)
  const window = serving.sessions.windowOf(headers.cookie)
  const token = path === '/' ? new URLSearchParams(target.slice(1)).get('token') : null
  if (token !== null) {
    if (serving.tokens.redeem(token)) return answerWelcome(response, serving.sessions.open())
    if (window !== undefined) return answerWelcome(response, undefined)
  }
  if (window === undefined) {
    const sentence = 'This address is used up or too old. Start CareSync again to open it here; nothing is lost.'
    return answerSentence(response, 403, sentence)
  }
  if (path === '/call') return answerCall(serving, request, response, window)
  if (path === '/events') {
    if (!serving.streams.add(response)) answerSentence(response, 503, 'CareSync is open in too many windows.')
    return
  }
  answerFile(serving, path, response)
}

async function answerCall(serving: Serving, request: IncomingMessage, response: ServerResponse, window: string) {
  const body = await readBody(request)
  if (!('json' in body)) {
    // What is left of a body that was not read must not be taken for the next request.
    response.setHeader('connection', 'close')
    return answerSentence(response, body.status, body.sentence)
  }
  const parsed = call.safeParse(body.json)
  if (!parsed.success) return answerJson(response, 400, refuse('bad-input', { issues: 'name, input' }))
  answerJson(response, 200, await serving.clinic.call(parsed.data.name, parsed.data.input, window))
}

/** A second start asks the running host for a fresh address; only who can read the data folder knows the secret. */
function answerControl(serving: Serving, request: IncomingMessage, response: ServerResponse): void {
  const digest = (text: string) => createHash('sha256').update(text).digest()
  const given = digest(request.headers.authorization ?? '')
  if (!timingSafeEqual(given, digest(`Bearer ${serving.controlSecret}`))) {
    return answerSentence(response, 403, 'CareSync does not answer to this.')
  }
  answerJson(response, 200, { address: addressOf(serving) })
}

function answerFile(serving: Serving, path: string, response: ServerResponse): void {
  const file = serving.files.get(path)
  if (!file) return answerSentence(response, 404, 'There is nothing at this address.')
  if (file === 'away') return answerSentence(response, 503, 'CareSync is being put in place. Load this page again.')
  if (file.hashed) response.setHeader('cache-control', 'private, max-age=31536000, immutable')
  const stream = file.read()
  stream.once('error', fault => {
    serving.onFault(fault, 'file')
    response.destroy()
  })
  stream.once('open', () => {
    response.writeHead(200, { 'content-type': file.type })
    stream.pipe(response)
  })
}
