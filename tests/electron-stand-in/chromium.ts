/** Starts the machine's Chromium with a throw-away profile and speaks the DevTools protocol to it over a pipe. */
import { spawn, type ChildProcess } from 'node:child_process'
import { EventEmitter } from 'node:events'
import { existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { createRequire } from 'node:module'
import os from 'node:os'
import path from 'node:path'
import type { Readable, Writable } from 'node:stream'
import { isAlive } from './alive.ts'
import type { DevToolsEvents } from './devtools.ts'

type Playwright = { readonly chromium: { readonly executablePath: () => string } }

const INSTALLED = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
]

/** The browser named by CHROMIUM_PATH, else the machine's own, else the one that Playwright installed. */
function findChromium(): string {
  const named = process.env.CHROMIUM_PATH
  if (named) return named
  const installed = INSTALLED.find(file => existsSync(file))
  if (installed) return installed
  const { chromium }: Playwright = createRequire(import.meta.url)('playwright-core')
  const own = chromium.executablePath()
  if (existsSync(own)) return own
  throw new Error('No Chromium on this machine. Install it (apt-get install chromium) or name one in CHROMIUM_PATH.')
}

const PROFILE = 'caresync-stand-in-'

/** Removes the profiles of stand-ins that were killed. */
function removeAbandoned(): void {
  for (const name of readdirSync(os.tmpdir()).filter(entry => entry.startsWith(PROFILE))) {
    const owner = Number(name.slice(PROFILE.length).split('-')[0])
    if (owner > 0 && !isAlive(owner)) rmSync(path.join(os.tmpdir(), name), { recursive: true, force: true })
  }
}

const QUIET = [
  '--no-first-run',
  '--no-default-browser-check',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-component-extensions-with-background-pages',
  '--disable-extensions',
  '--disable-default-apps',
  '--disable-sync',
  '--disable-gpu',
  '--disable-popup-blocking',
  '--password-store=basic',
  '--use-mock-keychain',
]

type Answer = {
  id?: number
  sessionId?: string
  method?: string
  params?: unknown
  result?: unknown
  error?: { message: string }
}
type Pending = { readonly method: string; readonly settle: (answer: Answer) => void }

export class Chromium {
  #process: ChildProcess
  #commands: Writable
  #pending = new Map<number, Pending>()
  #events = new EventEmitter({}).setMaxListeners(0)
  #lastId = 0
  #partial: Buffer[] = []
  #profile = mkdtempSync(path.join(os.tmpdir(), `${PROFILE}${process.pid}-`))
  #gone = false

  constructor(switches: ReadonlyMap<string, string>, onGone: () => void) {
    removeAbandoned()
    const args = [
      '--remote-debugging-pipe',
      `--user-data-dir=${this.#profile}`,
      '--no-startup-window',
      ...QUIET,
      ...(process.env.ELECTRON_STAND_IN_HEADED ? [] : ['--headless=new']),
      ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
      ...[...switches].map(([name, value]) => (value ? `--${name}=${value}` : `--${name}`)),
    ]
    this.#process = spawn(findChromium(), args, { stdio: ['ignore', 'ignore', 'pipe', 'pipe', 'pipe'] })
    this.#commands = this.#process.stdio[3] as Writable
    this.#commands.on('error', () => this.#abandon())
    this.#process.once('exit', () => {
      this.#abandon()
      onGone()
    })
    this.#process.stderr?.on('data', (text: Buffer) => {
      const line = /^DevTools listening on .*$/m.exec(text.toString())
      if (line) process.stderr.write(`${line[0]}\n`)
    })
    const answers = this.#process.stdio[4] as Readable
    answers.on('data', (chunk: Buffer) => this.#read(chunk))
  }

  /** Sends one command, to the browser or to one attached page; throws when Chromium refuses it or is gone. */
  send<T = unknown>(method: string, params: object = {}, sessionId?: string): Promise<T> {
    if (this.#gone) return Promise.reject(new Error(`${method}: the browser is gone`))
    const id = ++this.#lastId
    return new Promise<T>((resolve, reject) => {
      this.#pending.set(id, {
        method,
        settle: ({ result, error }) =>
          error ? reject(new Error(`${method}: ${error.message}`)) : resolve(result as T),
      })
      this.#commands.write(`${JSON.stringify({ id, method, params, sessionId })}\0`)
    })
  }

  /** Listens to one kind of event, of the browser itself (no session) or of one attached page. */
  on<E extends keyof DevToolsEvents>(
    event: E,
    session: string | undefined,
    listener: (params: DevToolsEvents[E]) => void,
  ): void {
    this.#events.on(`${session ?? ''}/${event}`, listener)
  }

  /** Ends the browser and removes its profile. */
  async end(): Promise<void> {
    this.#process.removeAllListeners('exit')
    if (this.#process.exitCode === null && this.#process.signalCode === null) {
      const exited = new Promise<void>(resolve => this.#process.once('exit', () => resolve()))
      this.#process.kill('SIGKILL')
      await exited
    }
    this.#abandon()
    rmSync(this.#profile, { recursive: true, force: true, maxRetries: 5, retryDelay: 20 })
  }

  #abandon(): void {
    this.#gone = true
    for (const { method, settle } of this.#pending.values())
      settle({ error: { message: `the browser ended (${method})` } })
    this.#pending.clear()
  }

  #read(chunk: Buffer): void {
    let rest = chunk
    for (let end = rest.indexOf(0); end !== -1; end = rest.indexOf(0)) {
      this.#dispatch(JSON.parse(Buffer.concat([...this.#partial.splice(0), rest.subarray(0, end)]).toString()))
      rest = rest.subarray(end + 1)
    }
    if (rest.length > 0) this.#partial.push(rest)
  }

  #dispatch(answer: Answer): void {
    if (answer.id === undefined) {
      this.#events.emit(`${answer.sessionId ?? ''}/${answer.method}`, answer.params)
      return
    }
    this.#pending.get(answer.id)?.settle(answer)
    this.#pending.delete(answer.id)
  }
}
