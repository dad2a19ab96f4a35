/**
 * Headquarters for tests of a PC: the real exchange over journals in memory, behind real HTTP, with faults on demand. What
 * it does not have is what only people at headquarters see.
 */
import { randomBytes, randomUUID } from 'node:crypto'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { gunzipSync, gzipSync } from 'node:zlib'
import type { z } from 'zod'
import { type Outcome, ok, refuse } from '../../domain/errors.ts'
import { GENESIS, hashEntry, isRedacted, type HeldEntry } from '../../domain/journal/entry.ts'
import { pull, receive, vectorOf } from '../../domain/journal/exchange.ts'
import { entriesAt } from '../../domain/journal/heal.ts'
import { HLC_ZERO, tick } from '../../domain/journal/hlc.ts'
import type { JournalPort } from '../../domain/journal/journal-port.ts'
import { memoryPort } from '../../domain/journal/memory-port.ts'
import { redactEntry } from '../../domain/journal/redact.ts'
import { redactedUpTo } from '../../domain/journal/rulings.ts'
import { makeSeal, type Page } from '../../domain/journal/seal.ts'
import type { Change } from '../../domain/journal/types.ts'
import { decodeMessage, encodeMessage } from '../../domain/sync/page-code.ts'
import {
  certificateText, challengeBody, enrolBody, enrolText, introduceBody, introductionText, lookupBody, PAGES, paths,
  pullBody, tokenBody, tokenText, valuesBody,
} from '../../domain/sync/protocol.ts' // prettier-ignore
import { newDeviceKeys, sha256, signerOf, verifierOf } from '../../db/node-crypto.ts'

type Code = { readonly kind: 'join' | 'bring'; readonly clinic: string; usedBy?: string }

type HeldClinic = {
  journal: JournalPort
  readonly device: string
  readonly publicKey: string
  readonly sign: (text: string) => string
  readonly keys: Map<string, string>
  readonly revoked: Set<string>
  readonly pages: Page[]
  hlc: string
  displayName: string
}

/** What happens to the next request of a path, instead of or beside the answer. */
export type Fault =
  /** The line is cut before the answer. `done` is whether HQ had done the work. */
  | { readonly type: 'drop'; readonly done: boolean }
  /** Only so many bytes of the answer arrive. */
  | { readonly type: 'cut'; readonly at: number }
  | { readonly type: 'answer'; readonly status: number; readonly code: string; readonly retryAfter?: number }
  /** HQ answers when this is done. */
  | { readonly type: 'hold'; readonly until: Promise<unknown> }
  /** HQ gets it twice, as a road that repeats would bring it. */
  | { readonly type: 'twice' }

export type FakeHeadquarters = {
  readonly address: string
  /** HQ's clock, ahead of the real one by so many milliseconds. */
  aheadMs: number
  /** So many entries at most in an answer, whatever is asked. */
  mostPulled: number
  /** A record whose values are left out of every page, and given only when they are asked for. */
  withheld: { readonly table: string; readonly record: string; readonly groups: readonly string[] } | undefined
  code(kind: 'join' | 'bring', clinic?: string): string
  fault(path: string, ...faults: readonly Fault[]): void
  /** Resolves when this path is asked for the next time. */
  asked(path: string): Promise<void>
  /** Requests so far, by path. */
  count(path: string): number
  clinic(id: string): HeldClinic
  /** HQ's own entry in a clinic's journal. */
  write(clinic: string, ...changes: readonly Change[]): void
  forgetTokens(): void
  /** As it was when it had received so many pages. */
  restoreTo(clinic: string, pages: number): void
  /** No longer answers, and drops who is connected. */
  down(): Promise<void>
  up(): Promise<void>
}

type Reply = { readonly status: number; readonly body: Buffer; readonly headers: Readonly<Record<string, string>> }

const alphabet = '23456789ABCDEFGHJKMNPQRSTUVWXYZ'
const newCode = (): string => [...randomBytes(12)].map(byte => alphabet[byte % alphabet.length] ?? '2').join('')

export async function openHeadquarters(): Promise<FakeHeadquarters> {
  const clinics = new Map<string, HeldClinic>()
  const codes = new Map<string, Code>()
  const challenges = new Map<string, string>()
  const tokens = new Map<string, { readonly clinic: string; readonly device: string }>()
  const faults = new Map<string, Fault[]>()
  const counts = new Map<string, number>()
  const waiting = new Map<string, (() => void)[]>()
  const pokes = new Set<{ readonly clinic: string; readonly response: ServerResponse }>()
  const hq: Pick<FakeHeadquarters, 'aheadMs' | 'mostPulled' | 'withheld'> = {
    aheadMs: 0,
    mostPulled: 5000,
    withheld: undefined,
  }

  const clinicOf = (id: string): HeldClinic => {
    const held = clinics.get(id)
    if (held === undefined) throw new Error(`the fake has no clinic ${id}`)
    return held
  }

  const tell = (clinic: string): void => {
    const data = JSON.stringify({ vector: vectorOf(clinicOf(clinic).journal) })
    for (const poke of pokes) if (poke.clinic === clinic) poke.response.write(`event: news\ndata: ${data}\n\n`)
  }

  const enrol = (body: z.output<typeof enrolBody>): Outcome<unknown> => {
    const code = codes.get(body.code)
    const { signature, ...signed } = body
    if (code === undefined || (code.usedBy ?? body.device) !== body.device) return refuse('enrolment-code-refused')
    if (!verifierOf(body.publicKey)(enrolText(signed), signature)) return refuse('bad-seal')
    code.usedBy = body.device
    if (!clinics.has(body.clinic)) clinics.set(body.clinic, newClinic())
    return accept(body)
  }

  const accept = (body: {
    clinic: string
    device: string
    deviceCode: string
    deviceName: string
    publicKey: string
  }) => {
    const held = clinicOf(body.clinic)
    const { device, deviceCode, deviceName, publicKey } = body
    if (!held.keys.has(device)) {
      held.keys.set(device, publicKey)
      write(body.clinic, {
        op: 'set', table: 'device', id: device, group: 'key', base: [], values: { code: deviceCode, publicKey },
      }, { op: 'set', table: 'device', id: device, group: 'name', base: [], values: { name: deviceName } }) // prettier-ignore
    }
    const certificate = held.sign(certificateText(body.clinic, device, deviceCode, publicKey))
    return ok({ hq: { device: held.device, publicKey: held.publicKey }, certificate })
  }

  const write = (clinic: string, ...changes: readonly Change[]): void => {
    const held = clinicOf(clinic)
    const head = vectorOf(held.journal)[held.device] ?? { seq: 0, hash: GENESIS }
    const now = Date.now() + hq.aheadMs
    held.hlc = tick(held.hlc, now)
    const entry: HeldEntry = {
      actor: held.device, at: new Date(now).toISOString(), changes, clinic, device: held.device, hlc: held.hlc,
      intent: randomUUID(), salt: randomBytes(16).toString('hex'), schema: 1, seq: head.seq + 1,
    } // prettier-ignore
    const hash = hashEntry(sha256, head.hash, entry)
    const seal = makeSeal(held.sign, clinic, held.device, { seq: entry.seq, hash })
    take(clinic, { device: held.device, after: head, entries: [entry], seal })
    tell(clinic)
  }

  const take = (clinic: string, page: Page): Outcome<number> => {
    const held = clinicOf(clinic)
    const verify = (device: string, text: string, signature: string): boolean | undefined => {
      const key = held.keys.get(device)
      return key === undefined ? undefined : verifierOf(key)(text, signature)
    }
    const received = receive(held.journal, { sha256, verify, clinic }, page)
    if (!received.ok) return received
    for (const { entry } of received.value.fresh) {
      for (const change of entry.changes) {
        if (change.table !== 'device' || change.op !== 'set' || change.group !== 'key' || isRedacted(change)) continue
        if (!held.keys.has(change.id)) held.keys.set(change.id, String(change.values['publicKey']))
      }
    }
    if (received.value.fresh.length > 0) held.pages.push(page)
    return ok(received.value.fresh.length)
  }

  const push = (clinic: string, body: Buffer): Outcome<unknown> => {
    const message = decodeMessage(gunzipSync(body))
    if (!message.ok) return message
    let applied = 0
    const refused: unknown[] = []
    for (const page of message.value.pages) {
      const taken = take(clinic, page)
      if (taken.ok) applied += taken.value
      else refused.push({ device: page.device, code: taken.code, params: taken.params })
    }
    if (applied > 0) tell(clinic)
    const sent = message.value.pages.reduce((sum, page) => sum + page.entries.length, 0)
    return ok({ applied, known: sent - applied, refused, vector: vectorOf(clinicOf(clinic).journal) })
  }

  const erased = (page: Page): Page => {
    if (hq.withheld === undefined) return page
    const upTo = redactedUpTo([{ ...hq.withheld, upTo: '~' }])
    let { hash } = page.after
    const entries = page.entries.map(entry => {
      hash = hashEntry(sha256, hash, entry)
      return redactEntry(sha256, { entry, hash }, upTo)
    })
    return { ...page, entries }
  }

  const answers: Record<
    string,
    (body: Buffer, who: { clinic: string; device: string } | undefined) => Outcome<unknown> | Buffer
  > = {
    [paths.lookup]: body => {
      const code = codes.get(lookupBody.parse(JSON.parse(String(body))).code)
      if (code === undefined) return refuse('enrolment-code-refused')
      const { kind, clinic: id } = code
      const clinic = kind === 'join' ? { id, displayName: clinicOf(id).displayName, city: 'Pune' } : null
      return ok({ kind, clinic, devicePrefix: 'HQ' })
    },
    [paths.enrol]: body => enrol(enrolBody.parse(JSON.parse(String(body)))),
    [paths.introduce]: body => {
      const said = introduceBody.parse(JSON.parse(String(body)))
      const key = clinicOf(said.clinic).keys.get(said.introducedBy)
      const text = introductionText(said.clinic, said.device, said.deviceCode, said.publicKey)
      return key !== undefined && verifierOf(key)(text, said.introduction) ? accept(said) : refuse('bad-seal')
    },
    [paths.challenge]: body => {
      const { clinic, device } = challengeBody.parse(JSON.parse(String(body)))
      const challenge = randomBytes(32).toString('hex')
      challenges.set(`${clinic} ${device}`, challenge)
      return ok({ challenge })
    },
    [paths.token]: body => {
      const { clinic, device, challenge, signature } = tokenBody.parse(JSON.parse(String(body)))
      const key = clinics.get(clinic)?.keys.get(device)
      if (key === undefined || challenges.get(`${clinic} ${device}`) !== challenge) return refuse('unknown-device')
      if (clinicOf(clinic).revoked.has(device)) return refuse('revoked')
      if (!verifierOf(key)(tokenText(clinic, device, challenge), signature)) return refuse('bad-seal')
      const token = randomUUID()
      tokens.set(token, { clinic, device })
      return ok({ token, expiresInSeconds: 600 })
    },
    [paths.push]: (body, who) => push(who?.clinic ?? '', body),
    [paths.pull]: (body, who) => {
      const { limit, vector, trails } = pullBody.parse(JSON.parse(String(body)))
      const held = clinicOf(who?.clinic ?? '')
      const want = { vector, ...(trails === undefined ? {} : { trails }) }
      const { pages, forks, more } = pull(held.journal, want, Math.min(limit, hq.mostPulled), held.device)
      const head = { forks, more, now: new Date(Date.now() + hq.aheadMs).toISOString() }
      return gzipSync(encodeMessage(head, pages.map(erased)))
    },
    [paths.values]: (body, who) => {
      const { asked } = valuesBody.parse(JSON.parse(String(body)))
      return ok({ entries: entriesAt(clinicOf(who?.clinic ?? '').journal, asked).map(held => held.entry) })
    },
  }

  const open: ReadonlySet<string> = new Set([paths.lookup, paths.enrol, paths.introduce, paths.challenge, paths.token])

  const answer = (path: string, body: Buffer, bearer: string): Reply => {
    const work = answers[path]
    const who = tokens.get(bearer)
    if (work === undefined) return problem(404, 'not-found')
    if (!open.has(path) && who === undefined) return problem(401, 'not-signed-in')
    const outcome = work(body, who)
    if (Buffer.isBuffer(outcome))
      return { status: 200, body: outcome, headers: { 'content-type': PAGES, 'content-encoding': 'gzip' } }
    if (!outcome.ok) return problem(outcome.code === 'revoked' ? 403 : 400, outcome.code)
    return {
      status: 200,
      body: Buffer.from(JSON.stringify(outcome.value)),
      headers: { 'content-type': 'application/json' },
    }
  }

  const serve = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const path = request.url ?? ''
    counts.set(path, (counts.get(path) ?? 0) + 1)
    for (const heard of waiting.get(path) ?? []) heard()
    waiting.delete(path)
    const parts: Buffer[] = []
    for await (const part of request) parts.push(part as Buffer)
    const body = Buffer.concat(parts)
    const bearer = (request.headers.authorization ?? '').replace('Bearer ', '')
    const fault = faults.get(path)?.shift()
    if (fault?.type === 'drop' && !fault.done) return void response.destroy()
    if (fault?.type === 'answer') {
      const retry = fault.retryAfter === undefined ? {} : { 'retry-after': String(fault.retryAfter) }
      return send(response, {
        ...problem(fault.status, fault.code),
        headers: { 'content-type': 'application/problem+json', ...retry },
      })
    }
    if (fault?.type === 'hold') await fault.until
    if (path === paths.poke) return poke(response, bearer)
    const reply = answer(path, body, bearer)
    if (fault?.type === 'twice') return send(response, answer(path, body, bearer))
    if (fault?.type === 'drop') return void response.destroy()
    if (fault?.type === 'cut') {
      response.writeHead(reply.status, { ...reply.headers, 'content-length': reply.body.length })
      return void response.write(reply.body.subarray(0, fault.at), () => response.destroy())
    }
    send(response, reply)
  }

  const poke = (response: ServerResponse, bearer: string): void => {
    const who = tokens.get(bearer)
    if (who === undefined) return send(response, problem(401, 'not-signed-in'))
    const entry = { clinic: who.clinic, response }
    pokes.add(entry)
    response.on('close', () => pokes.delete(entry))
    response.writeHead(200, { 'content-type': 'text/event-stream' })
    response.write(': welcome\n\n')
  }

  let server = createServer((request, response) => void serve(request, response))
  const listen = (port: number): Promise<void> => new Promise(resolve => server.listen(port, '127.0.0.1', resolve))
  await listen(0)
  const { port } = server.address() as AddressInfo

  return Object.assign(hq, {
    address: `http://127.0.0.1:${port}`,
    code: (kind: 'join' | 'bring', clinic = '') => {
      const code = newCode()
      codes.set(code, { kind, clinic })
      return code
    },
    fault: (path: string, ...more: readonly Fault[]) => void faults.set(path, [...(faults.get(path) ?? []), ...more]),
    count: (path: string) => counts.get(path) ?? 0,
    asked: (path: string) =>
      new Promise<void>(resolve => void waiting.set(path, [...(waiting.get(path) ?? []), resolve])),
    clinic: clinicOf,
    write,
    forgetTokens: () => tokens.clear(),
    restoreTo: (clinic: string, pages: number) => {
      const held = clinicOf(clinic)
      const kept = held.pages.splice(0).slice(0, pages)
      held.journal = memoryPort()
      for (const page of kept) take(clinic, page)
    },
    down: () =>
      new Promise<void>(resolve => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
    up: () => {
      server = createServer((request, response) => void serve(request, response))
      return listen(port)
    },
  })
}

function newClinic(): HeldClinic {
  const { publicKey, privateKey } = newDeviceKeys()
  const device = randomUUID()
  const journal = memoryPort()
  return {
    journal, device, publicKey, sign: signerOf(privateKey), keys: new Map([[device, publicKey]]), revoked: new Set(),
    pages: [], hlc: HLC_ZERO, displayName: 'Shanti Ayurveda & Family Clinic',
  } // prettier-ignore
}

function problem(status: number, code: string): Reply {
  const said = { type: `urn:caresync:${code}`, title: code, status, detail: code, code, requestId: randomUUID() }
  return { status, body: Buffer.from(JSON.stringify(said)), headers: { 'content-type': 'application/problem+json' } }
}

function send(response: ServerResponse, { status, body, headers }: Reply): void {
  response.writeHead(status, { ...headers, 'content-length': body.length })
  response.end(body)
}
