import type { Call, ClinicEvent } from '../../domain/contract/contract.ts'
import { type Outcome, refuse } from '../../domain/errors.ts'

/** What the desktop's preload offers the page. In a browser it is absent and the host's two addresses are used. */
export type Bridge = {
  readonly call: (name: string, input: unknown) => Promise<Outcome<unknown>>
  readonly on: (listener: (event: ClinicEvent) => void) => () => void
  /** Told once, when the first usable screen is painted. */
  readonly ready?: () => void
  /** Prints a job that `prints.request` made; false when the shell has no printer for it. */
  readonly print?: (jobId: string) => Promise<Outcome<unknown>>
}

declare global {
  interface Window {
    readonly caresync?: Bridge
  }
}

async function post(name: string, input: unknown): Promise<Outcome<unknown>> {
  const response = await fetch('/call', {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ name, input }),
  })
  return (await response.json()) as Outcome<unknown>
}

/**
 * The one way from a screen to the clinic. A clinic process that does not answer is an expected outcome (`no-answer`), so
 * that each screen can say that what was saved is safe.
 */
export const call: Call = async (name, input) => {
  const send = window.caresync?.call ?? post
  try {
    // The host parses the output against the contract before it answers.
    return (await send(name, input)) as Awaited<ReturnType<typeof call<typeof name>>>
  } catch {
    return refuse('no-answer')
  }
}

const listeners = new Set<(event: ClinicEvent) => void>()
let stop: (() => void) | undefined

function tell(event: ClinicEvent): void {
  for (const listener of listeners) listener(event)
}

function connect(): () => void {
  if (window.caresync) return window.caresync.on(tell)
  const source = new EventSource('/events')
  let lost = false
  source.addEventListener('message', message => tell(JSON.parse(String(message.data)) as ClinicEvent))
  source.addEventListener('error', () => (lost = true))
  source.addEventListener('open', () => {
    // What happened while the line was down is not sent again: read everything anew.
    if (lost) tell({ event: 'state' })
    lost = false
  })
  return () => source.close()
}

/** Hears what the clinic process tells every window, until the returned function is called. */
export function onEvent(listener: (event: ClinicEvent) => void): () => void {
  listeners.add(listener)
  stop ??= connect()
  return () => {
    listeners.delete(listener)
    if (listeners.size > 0) return
    stop?.()
    stop = undefined
  }
}
