/** The clinic process of the desktop: one clinic behind the port of the shell that started it. */
import { join } from 'node:path'
import { randomBytes } from 'node:crypto'
import { assertNever, type Outcome } from '../domain/errors.ts'
import { type Clinic, createClinic } from './clinic.ts'
import { lockFolder } from './folder-lock.ts'
import { describeFault } from '../domain/describe-fault.ts'
import { fileLog } from './log.ts'
import { type ClinicRequest, clinicRequests, type RequestInput, toClinic, type ToClinic } from './rpc.ts'
import { askShell, systemKeyStore } from './shell-abilities.ts'
import { shellPort } from './shell-port.ts'
import { answerRequest } from './shell-requests.ts'

/** The shell's own hidden window: no person sits before it. */
const printWindow = 'print'

const port = shellPort()
const shell = askShell(port)
const windows = new Set<string>()
let starting: Promise<Clinic> | undefined

port.on('message', ({ data }) => {
  // A message that does not fit is a fault of a program: the process ends, and the shell starts it again.
  void receive(toClinic.parse(data))
})

async function receive(message: ToClinic): Promise<void> {
  if (message.kind === 'start') {
    starting = start(message.dataFolder, message.version)
    await starting
    return port.postMessage({ kind: 'started' })
  }
  if (message.kind === 'answer') return shell.answer(message.id, message.outcome)
  const clinic = await starting
  if (!clinic) throw new Error('the shell has to begin with start')
  await serve(clinic, message)
}

function start(dataFolder: string, version: string): Promise<Clinic> {
  const clock = () => Date.now()
  const log = fileLog(join(dataFolder, 'logs'), clock)
  const keyStore = systemKeyStore(shell)
  process.on('uncaughtException', fault => {
    log({ event: 'uncaught', ...describeFault(fault) })
    process.exit(1)
  })
  // Held until this process ends, however it ends.
  const lock = lockFolder(dataFolder)
  return createClinic({
    dataFolder, version, clock, log, keyStore, random: randomBytes, host: 'desktop', inUse: lock === undefined,
    unwritable: lock?.writable === false,
  }).then(clinic => {
    clinic.on(event => port.postMessage({ kind: 'event', event }))
    return clinic
  }) // prettier-ignore
}

async function serve(clinic: Clinic, message: Exclude<ToClinic, { kind: 'start' | 'answer' }>): Promise<void> {
  switch (message.kind) {
    case 'call':
      if (message.window !== printWindow) windows.add(message.window)
      return answer(message.id, await clinic.call(message.name, message.input, message.window))
    case 'request':
      return answer(message.id, await request(clinic, message.request, message.input))
    case 'power':
      if (message.state === 'suspend') clinic.suspend()
      if (message.state === 'resume') clinic.resume()
      if (message.state === 'lockScreen') clinic.lock()
      return
    case 'idle':
      return clinic.idleFor(message.seconds)
    case 'windowClosed':
      // Nobody sees the screen any more: whoever opens the next window has to say who it is.
      windows.delete(message.window)
      return windows.size === 0 ? clinic.lock() : undefined
    case 'quit':
      await clinic.close()
      return port.postMessage({ kind: 'flushed' })
    default:
      return assertNever(message)
  }
}

const answer = (id: number, outcome: Outcome<unknown>): void => port.postMessage({ kind: 'result', id, outcome })

async function request<R extends ClinicRequest>(clinic: Clinic, name: R, input: unknown): Promise<Outcome<unknown>> {
  return answerRequest(clinic.desk, name, inputs[name].input.parse(input))
}

type Parses<T> = { readonly parse: (value: unknown) => T }
const inputs: { readonly [R in ClinicRequest]: { readonly input: Parses<RequestInput<R>> } } = clinicRequests
