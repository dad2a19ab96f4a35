/**
 * Taking in the entries of other devices: a page is verified whole (its chain in bulk, its seal once), then written in
 * slices of one transaction each. A page that cannot be taken does not keep the others back.
 */
import { ok, refuse, type Outcome, type Refusal } from '../domain/errors.ts'
import type { HashedEntry } from '../domain/journal/entry.ts'
import { branchFor } from '../domain/journal/exchange.ts'
import type { Branch } from '../domain/journal/journal-port.ts'
import { locate, type Place } from '../domain/journal/lineage.ts'
import { verifyPage, type Page, type Verify } from '../domain/journal/seal.ts'
import { writeSlice, type SetAside } from './apply-slice.ts'
import type { Engine } from './engine.ts'
import { introductionOf, takeIntroduction } from './introduction.ts'
import { journalPort } from './journal-port.ts'
import { sha256, verifierOf } from './node-crypto.ts'
import { renewDevice } from './renew-device.ts'
import type { ApplyResult } from './types.ts'

type Tell = (tables: readonly string[]) => void

/** The writing of one slice holds the connection about this long. */
export const SLICE_MS = 8

/** Applies all pages without a pause. */
export function applyPages(engine: Engine, pages: readonly Page[], tell: Tell): Outcome<ApplyResult> {
  const steps = applySteps(engine, pages, tell, Number.POSITIVE_INFINITY)
  for (;;) {
    const step = steps.next()
    if (step.done === true) return step.value
  }
}

/** One apply at a time on each store: two would cut each other's pages. */
const running = new WeakMap<Engine, Promise<unknown>>()

/** Applies all pages and lets others in after each slice. */
export function applyPagesSliced(engine: Engine, pages: readonly Page[], tell: Tell): Promise<Outcome<ApplyResult>> {
  const before = running.get(engine) ?? Promise.resolve()
  const mine = before.then(async () => {
    const steps = applySteps(engine, pages, tell, SLICE_MS)
    for (;;) {
      const step = steps.next()
      if (step.done === true) return step.value
      await new Promise(resolve => setImmediate(resolve))
    }
  })
  running.set(
    engine,
    mine.catch(() => undefined),
  )
  return mine
}

function* applySteps(
  engine: Engine,
  pages: readonly Page[],
  tell: Tell,
  sliceMs: number,
): Generator<undefined, Outcome<ApplyResult>> {
  const setAside: SetAside[] = []
  const refused: ApplyResult['refused'][number][] = []
  let applied = 0
  let known = 0
  let open = pages
  let firstRefusal: Refusal | undefined
  // A page of a device that is not known yet may follow the page which introduces it.
  for (let left = open.length + 1; open.length > 0 && left > open.length;) {
    left = open.length
    const waiting: Page[] = []
    for (const page of open) {
      const verified = verifyNext(engine, page)
      yield
      if (!verified.ok) {
        if (verified.code === 'unknown-device') waiting.push(page)
        else refused.push({ device: page.device, code: verified.code, params: verified.params })
        firstRefusal ??= verified
        continue
      }
      const { fresh, branch } = verified.value
      known += page.entries.length - fresh.length
      for (let done = 0; done < fresh.length;) {
        const slice = writeSlice(engine, branch, fresh.slice(done), page.seal, sliceMs)
        done += slice.written
        applied += slice.written
        setAside.push(...slice.setAside)
        tell(slice.tables)
        yield
      }
    }
    open = waiting
  }
  for (const page of open) {
    refused.push({ device: page.device, code: 'unknown-device', params: { device: page.device } })
  }
  if (firstRefusal !== undefined && refused.length === pages.length) return firstRefusal
  return ok({ applied, known, setAside, refused })
}

type Verified = { readonly fresh: readonly HashedEntry[]; readonly branch: Omit<Branch, 'head'> }

function verifyNext(engine: Engine, page: Page): Outcome<Verified> {
  const port = journalPort(engine)
  const from = locate(port, page.device, page.after)
  if (from === undefined) return notHeld(engine, page)
  const introduction = introductionOf(engine, page)
  const verified = verifyPage(
    { sha256, verify: verifierFor(engine, introduction), clinic: engine.state.self.clinic },
    from,
    page,
  )
  if (!verified.ok) return verified
  if (introduction !== undefined) takeIntroduction(engine, introduction)
  let place: Place = from
  let held = 0
  for (const { entry, hash } of verified.value) {
    const found = locate(port, page.device, { seq: entry.seq, hash })
    if (found === undefined) break
    place = found
    held += 1
  }
  const fresh = verified.value.slice(held)
  const [first] = fresh
  if (first !== undefined && page.device === engine.state.self.device) renewDevice(engine)
  const branch =
    first === undefined
      ? { name: page.device, device: page.device, first: 1, before: place.hash }
      : branchFor(port, page.device, place, first)
  return ok({ fresh, branch })
}

function notHeld(engine: Engine, page: Page): Outcome<never> {
  const held = engine.state.branches.get(page.device)?.seq ?? 0
  if (page.after.seq > held) return refuse('gap', { device: page.device, seq: held + 1 })
  return refuse('fork', { device: page.device, seq: page.after.seq })
}

type KnownKey = { readonly device: string; readonly publicKey: string }

function verifierFor(engine: Engine, introduced: KnownKey | undefined): Verify {
  return (device, text, signature) => {
    const known = engine.state.keys.get(device)?.publicKey
    const publicKey = known ?? (introduced?.device === device ? introduced.publicKey : undefined)
    return publicKey === undefined ? undefined : verifierOf(publicKey)(text, signature)
  }
}
