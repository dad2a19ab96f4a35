/**
 * The exchange of this PC with headquarters: runs the state machine over the store and the network, for as long as the
 * clinic is open. Nobody waits for it: what people do is saved here first, whatever HQ says.
 */
import type { ErrorCode } from '../../domain/errors.ts'
import { countLacking, type Want } from '../../domain/journal/exchange.ts'
import { localTables } from '../../domain/tables/all.ts'
import type { OpenStore } from '../../db/open-store.ts'
import { journalOf } from '../../db/sync-port.ts'
import { describeFault } from '../../domain/describe-fault.ts'
import type { Log } from '../log.ts'
import type { HqClient, HqFault } from './hq-client.ts'
import { introduceRenewed } from './introduce.ts'
import { linkOf } from './link.ts'
import { acknowledgedBy, type Exchanging, healOnce, isBeyond, pullOnce, pushOnce } from './steps.ts'
import { atRest, reduce, type SyncEffect, type SyncEvent, type SyncState } from './sync-machine.ts'

/** Runs `work` after so many milliseconds, unless the function that it returns is called before. */
export type After = (milliseconds: number, work: () => void) => () => void

export type SyncStatus = {
  readonly state: 'all-sent' | 'waiting' | 'offline'
  /** Entries that HQ is not known to hold. */
  readonly waiting: number
  /** When HQ last said what it holds, UTC ISO. */
  readonly confirmedAt: string | null
  readonly offlineSince: string | null
  /** Why HQ or this PC took nothing the last time. */
  readonly trouble: ErrorCode | null
}

export type SyncWorker = {
  status(): SyncStatus
  /** Does not wait for the next try. */
  sendNow(): void
  isClosed(): boolean
  /** Ends what is under way; the store can be closed then. */
  close(): Promise<void>
}

export type SyncOptions = Exchanging & {
  readonly store: OpenStore
  readonly client: HqClient
  readonly after: After
  /** Chance, from 0 to 1. */
  readonly roll: () => number
  readonly log: Log
  /** The status is another one now. */
  readonly changed: () => void
}

const local: ReadonlySet<string> = new Set(localTables.map(table => table.name))

export function startSync(options: SyncOptions): SyncWorker {
  const { store, client, after, roll, ownClock } = options
  let state = atRest
  let want: Want = { vector: {} }
  let aside: ReadonlyMap<string, ErrorCode> = new Map()
  let forked = false
  let closed = false
  let stopWaiting = (): void => undefined
  let stopPokeWait = (): void => undefined
  const running = new Set<Promise<void>>()

  const dispatch = (event: SyncEvent): void => {
    if (closed) return
    const step = reduce(state, event)
    state = step.state
    for (const effect of step.effects) perform(effect)
    options.changed()
  }

  const perform = (effect: SyncEffect): void => {
    switch (effect.do) {
      case 'wait':
        stopWaiting = after(effect.ms, () => dispatch({ type: 'wait-over' }))
        return
      case 'stop-waiting':
        return stopWaiting()
      case 'wait-poke':
        stopPokeWait = after(effect.ms, () => dispatch({ type: 'poke-wait-over' }))
        return
      case 'open-poke':
        return run(poke())
      case 'push':
        return run(guarded(() => push(effect)))
      case 'pull':
        return run(guarded(() => pull(effect.limit)))
      case 'heal':
        return run(guarded(heal))
    }
  }

  const run = (work: Promise<SyncEvent>): void => {
    const done = work.then(dispatch).finally(() => running.delete(done))
    running.add(done)
  }

  /** What nobody expected is logged, and tried again later. */
  const guarded = async (work: () => Promise<SyncEvent>): Promise<SyncEvent> => {
    try {
      return (await introduced()) ?? (await work())
    } catch (fault) {
      options.log({ event: 'sync', ...describeFault(fault) })
      return failed('internal')
    }
  }

  /** A PC that was restored or copied is told to HQ before it speaks as the new device that it is now. */
  const introduced = async (): Promise<SyncEvent | undefined> => {
    const link = linkOf(store.read)
    if (link === undefined || link.enrolledAs === store.deviceId) return undefined
    const answer = await introduceRenewed(store, client)
    return answer.ok ? undefined : faulty(answer.fault)
  }

  const push = async ({ limit, greet }: { limit: number; greet: boolean }): Promise<SyncEvent> => {
    const begun = ownClock()
    const pushed = await pushOnce(options, { limit, greet, aside: new Set(aside.keys()) })
    switch (pushed.said) {
      case 'fault':
        return faulty(pushed.fault)
      case 'nothing-to-push': {
        const [refused] = aside.values()
        aside = new Map()
        return refused === undefined ? { type: 'nothing-to-push' } : failed(refused)
      }
      case 'not-taken':
        aside = new Map([...aside, ...pushed.devices.map(device => [device, pushed.code] as const)])
        return { type: 'pushed', more: true, behind: false, entries: 0, ms: 0 }
      case 'forked': {
        const again = forked
        forked = !again
        return again ? failed('fork') : { type: 'forked' }
      }
      case 'pushed': {
        forked = false
        const { more, behind, entries } = pushed
        return { type: 'pushed', more, behind, entries, ms: ownClock() - begun }
      }
    }
  }

  const pull = async (limit: number): Promise<SyncEvent> => {
    const begun = ownClock()
    const pulled = await pullOnce(options, want, limit)
    if (!pulled.ok) return faulty(pulled.fault)
    const { more, entries, refused } = pulled.value
    want = more ? pulled.value.want : { vector: {} }
    if (refused !== undefined && !more) return failed(refused)
    return { type: 'pulled', more, entries, ms: ownClock() - begun }
  }

  const heal = async (): Promise<SyncEvent> => {
    const healed = await healOnce(options)
    return healed.ok ? { type: 'healed' } : faulty(healed.fault)
  }

  const poke = async (): Promise<SyncEvent> => {
    await client.poke({
      opened: () => dispatch({ type: 'poke-opened' }),
      news: vector => {
        if (isBeyond(store.vector(), vector)) dispatch({ type: 'news' })
      },
    })
    return { type: 'poke-lost', roll: roll() }
  }

  const failed = (code: ErrorCode | undefined, retryAfterMs = 0): SyncEvent => ({
    type: 'failed',
    code,
    retryAfterMs,
    at: ownClock(),
    roll: roll(),
  })

  const faulty = (fault: HqFault): SyncEvent => {
    if (fault.kind === 'unreachable') return failed(undefined)
    if (fault.kind === 'busy') return failed('hq-busy', fault.retryAfterMs)
    const { code } = fault.refusal
    return code === 'revoked' ? { type: 'refused-for-good', code } : failed(code)
  }

  const stopListening = store.onChange(tables => {
    if (tables.some(table => !local.has(table))) dispatch({ type: 'written' })
  })
  dispatch({ type: 'begun' })

  return {
    status: () => statusOf(store, state),
    sendNow: () => dispatch({ type: 'asked-now' }),
    isClosed: () => closed,
    async close() {
      closed = true
      stopListening()
      stopWaiting()
      stopPokeWait()
      client.close()
      await Promise.allSettled(running)
    },
  }
}

/** The status of a PC that is connected. */
export function statusOf(store: OpenStore, { awaySince, trouble }: SyncState): SyncStatus {
  const link = linkOf(store.read)
  const waiting = countLacking(journalOf(store), acknowledgedBy(store))
  return {
    state: awaySince !== undefined ? 'offline' : waiting > 0 ? 'waiting' : 'all-sent',
    waiting,
    confirmedAt: link?.confirmedAt ?? null,
    offlineSince: awaySince === undefined ? null : new Date(awaySince).toISOString(),
    trouble: trouble ?? null,
  }
}
