/**
 * Taking in the entries of other devices: a page is verified whole (its chain in bulk, its seal once), then written in
 * slices of one transaction each. A page that cannot be taken does not keep the others back.
 */
import { ok, refuse, type Outcome } from '../domain/errors.ts'
import { notHeld, placeChain } from '../domain/journal/exchange.ts'
import { locate } from '../domain/journal/lineage.ts'
import type { Page, Verify } from '../domain/journal/seal.ts'
import { setImmediate as letOthersWork } from 'node:timers/promises'
import { writeSlice, writeSome, type Run, type SetAside } from './apply-slice.ts'
import { transaction, type Engine } from './engine.ts'
import { beginFolding } from './fold-into.ts'
import { introductionOf, takeIntroduction } from './introduction.ts'
import { journalPort } from './journal-port.ts'
import { verifierOf } from './node-crypto.ts'
import { verifyInSteps } from './verify-in-steps.ts'
import { isStorageFault } from './read-only.ts'
import { renewDevice } from './renew-device.ts'
import { loadState } from './state.ts'
import type { ApplyResult } from './types.ts'

type RefusedPage = ApplyResult['refused'][number]

type Tell = (tables: readonly string[]) => void

/** One slice, its commit included, holds the connection about this long. */
const SLICE_MS = 8

/** Entries in one transaction of an apply without pauses; the more, the fewer pages of the file are written twice. */
const ENTRIES_AT_ONCE = 5000

/** Applies all pages without a pause: many in one transaction, and one by one when that fails. */
export function applyPages(engine: Engine, pages: readonly Page[], tell: Tell): Outcome<ApplyResult> {
  return engine.checkpointer.suspendOwn(() => {
    const results: Outcome<ApplyResult>[] = []
    for (const batch of batchesOf(pages)) {
      const steps = applySteps(engine, batch, tell, Number.POSITIVE_INFINITY)
      results.push(atOnce(engine, batch, tell) ?? drain(steps))
      engine.checkpointer.afterCommit()
    }
    return joined(results)
  })
}

function drain<R>(steps: Generator<undefined, R>): R {
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
  const mine = before.then(() =>
    engine.checkpointer.suspendOwnWhile(async () => {
      const steps = applySteps(engine, pages, tell, SLICE_MS)
      for (;;) {
        const step = steps.next()
        if (step.done === true) return step.value
        engine.checkpointer.afterCommit()
        await letOthersWork()
      }
    }),
  )
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
  const refused: RefusedPage[] = []
  let applied = 0
  let known = 0
  let open = pages
  let budget = sliceMs / 2
  // A page of a device that is not known yet may follow the page which introduces it.
  for (let left = open.length + 1; open.length > 0 && left > open.length;) {
    left = open.length
    const waiting: Page[] = []
    for (const page of open) {
      const verified = yield* verifyNext(engine, page)
      yield
      if (!verified.ok) {
        if (verified.code === 'unknown-device') waiting.push(page)
        else refused.push({ device: page.device, code: verified.code, params: verified.params })
        continue
      }
      known += verified.value.known
      let { run } = verified.value
      while (run !== undefined && run.entries.length > 0) {
        const begun = performance.now()
        const slice = writeSlice(engine, run, budget)
        // What the disk took counts too: the next slice gets as much less as this one was over.
        budget = nextBudget(budget, performance.now() - begun, sliceMs)
        run = { ...run, entries: run.entries.slice(slice.written) }
        applied += slice.written
        setAside.push(...slice.setAside)
        tell(slice.tables)
        yield
      }
    }
    open = waiting
  }
  for (const { device } of open) refused.push({ device, code: 'unknown-device', params: { device } })
  return outcomeOf(pages, { applied, known, setAside, refused })
}

/** All pages in one transaction; `undefined`, and nothing written, when any of them needs a closer look. */
function atOnce(engine: Engine, pages: readonly Page[], tell: Tell): Outcome<ApplyResult> | undefined {
  if (pages.some(page => page.device === engine.state.self.device)) return undefined
  try {
    let tables: readonly string[] = []
    const result = transaction<ApplyResult | undefined>(engine, () => {
      const folding = beginFolding(engine)
      let applied = 0
      let known = 0
      for (const page of pages) {
        const verified = drain(verifyNext(engine, page))
        if (!verified.ok) return { keep: false, result: undefined }
        const { run } = verified.value
        known += verified.value.known
        if (run === undefined) continue
        const whole = { limit: run.entries.length, sliceMs: Number.POSITIVE_INFINITY }
        applied += writeSome(engine, folding, run, whole).written
      }
      tables = folding.finish()
      return { keep: true, result: { applied, known, setAside: [], refused: [] } }
    })
    if (result === undefined) {
      engine.state = loadState(engine.write)
      return undefined
    }
    tell(tables)
    return ok(result)
  } catch (error) {
    if (isStorageFault(error)) throw error
    return undefined
  }
}

function* batchesOf(pages: readonly Page[]): Generator<readonly Page[]> {
  let batch: Page[] = []
  let entries = 0
  for (const page of pages) {
    batch.push(page)
    entries += page.entries.length
    if (entries < ENTRIES_AT_ONCE) continue
    yield batch
    batch = []
    entries = 0
  }
  if (batch.length > 0) yield batch
}

function joined(results: readonly Outcome<ApplyResult>[]): Outcome<ApplyResult> {
  const taken = results.flatMap(result => (result.ok ? [result.value] : []))
  const [first] = results
  if (taken.length === 0 && first !== undefined) return first
  return ok({
    applied: taken.reduce((sum, each) => sum + each.applied, 0),
    known: taken.reduce((sum, each) => sum + each.known, 0),
    setAside: taken.flatMap(each => each.setAside),
    refused: taken.flatMap(each => each.refused),
  })
}

/** Refuses when no page was taken. */
function outcomeOf(pages: readonly Page[], result: ApplyResult): Outcome<ApplyResult> {
  const [first] = result.refused
  if (first !== undefined && result.refused.length === pages.length) return refuse(first.code, first.params)
  return ok(result)
}

function nextBudget(budget: number, took: number, sliceMs: number): number {
  return Math.min(sliceMs, Math.max(1, (budget * sliceMs) / Math.max(took, 1)))
}

/** Without a run when everything is held. */
type Verified = { readonly run: Run | undefined; readonly known: number }

function* verifyNext(engine: Engine, page: Page): Generator<undefined, Outcome<Verified>> {
  const port = journalPort(engine)
  const from = locate(port, page.device, page.after)
  if (from === undefined) return notHeld(port, page)
  const introduction = introductionOf(engine, page)
  const verify = verifierFor(engine, introduction)
  const verified = yield* verifyInSteps(engine.state.self.clinic, verify, from, page)
  if (!verified.ok) return verified
  if (introduction !== undefined) takeIntroduction(engine, introduction)
  const { known, fresh, branch } = placeChain(port, page.device, from, verified.value)
  if (fresh.length > 0 && page.device === engine.state.self.device) renewDevice(engine)
  const run = fresh.length === 0 || branch === undefined ? undefined : { branch, entries: fresh, seal: page.seal }
  return ok({ run, known })
}

type KnownKey = { readonly device: string; readonly publicKey: string }

function verifierFor(engine: Engine, introduced: KnownKey | undefined): Verify {
  return (device, text, signature) => {
    const known = engine.state.keys.get(device)?.publicKey
    const publicKey = known ?? (introduced?.device === device ? introduced.publicKey : undefined)
    return publicKey === undefined ? undefined : verifierOf(publicKey)(text, signature)
  }
}
