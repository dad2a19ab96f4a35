/** The clinic process as the shell holds it: started, asked by id, started again when it dies, and ended in order. */
import { utilityProcess, type UtilityProcess } from 'electron'
import {
  clinicRequests,
  shellAbilities,
  toShell,
  type AbilityInput,
  type AbilityOutput,
  type ClinicRequest,
  type RequestInput,
  type RequestOutput,
  type RpcOutcome,
  type ShellAbility,
  type ToClinic,
  type ToShell,
} from '../clinic/rpc.ts'
import type { ClinicEvent, ProcedureName } from '../domain/contract/contract.ts'
import { assertNever, ok, refuse, type Outcome } from '../domain/errors.ts'
import { isHopeless, type Crash } from './restarts.ts'

/** After this a process that does not end is ended. */
const FLUSH_MILLISECONDS = 10_000

export type Abilities = {
  readonly [A in ShellAbility]: (input: AbilityInput<A>) => Promise<Outcome<AbilityOutput<A>>>
}

type Options = {
  readonly file: string
  readonly dataFolder: string
  readonly version: string
  readonly abilities: Abilities
  readonly now: () => number
  readonly onEvent: (event: ClinicEvent) => void
  readonly onCrash: (crash: Crash) => void
  /** It died so often that it is not started again until `restart`. */
  readonly onHopeless: (crashes: readonly Crash[]) => void
}

export class ClinicProcess {
  #options: Options
  #process: UtilityProcess | undefined
  #waiting = new Map<number, (outcome: RpcOutcome) => void>()
  #lastId = 0
  #crashes: readonly Crash[] = []
  #flushed: (() => void) | undefined

  constructor(options: Options) {
    this.#options = options
    this.#start()
  }

  /** Calls one procedure of the contract for one window. Refuses with `restarting` when the process died meanwhile. */
  call(window: string, name: ProcedureName, input: unknown): Promise<RpcOutcome> {
    return this.#ask(id => ({ kind: 'call', id, window, name, input }))
  }

  /** Asks what only the clinic process knows or does, with the answer parsed. */
  async request<R extends ClinicRequest>(request: R, input: RequestInput<R>): Promise<Outcome<RequestOutput<R>>> {
    const outcome = await this.#ask(id => ({ kind: 'request', id, request, input }))
    if (!outcome.ok) return outcome
    return ok(requestOutputs[request].output.parse(outcome.value))
  }

  tell(message: Extract<ToClinic, { kind: 'power' | 'idle' | 'windowClosed' }>): void {
    this.#send(message)
  }

  /** Starts again after `onHopeless`, because a person asked for it, or after `quit`, because the application goes on. */
  restart(): void {
    this.#crashes = []
    if (this.#process) return
    this.#flushed = undefined
    this.#start()
  }

  /** Lets the process finish and close the database, then ends it; one that hangs is ended after ten seconds. */
  async quit(): Promise<void> {
    const running = this.#process
    if (!running) return
    const gone = new Promise<void>(resolve => running.once('exit', () => resolve()))
    const flushed = new Promise<void>(resolve => (this.#flushed = resolve))
    this.#send({ kind: 'quit' })
    const patience = setTimeout(() => this.#flushed?.(), FLUSH_MILLISECONDS)
    await Promise.race([flushed, gone])
    clearTimeout(patience)
    running.kill()
    await gone
  }

  #start(): void {
    const started = utilityProcess.fork(this.#options.file, [], { serviceName: 'CareSync clinic' })
    this.#process = started
    started.on('message', message => this.#receive(toShell.parse(message)))
    started.once('exit', code => this.#onExit(code))
    const { dataFolder, version } = this.#options
    this.#send({ kind: 'start', dataFolder, version })
  }

  #send(message: ToClinic): void {
    this.#process?.postMessage(message)
  }

  #ask(message: (id: number) => ToClinic): Promise<RpcOutcome> {
    if (!this.#process) return Promise.resolve(refuse('restarting'))
    const id = ++this.#lastId
    return new Promise(resolve => {
      this.#waiting.set(id, resolve)
      this.#send(message(id))
    })
  }

  #receive(message: ToShell): void {
    switch (message.kind) {
      case 'started':
        return this.#options.onEvent({ event: 'state' })
      case 'result':
        this.#waiting.get(message.id)?.(message.outcome)
        return void this.#waiting.delete(message.id)
      case 'event':
        return this.#options.onEvent(message.event)
      case 'ask':
        return void this.#serve(message.id, message.ability, message.input)
      case 'flushed':
        return this.#flushed?.()
      default:
        return assertNever(message)
    }
  }

  async #serve<A extends ShellAbility>(id: number, ability: A, input: unknown): Promise<void> {
    const outcome = await this.#options.abilities[ability](abilityInputs[ability].input.parse(input))
    this.#send({ kind: 'answer', id, outcome })
  }

  #onExit(code: number): void {
    this.#process = undefined
    for (const answer of this.#waiting.values()) answer(refuse('restarting'))
    this.#waiting.clear()
    if (this.#flushed) return
    const now = this.#options.now()
    const crash = { at: now, code }
    this.#crashes = [...this.#crashes, crash]
    this.#options.onCrash(crash)
    if (isHopeless(this.#crashes, now)) this.#options.onHopeless(this.#crashes)
    else this.#start()
  }
}

const requestOutputs: { readonly [R in ClinicRequest]: { readonly output: ZodLike<RequestOutput<R>> } } = clinicRequests
const abilityInputs: { readonly [A in ShellAbility]: { readonly input: ZodLike<AbilityInput<A>> } } = shellAbilities
type ZodLike<T> = { readonly parse: (value: unknown) => T }
