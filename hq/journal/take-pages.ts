/**
 * Taking verified pages into one clinic's journal, in one transaction: gaps and forks are told, fresh entries are judged,
 * folded and written, and HQ's own rulings with them.
 */
import { ok, refuse, type Outcome } from '../../domain/errors.ts'
import { notHeld, placeChain, vectorOfBranches, type Placed } from '../../domain/journal/exchange.ts'
import type { Branch, JournalPort } from '../../domain/journal/journal-port.ts'
import type { ChainPoint, Page } from '../../domain/journal/seal.ts'
import { locate } from '../../domain/journal/lineage.ts'
import type { Change, VersionVector } from '../../domain/journal/types.ts'
import type { Registry } from '../../domain/journal/registry.ts'
import { askAhead } from './ask-ahead.ts'
import type { DeviceKey, JournalStore, KeptEntry, SealedBranch } from './journal-store.ts'
import { makeBatch, type Fresh } from './make-batch.ts'
import type { RefusedPage, VerifiedPage } from './verify.ts'
import type { HqDevice, Ports } from './write-own.ts'

export type ClinicAtHq = { readonly hq: HqDevice; readonly registry: Registry; readonly ports: Ports }

export type Taken = {
  readonly applied: number
  readonly known: number
  readonly refused: readonly RefusedPage[]
  /** Heads of the branches to which these pages added. */
  readonly given: VersionVector
  /** What HQ holds now. */
  readonly vector: VersionVector
}

/** More than a push has entries: what is sent twice is told from what is new with one query. */
const REACH = { hashes: 512 }

/** `limit`: of the fresh entries only so many; `aside`: why the first of them is set aside. */
export type Portion = { readonly limit: number; readonly aside: string | null }

export const everything: Portion = { limit: Number.POSITIVE_INFINITY, aside: null }

export async function takePages(
  store: JournalStore,
  at: ClinicAtHq,
  pages: readonly VerifiedPage[],
  portion: Portion = everything,
): Promise<Taken & { readonly left: boolean }> {
  const state = await store.begin()
  const journal = askAhead(store, state.branches, REACH)
  const refused: RefusedPage[] = []
  const untaken = new Set<Page>()
  const entries: KeptEntry[] = []
  const seals: SealedBranch[] = []
  const introduced = new Map<string, DeviceKey>()
  const given: Record<string, ChainPoint> = {}
  let known = 0
  let left = false
  for (const page of pages) {
    const isTaught = page.taughtBy === undefined || !untaken.has(page.taughtBy)
    const placed = isTaught
      ? await journal.ask(port => placeOf(port, page))
      : refuse('unknown-device', { device: page.page.device })
    if (!placed.ok) {
      untaken.add(page.page)
      refused.push({ device: page.page.device, code: placed.code, params: placed.params })
      continue
    }
    const { branch } = placed.value
    known += placed.value.known
    const fresh = placed.value.fresh.slice(0, portion.limit - entries.length)
    const isWhole = fresh.length === placed.value.fresh.length
    left ||= !isWhole
    if (page.introduced !== undefined) introduced.set(page.introduced.device, page.introduced)
    const last = fresh.at(-1)
    if (branch === undefined || last === undefined) continue
    given[branch.name] = { seq: last.entry.seq, hash: last.hash }
    for (const held of fresh)
      entries.push({ ...held, branch: branch.name, aside: entries.length === 0 ? portion.aside : null })
    if (isWhole) seals.push({ branch: branch.name, seal: page.page.seal })
    await journal.ask(port => port.append(branch, fresh, page.page.seal))
  }
  const fresh: Fresh = { branches: journal.branches(), entries, seals, introduced }
  const { branches } = await writeFresh(store, at, { state, fresh, own: [] })
  return { applied: entries.length, known, refused, given, vector: vectorOfBranches(branches), left }
}

/** HQ's own entry with these changes, folded at once. */
export async function appendOwn(
  store: JournalStore,
  at: ClinicAtHq,
  own: { readonly actor: string; readonly changes: readonly Change[] },
): Promise<void> {
  const state = await store.begin()
  const fresh: Fresh = { branches: state.branches, entries: [], seals: [], introduced: new Map() }
  await writeFresh(store, at, { state, fresh, own: [own] })
}

async function writeFresh(
  store: JournalStore,
  at: ClinicAtHq,
  what: Parameters<typeof makeBatch>[2],
): Promise<{ readonly branches: readonly Branch[] }> {
  if (what.fresh.entries.length === 0 && what.own.length === 0 && what.fresh.introduced.size === 0) return what.state
  const { batch, branches } = await makeBatch(store, at, what)
  await store.write(batch)
  return { branches }
}

function placeOf(port: JournalPort, { page, chain }: VerifiedPage): Outcome<Placed> {
  const from = locate(port, page.device, page.after)
  return from === undefined ? notHeld(port, page) : ok(placeChain(port, page.device, from, chain))
}
