/** A utility process is a fork of this Node, with `process.parentPort` put there by `utility-child.ts`. */
import { fork, type ChildProcess } from 'node:child_process'
import { EventEmitter } from 'node:events'
import path from 'node:path'
import type { Readable } from 'node:stream'
import { pathToFileURL } from 'node:url'

type ForkOptions = {
  readonly env?: NodeJS.ProcessEnv
  readonly execArgv?: readonly string[]
  readonly cwd?: string
  readonly stdio?: 'inherit' | 'pipe' | 'ignore'
  readonly serviceName?: string
}

class UtilityProcess extends EventEmitter {
  #child: ChildProcess
  readonly stdout: Readable | null
  readonly stderr: Readable | null
  pid: number | undefined

  constructor(file: string, args: readonly string[], { env, execArgv = [], cwd, stdio = 'inherit' }: ForkOptions) {
    super()
    const child = pathToFileURL(path.join(import.meta.dirname, 'utility-child.ts')).href
    this.#child = fork(file, args, {
      env: env ?? process.env,
      execPath: process.execPath,
      execArgv: ['--import', child, ...execArgv],
      serialization: 'advanced',
      stdio: ['ignore', stdio, stdio, 'ipc'],
      ...(cwd ? { cwd } : {}),
    })
    this.pid = this.#child.pid
    this.stdout = this.#child.stdout
    this.stderr = this.#child.stderr
    this.#child.on('spawn', () => this.emit('spawn'))
    this.#child.on('message', message => this.emit('message', message))
    this.#child.on('error', error => this.emit('error', 'FatalError', String(error), ''))
    this.#child.on('exit', (code, signal) => {
      this.pid = undefined
      this.emit('exit', code ?? (signal ? 128 + 9 : 1))
    })
  }

  postMessage(message: unknown): void {
    if (this.#child.connected) this.#child.send(message as object)
  }

  kill(): boolean {
    return this.#child.kill('SIGTERM')
  }
}

export const utilityProcess = {
  fork: (file: string, args: readonly string[] = [], options: ForkOptions = {}): UtilityProcess =>
    new UtilityProcess(file, args, options),
}
