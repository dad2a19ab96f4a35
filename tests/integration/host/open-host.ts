import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { request } from 'node:http'
import type { IncomingHttpHeaders, IncomingMessage } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { HostedClinic } from '../../../clinic/host/hosted-clinic.ts'
import { startServer, type HostServer } from '../../../clinic/host/server.ts'
import { staticFiles } from '../../../clinic/host/static-files.ts'
import type { ClinicEvent } from '../../../domain/contract/contract.ts'
import { ok } from '../../../domain/errors.ts'

export type Answer = { readonly status: number; readonly headers: IncomingHttpHeaders; readonly text: string }
export type Ask = {
  readonly method?: string
  readonly headers?: Readonly<Record<string, string>>
  readonly body?: string | Buffer
}

/** One request exactly as given: unlike `fetch`, Host, Origin and dots in the path are sent as they stand. */
export function ask(port: number, path: string, { method = 'GET', headers = {}, body }: Ask = {}): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const sent = request({ host: '127.0.0.1', port, path, method, headers, agent: false }, response => {
      textOf(response).then(
        text => resolve({ status: response.statusCode ?? 0, headers: response.headers, text }),
        reject,
      )
    })
    sent.on('error', reject)
    sent.end(body)
  })
}

async function textOf(response: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = []
  for await (const chunk of response as AsyncIterable<Buffer>) chunks.push(chunk)
  return Buffer.concat(chunks).toString('utf8')
}

/** A clinic that answers with what it was asked, and that a test can make speak. */
export function echoClinic() {
  const listeners = new Set<(event: ClinicEvent) => void>()
  const locks: number[] = []
  const calls: { name: string; input: unknown; window: string }[] = []
  const clinic = {
    call(name, input, window) {
      calls.push({ name, input, window })
      if (name === 'break') throw new Error('a fault with a name in it: Rukmini Deshpande')
      return Promise.resolve(ok({ name, input }))
    },
    on(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    lock() {
      locks.push(calls.length)
    },
    close() {},
  } satisfies HostedClinic
  return {
    clinic,
    calls,
    locks,
    listeners,
    say: (event: ClinicEvent) => listeners.forEach(listener => listener(event)),
  }
}

export type OpenHost = {
  readonly server: HostServer
  readonly echo: ReturnType<typeof echoClinic>
  readonly own: Readonly<Record<string, string>>
  readonly folder: string
  readonly faults: string[]
  /** What waits for its time; the test lets it come. */
  readonly timers: { readonly milliseconds: number; readonly work: () => void }[]
  /** Lets a browser in and returns its `Cookie` header. */
  enter(): Promise<string>
  call(body: string | Buffer, headers: Readonly<Record<string, string>>): Promise<Answer>
  close(): Promise<void>
}

export async function openHost(clock: { now: number } = { now: Date.now() }): Promise<OpenHost> {
  const folder = mkdtempSync(join(tmpdir(), 'caresync-host-'))
  mkdirSync(join(folder, 'renderer/assets'), { recursive: true })
  writeFileSync(join(folder, 'secret.js'), 'outside')
  writeFileSync(join(folder, 'renderer/index.html'), '<!doctype html><script src="/assets/main-1a2b.js"></script>')
  writeFileSync(join(folder, 'renderer/print.html'), '<!doctype html>print')
  writeFileSync(join(folder, 'renderer/assets/main-1a2b.js'), 'document.title = "CareSync"')
  const files = staticFiles(join(folder, 'renderer'))
  if (!files) throw new Error('the renderer of the test was not found')
  const echo = echoClinic()
  const faults: string[] = []
  const timers: OpenHost['timers'] = []
  const server = await startServer({
    clinic: echo.clinic,
    files,
    port: 0,
    controlSecret: 'a secret of the data folder, long enough',
    now: () => clock.now,
    after: (milliseconds, work) => {
      timers.push({ milliseconds, work })
      return () => void timers.splice(0)
    },
    onFault: (_, support) => faults.push(support),
  })
  const own = { host: `127.0.0.1:${server.port}`, origin: `http://127.0.0.1:${server.port}` }
  return {
    server,
    echo,
    own,
    folder,
    faults,
    timers,
    async enter() {
      const { headers } = await ask(server.port, pathIn(server.address()))
      return headers['set-cookie']?.[0]?.split(';')[0] ?? ''
    },
    call: (body, headers) =>
      ask(server.port, '/call', {
        method: 'POST',
        body,
        headers: { ...own, 'content-type': 'application/json', ...headers },
      }),
    async close() {
      await server.close()
      rmSync(folder, { recursive: true })
    },
  }
}

/** Path and query of an address. */
export const pathIn = (address: string): string => address.replace(/^http:\/\/[^/]+/, '')
