/**
 * When a PC speaks with headquarters, as a pure state machine: what happens comes in as an event, what has to be done
 * goes out as effects. One exchange at a time: push until nothing waits, then pull until level, then heal.
 *
 * Beside it stands the poke: a stream on which HQ says that there is news. While it is closed, each try to open it is
 * also a reason to pull, so that a network which cuts streams only makes news slower.
 */
import { assertNever, type ErrorCode } from '../../domain/errors.ts'
import { MAX_PUSH_ENTRIES } from '../../domain/sync/protocol.ts'

type Due = {
  readonly push: boolean
  readonly pull: boolean
  /** Whether HQ has to be asked what it holds, though nothing may wait: it could have been restored from a backup. */
  readonly greet: boolean
  readonly heal: boolean
}

export type SyncState = {
  readonly work: 'resting' | 'pushing' | 'pulling' | 'healing' | 'waiting' | 'stopped'
  readonly due: Due
  /** The journals of a device differ: HQ's has to be here before the own can be sent. */
  readonly pullFirst: boolean
  /** In a row. */
  readonly failures: number
  /** Entries in the next message. */
  readonly size: { readonly push: number; readonly pull: number }
  readonly poke: 'closed' | 'opening' | 'open' | 'waiting'
  readonly pokeFailures: number
  /** Unix milliseconds since when HQ does not answer. */
  readonly awaySince: number | undefined
  /** Why HQ, or this PC, took nothing the last time. */
  readonly trouble: ErrorCode | undefined
}

export type SyncEvent =
  | { readonly type: 'begun' }
  /** Something was written on this PC. */
  | { readonly type: 'written' }
  /** HQ holds something that is not here. */
  | { readonly type: 'news' }
  | { readonly type: 'asked-now' }
  | { readonly type: 'nothing-to-push' }
  | {
      readonly type: 'pushed'
      readonly more: boolean
      /** HQ holds something that is not here: it may have answered the message with an entry of its own. */
      readonly behind: boolean
      readonly entries: number
      readonly ms: number
    }
  /** HQ, or the journal here, cannot tell yet where the journals of a device part. */
  | { readonly type: 'forked' }
  | { readonly type: 'pulled'; readonly more: boolean; readonly entries: number; readonly ms: number }
  | { readonly type: 'healed' }
  | {
      readonly type: 'failed'
      /** No code: HQ was not reached. */
      readonly code: ErrorCode | undefined
      /** At least so long, if HQ said so. */
      readonly retryAfterMs: number
      /** Unix milliseconds. */
      readonly at: number
      /** Chance, from 0 to 1. */
      readonly roll: number
    }
  /** HQ will not speak with this PC again. */
  | { readonly type: 'refused-for-good'; readonly code: ErrorCode }
  | { readonly type: 'wait-over' }
  | { readonly type: 'poke-opened' }
  | { readonly type: 'poke-lost'; readonly roll: number }
  | { readonly type: 'poke-wait-over' }

export type SyncEffect =
  | { readonly do: 'push'; readonly limit: number; readonly greet: boolean }
  | { readonly do: 'pull'; readonly limit: number }
  | { readonly do: 'heal' }
  | { readonly do: 'wait'; readonly ms: number }
  | { readonly do: 'stop-waiting' }
  | { readonly do: 'open-poke' }
  | { readonly do: 'wait-poke'; readonly ms: number }

export type Step = { readonly state: SyncState; readonly effects: readonly SyncEffect[] }

/** A page goes through the thread on which people work: small at first, and never large. */
const FIRST_SIZE = 200
const LEAST_SIZE = 25
const MOST_PULLED = 500

/** What a message should take. */
const AIM_MS = 1000

const FIRST_WAIT_MS = 1000
const LONGEST_WAIT_MS = 60_000

const everything: Due = { push: true, pull: true, greet: true, heal: true }
const nothing: Due = { push: false, pull: false, greet: false, heal: false }

export const atRest: SyncState = {
  work: 'resting',
  due: nothing,
  pullFirst: false,
  failures: 0,
  size: { push: FIRST_SIZE, pull: FIRST_SIZE },
  poke: 'closed',
  pokeFailures: 0,
  awaySince: undefined,
  trouble: undefined,
}

export function reduce(state: SyncState, event: SyncEvent): Step {
  switch (event.type) {
    case 'begun':
      return then([{ do: 'open-poke' }], goOn({ ...state, due: everything, poke: 'opening' }))
    case 'written':
      return goOn({ ...state, due: { ...state.due, push: true } })
    case 'news':
      return goOn({ ...state, due: { ...state.due, pull: true } })
    case 'asked-now':
      return resume({ ...state, due: everything, failures: 0 })
    case 'nothing-to-push':
      return goOn({ ...state, work: 'resting' })
    case 'pushed': {
      const size = { ...state.size, push: sized(state.size.push, event, MAX_PUSH_ENTRIES) }
      const { due } = state
      const next = { ...due, push: due.push || event.more, pull: due.pull || event.behind }
      return goOn({ ...answered(state), size, due: next })
    }
    case 'forked':
      return goOn({ ...state, work: 'resting', pullFirst: true, due: { ...state.due, push: true, pull: true } })
    case 'pulled': {
      const { due } = state
      const size = { ...state.size, pull: sized(state.size.pull, event, MOST_PULLED) }
      const pull = due.pull || event.more
      const heal = due.heal || event.entries > 0
      return goOn({ ...answered(state), size, pullFirst: state.pullFirst && pull, due: { ...due, pull, heal } })
    }
    case 'healed':
      return goOn({ ...state, work: 'resting' })
    case 'failed':
      return fail(state, event)
    case 'refused-for-good':
      return {
        state: { ...state, work: 'stopped', due: everything, trouble: event.code, awaySince: undefined },
        effects: [],
      }
    case 'wait-over':
      return state.work === 'waiting' ? goOn({ ...state, work: 'resting' }) : { state, effects: [] }
    case 'poke-opened': {
      const opened: SyncState = {
        ...state,
        poke: 'open',
        pokeFailures: 0,
        due: { ...state.due, push: true, pull: true, greet: true },
      }
      return state.work === 'waiting' && state.awaySince !== undefined ? resume(opened) : goOn(opened)
    }
    case 'poke-lost': {
      const pokeFailures = state.pokeFailures + 1
      const lost: SyncState = { ...state, poke: 'waiting', pokeFailures, due: { ...state.due, pull: true } }
      return then([{ do: 'wait-poke', ms: backoff(pokeFailures, event.roll) }], goOn(lost))
    }
    case 'poke-wait-over':
      return { state: { ...state, poke: 'opening' }, effects: [{ do: 'open-poke' }] }
    default:
      return assertNever(event)
  }
}

/** Full jitter: PCs that lost HQ together must not come back together. Milliseconds. */
export function backoff(failures: number, roll: number): number {
  return Math.round(roll * Math.min(LONGEST_WAIT_MS, FIRST_WAIT_MS * 2 ** Math.min(failures - 1, 20)))
}

function answered(state: SyncState): SyncState {
  return { ...state, work: 'resting', failures: 0, awaySince: undefined, trouble: undefined }
}

function fail(state: SyncState, event: Extract<SyncEvent, { type: 'failed' }>): Step {
  const failures = state.failures + 1
  const ms = Math.max(event.retryAfterMs, backoff(failures, event.roll))
  const smaller = (size: number): number => Math.max(LEAST_SIZE, Math.floor(size / 2))
  const failed: SyncState = {
    ...state,
    work: 'waiting',
    due: everything,
    pullFirst: false,
    failures,
    size: { push: smaller(state.size.push), pull: smaller(state.size.pull) },
    awaySince: event.code === undefined ? (state.awaySince ?? event.at) : undefined,
    trouble: event.code,
  }
  return { state: failed, effects: [{ do: 'wait', ms }] }
}

/** Goes on at once, whatever was waited for. */
function resume(state: SyncState): Step {
  if (state.work !== 'waiting' && state.work !== 'stopped') return goOn(state)
  return then([{ do: 'stop-waiting' }], goOn({ ...state, work: 'resting' }))
}

/** Begins what is due, unless something is under way. */
function goOn(state: SyncState): Step {
  const { work, due, size, pullFirst } = state
  if (work !== 'resting') return { state, effects: [] }
  if (due.push && !pullFirst) {
    const effect = { do: 'push', limit: size.push, greet: due.greet } as const
    return { state: { ...state, work: 'pushing', due: { ...due, push: false, greet: false } }, effects: [effect] }
  }
  if (due.pull) {
    const effect = { do: 'pull', limit: size.pull } as const
    return { state: { ...state, work: 'pulling', due: { ...due, pull: false } }, effects: [effect] }
  }
  if (due.heal) return { state: { ...state, work: 'healing', due: { ...due, heal: false } }, effects: [{ do: 'heal' }] }
  return { state, effects: [] }
}

const then = (effects: readonly SyncEffect[], step: Step): Step => ({
  state: step.state,
  effects: [...effects, ...step.effects],
})

/** Towards messages of `AIM_MS`, at most doubled or halved; a message that was not full tells nothing. */
function sized(size: number, { entries, ms }: { readonly entries: number; readonly ms: number }, most: number): number {
  if (entries * 2 < size) return size
  const aim = (size * AIM_MS) / Math.max(ms, 1)
  return Math.round(Math.min(most, Math.max(LEAST_SIZE, Math.min(size * 2, Math.max(size / 2, aim)))))
}
