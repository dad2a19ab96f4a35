/**
 * The single-instance lock of one data folder, by files alone, because Electron's call is synchronous.
 *
 * The lock appears whole (a link to a written file), names its owner's process, and a dead owner's is taken over. A second start
 * leaves its arguments as one file that is renamed into the owner's folder, and waits until the owner has taken it: nothing
 * is appended to or truncated, so that no message can be lost between two readers.
 */
import {
  linkSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  watch,
  writeFileSync,
  type FSWatcher,
} from 'node:fs'
import path from 'node:path'
import { isAlive } from './alive.ts'

export type SecondStart = {
  readonly argv: readonly string[]
  readonly workingDirectory: string
  readonly additionalData: unknown
}

const HANDOVER_MILLISECONDS = 5_000

export class SingleInstance {
  #lock: string
  #calls: string
  #watcher: FSWatcher | undefined
  #onSecondStart: (start: SecondStart) => void

  constructor(userData: string, onSecondStart: (start: SecondStart) => void) {
    mkdirSync(userData, { recursive: true })
    this.#lock = path.join(userData, 'stand-in-lock')
    this.#calls = path.join(userData, 'stand-in-calls')
    this.#onSecondStart = onSecondStart
  }

  /** Takes the lock, or hands the arguments of this start to the process that holds it. */
  acquire(start: SecondStart): boolean {
    for (;;) {
      if (this.#create()) {
        this.#listen()
        return true
      }
      const owner = this.#owner()
      if (owner !== undefined && isAlive(owner) && this.#handOver(start, owner)) return false
      if (owner !== undefined && !isAlive(owner)) this.#removeStale(owner)
    }
  }

  release(): void {
    if (!this.#watcher) return
    this.#watcher.close()
    this.#watcher = undefined
    rmSync(this.#lock, { force: true })
  }

  #create(): boolean {
    const written = `${this.#lock}.${process.pid}`
    writeFileSync(written, String(process.pid))
    try {
      linkSync(written, this.#lock)
      return true
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false
      throw error
    } finally {
      rmSync(written, { force: true })
    }
  }

  #owner(): number | undefined {
    try {
      return Number(readFileSync(this.#lock, 'utf8'))
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined
      throw error
    }
  }

  /** Sets a dead owner's lock aside; should another start have taken it over in between, that one gets it back. */
  #removeStale(owner: number): void {
    const aside = `${this.#lock}.stale.${process.pid}`
    try {
      renameSync(this.#lock, aside)
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === 'ENOENT') return
      throw error
    }
    if (Number(readFileSync(aside, 'utf8')) !== owner) linkSync(aside, this.#lock)
    rmSync(aside, { force: true })
  }

  #listen(): void {
    rmSync(this.#calls, { recursive: true, force: true })
    mkdirSync(this.#calls)
    this.#watcher = watch(this.#calls, () => this.#take()).unref()
    this.#take()
  }

  #take(): void {
    for (const file of readdirSync(this.#calls).filter(name => name.endsWith('.json'))) {
      const call = path.join(this.#calls, file)
      const start = JSON.parse(readFileSync(call, 'utf8')) as SecondStart
      rmSync(call)
      this.#onSecondStart(start)
    }
  }

  #handOver(start: SecondStart, owner: number): boolean {
    const name = path.join(this.#calls, String(process.pid))
    try {
      writeFileSync(`${name}.part`, JSON.stringify(start))
      renameSync(`${name}.part`, `${name}.json`)
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === 'ENOENT') return false // the owner is still making its folder, or leaving
      throw error
    }
    const deadline = Date.now() + HANDOVER_MILLISECONDS
    const isTaken = () => !readdirSync(this.#calls).includes(`${process.pid}.json`)
    const pause = new Int32Array(new SharedArrayBuffer(4))
    while (!isTaken()) {
      if (!isAlive(owner)) return false
      if (Date.now() > deadline) throw new Error('The running instance does not take the arguments of this start')
      Atomics.wait(pause, 0, 0, 5)
    }
    return true
  }
}
