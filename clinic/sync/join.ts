/** A new PC of a clinic that headquarters have. */
import { verify } from '@node-rs/argon2'
import { ok, type Outcome, refuse } from '../../domain/errors.ts'
import type { Want } from '../../domain/journal/exchange.ts'
import { writeRecoveryKey } from '../../domain/recovery-key.ts'
import type { OpenStore } from '../../db/open-store.ts'
import { clinicRow } from '../../db/queries/people.ts'
import { type Desk, storeOf } from '../desk.ts'
import { takePlace } from '../place.ts'
import { saveLocal } from '../save.ts'
import { verifierOf } from '../session/secrets.ts'
import { dropStore, freshStore } from '../setup/fresh-store.ts'
import { enrolAt, outcomeOf } from './enrol.ts'
import { clientFor } from './follow-headquarters.ts'
import { lookUp } from './look-up.ts'
import type { HqClient } from './hq-client.ts'
import { changeLink, linkOf } from './link.ts'
import { type Exchanging, pullOnce, pushOnce } from './steps.ts'

export type Joining = { readonly address: string; readonly code: string; readonly deviceName: string }

type Joined = { readonly recoveryKey: string; readonly clinicName: string }

/** Two characters of a device code are drawn here; so often another pair is drawn when one is taken. */
const MOST_CODES = 5

/** Entries in a message while nobody works on this PC yet. */
const AT_ONCE = 500

/** A message that did not come through is asked for so often before a person is told. */
const MOST_TRIES = 3

/**
 * Makes the database of this PC, enrols it, and gets everything that the clinic wrote. What came stays when the line
 * breaks, and the same code goes on from there.
 */
export async function join(desk: Desk, joining: Joining): Promise<Outcome<Joined>> {
  const store = await storeToJoin(desk, joining)
  if (!store.ok) return store
  const client = clientFor(desk, store.value, joining.address)
  try {
    const got = await getEverything(desk, store.value, client, joining.address)
    return got.ok ? await finish(desk, store.value) : got
  } finally {
    client.close()
  }
}

/** The one that broke off with this code, else a fresh one, enrolled. */
async function storeToJoin(desk: Desk, joining: Joining): Promise<Outcome<OpenStore>> {
  const begun = storeOf(desk)
  const link = begun === undefined ? undefined : linkOf(begun.read)
  const isThisOne =
    link?.stage === 'joining' &&
    link.address === joining.address &&
    (await verify(link.codeVerifier ?? '', joining.code))
  if (begun !== undefined && isThisOne) return ok(begun)
  if (begun !== undefined && isSame(unanswered.get(begun), joining)) return enrolOnce(desk, begun, joining)
  for (let tries = 1; ; tries += 1) {
    const made = await enrolFresh(desk, joining)
    if (made.ok || made.code !== 'device-code-taken' || tries === MOST_CODES) return made
  }
}

async function enrolFresh(desk: Desk, joining: Joining): Promise<Outcome<OpenStore>> {
  const { address, code } = joining
  const known = await lookUp(desk, address, code)
  if (!known.ok) return known
  const { clinic, devicePrefix, kind } = known.value
  if (kind !== 'join' || clinic === null) return refuse('wrong-kind-of-code', { kind })
  const made = await freshStore(desk, { clinicId: clinic.id, devicePrefix })
  if (!made.ok) return made
  const { store } = made.value
  // Nobody is told of it before it is whole; but a close of the program finds it, and so does a second try.
  desk.place = { phase: 'open', store }
  return enrolOnce(desk, store, joining)
}

/** Stores that asked to be let in and heard nothing: HQ may have taken the code already, for this device only. */
const unanswered = new WeakMap<OpenStore, Joining>()

const isSame = (tried: Joining | undefined, { address, code }: Joining): boolean =>
  tried?.address === address && tried.code === code

async function enrolOnce(desk: Desk, store: OpenStore, joining: Joining): Promise<Outcome<OpenStore>> {
  const { address, code, deviceName } = joining
  const client = clientFor(desk, store, address)
  const codeVerifier = await verifierOf(code)
  const enrolled = await enrolAt(store, client, { address, code, deviceName, stage: 'joining', codeVerifier })
  client.close()
  if (enrolled.ok) return ok(store)
  if (enrolled.code === 'hq-unreachable' || enrolled.code === 'hq-busy') unanswered.set(store, joining)
  else dropStore(desk, store)
  return enrolled
}

async function getEverything(desk: Desk, store: OpenStore, client: HqClient, address: string): Promise<Outcome<null>> {
  const exchanging: Exchanging = { store, client, ownClock: desk.ownClock, learnClock: desk.learnClock }
  const greeted = await pushOnce(exchanging, { limit: AT_ONCE, greet: true, aside: new Set() })
  if (greeted.said === 'fault') return outcomeOf<null>(address, { ok: false, fault: greeted.fault })
  const total = entriesIn(linkOf(store.read)?.acknowledged ?? {})
  let want: Want = { vector: {} }
  let failures = 0
  for (let more = true; more;) {
    const pulled = await pullOnce(exchanging, want, AT_ONCE)
    failures = pulled.ok ? 0 : failures + 1
    if (!pulled.ok && failures < MOST_TRIES) continue
    if (!pulled.ok) return outcomeOf<null>(address, pulled)
    ;({ more, want } = pulled.value)
    if (pulled.value.refused !== undefined && !more) return refuse(pulled.value.refused)
    const done = entriesIn(store.vector())
    desk.emit({ event: 'progress', task: 'join', done: Math.min(done, total), total })
  }
  return ok(null)
}

const entriesIn = (vector: Readonly<Record<string, { readonly seq: number }>>): number =>
  Object.values(vector).reduce((sum, point) => sum + point.seq, 0)

async function finish(desk: Desk, store: OpenStore): Promise<Outcome<Joined>> {
  const clinic = clinicRow(store.read)
  const key = await desk.keyStore.load()
  if (clinic === undefined || key === null) return refuse('hq-not-understood')
  const saved = saveLocal(store, tx => {
    changeLink(tx, { stage: 'linked' })
    return null
  })
  if (!saved.ok) return saved
  takePlace(desk, store)
  return ok({ recoveryKey: writeRecoveryKey(key), clinicName: clinic.displayName ?? '' })
}
