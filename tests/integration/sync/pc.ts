/** PCs of one clinic with the real worker over real stores, at a headquarters that a test holds in its hands. */
import { afterEach, onTestFinished } from 'vitest'
import type { LogLine } from '../../../clinic/log.ts'
import { enrolAt } from '../../../clinic/sync/enrol.ts'
import { type HqClient, hqClient } from '../../../clinic/sync/hq-client.ts'
import { startSync, type SyncStatus, type SyncWorker } from '../../../clinic/sync/sync-worker.ts'
import { signAs } from '../../../db/sync-port.ts'
import { vectorOf } from '../../../domain/journal/exchange.ts'
import type { OpenStore } from '../../../db/open-store.ts'
import { type FakeHeadquarters, openHeadquarters } from '../../fakes/headquarters.ts'
import { CLINIC, newStore, valueOf } from '../db/helpers.ts'

const workers: SyncWorker[] = []

// Registered after the one that closes the stores, and so run before it.
afterEach(async () => {
  for (const worker of workers.splice(0)) await worker.close()
})

export async function headquarters(): Promise<FakeHeadquarters> {
  const hq = await openHeadquarters()
  onTestFinished(() => hq.down())
  return hq
}

type Timer = { readonly ms: number; readonly work: () => void }

export type Pc = {
  readonly store: OpenStore
  readonly worker: SyncWorker
  readonly logged: readonly LogLine[]
  /** What it waits for, longest wait last. */
  readonly timers: ReadonlySet<Timer>
  /** How far HQ's clock was said to be ahead, the last time. */
  aheadMs(): number
  /** Lets the time go by for which it waits. */
  wake(): void
  /** Returns the function that stops watching. */
  watch(look: () => void): () => void
  until(is: (status: SyncStatus) => boolean): Promise<void>
  close(): Promise<void>
}

const clientOf = (store: OpenStore, address: string): HqClient =>
  hqClient({
    address,
    clock: Date.now,
    speaker: () => ({ clinic: store.clinicId, device: store.deviceId, sign: text => signAs(store, text) }),
  })

/** Enrols a store; the worker is not begun. */
export async function enrol(hq: FakeHeadquarters, store: OpenStore, deviceName = store.deviceCode): Promise<void> {
  const client = clientOf(store, hq.address)
  const code = hq.code('join', store.clinicId)
  const how = { address: hq.address, code, deviceName, stage: 'linked', codeVerifier: null } as const
  valueOf(await enrolAt(store, client, how))
  client.close()
}

export function begin(hq: FakeHeadquarters, store: OpenStore): Pc {
  const logged: LogLine[] = []
  const timers = new Set<Timer>()
  const watchers = new Set<() => void>()
  let aheadMs = 0
  const worker = startSync({
    store,
    client: clientOf(store, hq.address),
    ownClock: Date.now,
    learnClock: ahead => {
      aheadMs = ahead
    },
    roll: () => 1,
    log: line => void logged.push(line),
    changed: () => {
      for (const watcher of watchers) watcher()
    },
    after: (ms, work) => {
      const timer = { ms, work }
      timers.add(timer)
      return () => timers.delete(timer)
    },
  })
  const watch = (look: () => void): (() => void) => {
    watchers.add(look)
    return () => void watchers.delete(look)
  }
  workers.push(worker)
  const close = () => worker.close()
  return {
    store, worker, logged, timers, close,
    aheadMs: () => aheadMs,
    wake: () => {
      for (const timer of timers) {
        timers.delete(timer)
        timer.work()
      }
    },
    watch,
    until: is => untilAll([{ watch }], () => is(worker.status())),
  } // prettier-ignore
}

/** A PC of the one clinic of these tests, enrolled and at work. */
export async function newPc(hq: FakeHeadquarters, deviceCode: string): Promise<Pc> {
  const store = newStore(undefined, deviceCode)
  await enrol(hq, store)
  return begin(hq, store)
}

const isLevel = (status: SyncStatus): boolean => status.state === 'all-sent' && status.confirmedAt !== null

/** Looks whenever something changed at one of them. */
const untilAll = (pcs: readonly Pick<Pc, 'watch'>[], is: () => boolean): Promise<void> =>
  new Promise(resolve => {
    const look = (): void => {
      if (!is()) return
      for (const stop of stops) stop()
      resolve()
    }
    const stops = pcs.map(pc => pc.watch(look))
    look()
  })

type Heads = Readonly<Record<string, { readonly hash: string }>>
const hashes = (vector: Heads): string =>
  Object.values(vector)
    .map(point => point.hash)
    .sort()
    .join(' ')

/** Until each has everything that HQ has, and HQ everything that they have. */
export async function allLevel(hq: FakeHeadquarters, ...pcs: readonly Pc[]): Promise<void> {
  const held = (): string => hashes(vectorOf(hq.clinic(CLINIC).journal))
  await untilAll(pcs, () => pcs.every(pc => isLevel(pc.worker.status()) && hashes(pc.store.vector()) === held()))
}
