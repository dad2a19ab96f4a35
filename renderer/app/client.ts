import type { Call, ClinicEvent } from '../../domain/contract/contract.ts'
import { refuse } from '../../domain/errors.ts'
import { desktopBridge } from './desktop-bridge.ts'

/** The clinic process parses the output against the contract before it answers. */
const callHost: Call = async (name, input) => {
  const response = await fetch('/call', {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ name, input }),
  })
  return await response.json()
}

/**
 * The one way from a screen to the clinic. A clinic process that does not answer is an expected outcome (`no-answer`), so
 * that each screen can say that what was saved is safe.
 */
export const call: Call = async (name, input) => {
  try {
    return await (desktopBridge()?.call ?? callHost)(name, input)
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
  const desktop = desktopBridge()
  if (desktop) return desktop.on(tell)
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
