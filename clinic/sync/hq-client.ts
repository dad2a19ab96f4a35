/** Headquarters as a PC sees them: one function for each path of `domain/sync/protocol.ts`. */
import type { z } from 'zod'
import { type Refusal, refuse } from '../../domain/errors.ts'
import type { HeldEntry } from '../../domain/journal/entry.ts'
import type { Want } from '../../domain/journal/exchange.ts'
import type { EntryAt } from '../../domain/journal/heal.ts'
import { readEntry } from '../../domain/journal/parse-entry.ts'
import type { Page } from '../../domain/journal/seal.ts'
import { decodeMessage } from '../../domain/sync/page-code.ts'
import {
  challengeAnswer, enrolAnswer, lookupAnswer, PAGES, paths, problem, pullHead, pushAnswer, tokenAnswer, tokenText,
  valuesAnswer, type enrolBody, type introduceBody,
} from '../../domain/sync/protocol.ts' // prettier-ignore
import { refusalOf } from './hq-code.ts'
import { pack } from './page-codec.ts'
import { follow, type Followed } from './poke.ts'

/** Why HQ gave no answer that can be used. */
export type HqFault =
  | { readonly kind: 'unreachable' }
  /** HQ answers, but not now. */
  | { readonly kind: 'busy'; readonly retryAfterMs: number }
  | { readonly kind: 'refused'; readonly status: number; readonly refusal: Refusal }

export type Answer<T> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly fault: HqFault }

export type HqPulled = {
  readonly pages: readonly Page[]
  readonly forks: readonly string[]
  readonly more: boolean
  /** How far HQ's clock is ahead of this PC's, in milliseconds; undefined when the way was too long to tell. */
  readonly aheadMs: number | undefined
}

/** The device that speaks. */
export type Speaker = {
  readonly clinic: string
  readonly device: string
  readonly sign: (text: string) => string
}

export type HqClient = {
  lookup(code: string): Promise<Answer<z.output<typeof lookupAnswer>>>
  enrol(body: z.input<typeof enrolBody>): Promise<Answer<z.output<typeof enrolAnswer>>>
  introduce(body: z.input<typeof introduceBody>): Promise<Answer<z.output<typeof enrolAnswer>>>
  /** A message of `encodeMessage`, not compressed yet. */
  push(message: Uint8Array): Promise<Answer<z.output<typeof pushAnswer>>>
  pull(want: Want, limit: number): Promise<Answer<HqPulled>>
  values(asked: readonly EntryAt[]): Promise<Answer<readonly HeldEntry[]>>
  /** Opens the stream of news; the answer comes when it ends. */
  poke(told: Followed): Promise<Answer<null>>
  /** Ends what is under way; nothing can be asked any more. */
  close(): void
}

export type HqClientOptions = {
  readonly address: string
  /** Unix milliseconds. */
  readonly clock: () => number
  /** Who speaks now: a PC may go on as a new device meanwhile. Not asked for lookup and enrolment. */
  readonly speaker: () => Speaker
}

/** HQ answers within seconds; a push or pull over a slow line takes longer. Milliseconds. */
const PATIENCE_MS = 60_000

/** A token is renewed so long before it ends. */
const EARLY_MS = 60_000

type Request = {
  readonly path: string
  readonly body?: Uint8Array | string
  readonly type?: string
  readonly signal?: AbortSignal
}

type Token = { readonly device: string; readonly text: string; readonly until: number }

export function hqClient({ address, clock, speaker }: HqClientOptions): HqClient {
  const closing = new AbortController()
  let token: Token | undefined
  let fetching: Promise<Answer<string>> | undefined

  const send = async ({ path, body, type, signal }: Request, bearer?: string): Promise<Answer<Response>> => {
    const headers = new Headers({ accept: 'application/json, application/problem+json' })
    if (body !== undefined) headers.set('content-type', type ?? 'application/json')
    if (type === PAGES) headers.set('content-encoding', 'gzip')
    if (bearer !== undefined) headers.set('authorization', `Bearer ${bearer}`)
    try {
      const response = await fetch(address + path, {
        method: body === undefined ? 'GET' : 'POST',
        headers,
        redirect: 'error',
        signal: AbortSignal.any([closing.signal, signal ?? AbortSignal.timeout(PATIENCE_MS)]),
        ...(body === undefined ? {} : { body: body as Uint8Array<ArrayBuffer> | string }),
      })
      return response.ok ? { ok: true, value: response } : { ok: false, fault: await faultOf(response) }
    } catch {
      // fetch tells a refused connection, a cut one and the end of patience by an error; all mean: not reached.
      return unreachable
    }
  }

  const ask = async <T>(request: Request, shape: z.ZodType<T>, bearer?: string): Promise<Answer<T>> => {
    const sent = await send(request, bearer)
    if (!sent.ok) return sent
    try {
      const read = shape.safeParse(await sent.value.json())
      return read.success ? { ok: true, value: read.data } : notUnderstood
    } catch (error) {
      return error instanceof SyntaxError ? notUnderstood : unreachable
    }
  }

  const freshToken = async (): Promise<Answer<string>> => {
    const { device } = speaker()
    if (token !== undefined && token.device === device && clock() < token.until) return { ok: true, value: token.text }
    token = undefined
    // The stream of news and an exchange that begin together share one challenge.
    fetching ??= fetchToken().finally(() => {
      fetching = undefined
    })
    return fetching
  }

  const fetchToken = async (): Promise<Answer<string>> => {
    const { clinic, device, sign } = speaker()
    const asked = await ask(json(paths.challenge, { clinic, device }), challengeAnswer)
    if (!asked.ok) return asked
    const { challenge } = asked.value
    const signature = sign(tokenText(clinic, device, challenge))
    const given = await ask(json(paths.token, { clinic, device, challenge, signature }), tokenAnswer)
    if (!given.ok) return given
    const { expiresInSeconds } = given.value
    // By half, should a token be as short as that.
    const early = Math.min(EARLY_MS, expiresInSeconds * 500)
    token = { device, text: given.value.token, until: clock() + expiresInSeconds * 1000 - early }
    return { ok: true, value: given.value.token }
  }

  /** With a token; when HQ does not take it, for it may have forgotten it, once more with a new one. */
  const asDevice = async <T>(work: (bearer: string) => Promise<Answer<T>>): Promise<Answer<T>> => {
    const first = await freshToken()
    if (!first.ok) return first
    const answer = await work(first.value)
    if (answer.ok || answer.fault.kind !== 'refused' || answer.fault.status !== 401) return answer
    token = undefined
    const second = await freshToken()
    return second.ok ? work(second.value) : second
  }

  return {
    lookup: code => ask(json(paths.lookup, { code }), lookupAnswer),
    enrol: body => ask(json(paths.enrol, body), enrolAnswer),
    introduce: body => ask(json(paths.introduce, body), enrolAnswer),
    push: async message => {
      const body = await pack(message)
      return asDevice(bearer => ask({ path: paths.push, body, type: PAGES }, pushAnswer, bearer))
    },
    pull: ({ vector, trails }, limit) =>
      asDevice(async bearer => {
        const body = { vector, limit, ...(trails === undefined ? {} : { trails }) }
        const askedAt = clock()
        const sent = await send(json(paths.pull, body), bearer)
        return sent.ok ? readPulled(sent.value, { askedAt, answeredAt: clock() }) : sent
      }),
    values: asked =>
      asDevice(async bearer => {
        const said = await ask(json(paths.values, { asked }), valuesAnswer, bearer)
        if (!said.ok) return said
        const entries = said.value.entries.map(readEntry).flatMap(read => (read.ok ? [read.value.entry] : []))
        return { ok: true, value: entries }
      }),
    poke: told =>
      asDevice(async bearer => {
        const idle = new AbortController()
        const sent = await send({ path: paths.poke, signal: idle.signal }, bearer)
        if (!sent.ok) return sent
        await follow(sent.value, idle, told)
        return { ok: true, value: null }
      }),
    close: () => closing.abort(),
  }
}

const unreachable = { ok: false, fault: { kind: 'unreachable' } } as const
const notUnderstood = {
  ok: false,
  fault: { kind: 'refused', status: 200, refusal: refuse('hq-not-understood') },
} as const satisfies Answer<never>

const json = (path: string, body: unknown): Request => ({ path, body: JSON.stringify(body) })

/** A longer way than this says too little about HQ's clock. Milliseconds. */
const LONGEST_WAY_MS = 5000

/** @param way when HQ was asked, and when the head of its answer was here: the entries behind it may take minutes */
async function readPulled(response: Response, way: { askedAt: number; answeredAt: number }): Promise<Answer<HqPulled>> {
  let bytes: Uint8Array
  try {
    bytes = new Uint8Array(await response.arrayBuffer())
  } catch {
    return unreachable // cut on the way: what came is worth nothing, and is asked for again
  }
  const message = decodeMessage(bytes)
  if (!message.ok) return { ok: false, fault: { kind: 'refused', status: 200, refusal: message } }
  const head = pullHead.safeParse(message.value.head)
  if (!head.success) return notUnderstood
  const { forks, more, now } = head.data
  const { askedAt, answeredAt } = way
  const tells = answeredAt >= askedAt && answeredAt - askedAt <= LONGEST_WAY_MS
  const aheadMs = tells ? Date.parse(now) - (askedAt + answeredAt) / 2 : undefined
  return { ok: true, value: { pages: message.value.pages, forks, more, aheadMs } }
}

/** Too many requests, or too few hands: HQ says when to come again, in seconds. */
const BUSY: ReadonlySet<number> = new Set([408, 429, 500, 502, 503, 504])

async function faultOf(response: Response): Promise<HqFault> {
  const said = problem.safeParse(await response.json().catch(() => undefined))
  if (BUSY.has(response.status)) {
    const seconds = Number(response.headers.get('retry-after') ?? 0)
    return { kind: 'busy', retryAfterMs: Number.isFinite(seconds) ? Math.min(Math.max(seconds, 0), 600) * 1000 : 0 }
  }
  const refusal = said.success ? refusalOf(said.data.code, said.data.params) : refuse('hq-not-understood')
  return { kind: 'refused', status: response.status, refusal }
}
