/**
 * The life of one update, as a pure state machine: what happened goes in, the next state and what is to be done come out.
 *
 * Nothing is downloaded before its manifest is verified, nothing is installed behind a person's back, and nothing is installed
 * before a verified backup exists.
 */
import type { UpdateView } from '../domain/contract/desktop.ts'
import { assertNever } from '../domain/errors.ts'

/** Why an installation waits, in the order in which it is told. */
export type WaitReason = 'printing' | 'lowDisk' | 'openBill' | 'onBattery' | 'clinicHours'

export type Gates = { readonly [R in WaitReason]: boolean }

/** `deadline` is when a security release may no longer be put off (UTC ISO text), or null. */
export type Release = { readonly version: string; readonly deadline: string | null }

export type UpdateState =
  | { readonly phase: 'idle'; readonly refusal: string | null }
  | { readonly phase: 'available'; readonly release: Release }
  | { readonly phase: 'downloading'; readonly release: Release; readonly percent: number }
  | { readonly phase: 'ready'; readonly release: Release }
  | { readonly phase: 'waiting'; readonly release: Release; readonly reason: WaitReason }
  | { readonly phase: 'installing'; readonly release: Release; readonly step: 'backup' | 'restart' }

export type UpdateEvent =
  | { readonly event: 'found'; readonly release: Release }
  /** The feed holds nothing newer, or withdrew what it held. */
  | { readonly event: 'none' }
  | { readonly event: 'refused'; readonly reason: string }
  | { readonly event: 'verified'; readonly deadline: string | null }
  | { readonly event: 'progress'; readonly percent: number }
  | { readonly event: 'downloaded' }
  /** A person pressed "Restart and update"; `override` is a manager's word that it may not wait. */
  | { readonly event: 'asked'; readonly gates: Gates; readonly now: string; readonly override: boolean }
  | { readonly event: 'gates'; readonly gates: Gates; readonly now: string }
  | { readonly event: 'backedUp' }
  /** The installer runs and this process ends. */
  | { readonly event: 'installed' }

export type Command = 'verify' | 'download' | 'backup' | 'install'
export type Step = { readonly state: UpdateState; readonly command: Command | null }

export const idle: UpdateState = { phase: 'idle', refusal: null }

/** Paper in the printer and an empty disk cannot be talked over; the rest yields to a manager or to a passed deadline. */
const PHYSICAL: readonly WaitReason[] = ['printing', 'lowDisk']
/** Entries that were not sent yet are no reason: they survive an update in the journal. */
const BLOCKING: readonly WaitReason[] = [...PHYSICAL, 'openBill', 'onBattery', 'clinicHours']

/** What keeps this release from being installed now; undefined when nothing does. */
export function waitReason(release: Release, gates: Gates, now: string, override: boolean): WaitReason | undefined {
  const isOverdue = release.deadline !== null && now >= release.deadline
  const reasons = override || isOverdue ? PHYSICAL : BLOCKING
  return reasons.find(reason => gates[reason])
}

const stay = (state: UpdateState): Step => ({ state, command: null })
const refusedFor = (refusal: string | null): Step => stay({ phase: 'idle', refusal })

function tryInstall(state: UpdateState & { release: Release }, gates: Gates, now: string, override: boolean): Step {
  const { release } = state
  const reason = waitReason(release, gates, now, override)
  return reason === undefined
    ? { state: { phase: 'installing', release, step: 'backup' }, command: 'backup' }
    : stay({ phase: 'waiting', release, reason })
}

/** The next state and the one thing to do. An event that does not fit the phase changes nothing. */
export function nextUpdate(state: UpdateState, event: UpdateEvent): Step {
  switch (event.event) {
    case 'found':
      if (state.phase === 'installing' || state.phase === 'downloading') return stay(state)
      if ('release' in state && state.release.version === event.release.version) return stay(state)
      return { state: { phase: 'available', release: event.release }, command: 'verify' }
    case 'none':
      return state.phase === 'installing' ? stay(state) : refusedFor(null)
    case 'refused':
      return refusedFor(event.reason)
    case 'verified':
      if (state.phase !== 'available') return stay(state)
      return {
        state: { phase: 'downloading', release: { ...state.release, deadline: event.deadline }, percent: 0 },
        command: 'download',
      }
    case 'progress':
      return state.phase === 'downloading' ? stay({ ...state, percent: event.percent }) : stay(state)
    case 'downloaded':
      return state.phase === 'downloading' ? stay({ phase: 'ready', release: state.release }) : stay(state)
    case 'asked':
      if (state.phase !== 'ready' && state.phase !== 'waiting') return stay(state)
      return tryInstall(state, event.gates, event.now, event.override)
    case 'gates':
      return state.phase === 'waiting' ? tryInstall(state, event.gates, event.now, false) : stay(state)
    case 'backedUp':
      if (state.phase !== 'installing' || state.step !== 'backup') return stay(state)
      return { state: { ...state, step: 'restart' }, command: 'install' }
    case 'installed':
      return stay(state)
    default:
      return assertNever(event)
  }
}

/** The same, as a screen is told it. */
export const viewOf = (state: UpdateState): UpdateView => ({
  phase: state.phase,
  version: 'release' in state ? state.release.version : null,
  deadline: 'release' in state ? state.release.deadline : null,
  percent: state.phase === 'downloading' ? state.percent : null,
  waitsFor: state.phase === 'waiting' ? state.reason : null,
  refusal: state.phase === 'idle' ? state.refusal : null,
})
