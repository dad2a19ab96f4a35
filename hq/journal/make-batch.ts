/** Fresh entries, judged and folded: everything that one transaction has to write. */
import { isRedacted, type HeldChange } from '../../domain/journal/entry.ts'
import type { Reading } from '../../domain/journal/gather.ts'
import { receive } from '../../domain/journal/hlc.ts'
import type { Branch } from '../../domain/journal/journal-port.ts'
import { redactEntry } from '../../domain/journal/redact.ts'
import {
  quarantinedHashes,
  redactedUpTo,
  rulingsIn,
  RULING_TABLE,
  type Redaction,
} from '../../domain/journal/rulings.ts'
import type { Registry } from '../../domain/journal/registry.ts'
import type { Change } from '../../domain/journal/types.ts'
import { user } from '../../domain/tables/people.ts'
import { keysSaidIn } from '../../domain/sync/introduction.ts'
import { sha256 } from '../ed25519.ts'
import { folding } from './fold-fault.ts'
import { byRecord, foldQuickly, foldSlowly, recordKey } from './fold-entries.ts'
import type {
  Batch,
  ClinicState,
  DeviceKey,
  HeardRuling,
  JournalStore,
  KeptEntry,
  RecordKey,
  SealedBranch,
} from './journal-store.ts'
import { reasons, suspicion, usersIn } from './judge.ts'
import type { ClinicAtHq } from './take-pages.ts'
import { nextOwn } from './write-own.ts'

export type Fresh = {
  /** All branches, those of the fresh entries with their new heads. */
  readonly branches: readonly Branch[]
  readonly entries: readonly KeptEntry[]
  readonly seals: readonly SealedBranch[]
  readonly introduced: ReadonlyMap<string, DeviceKey>
}

export type OwnWords = { readonly actor: string; readonly changes: readonly Change[] }

export type ToWrite = { readonly state: ClinicState; readonly fresh: Fresh; readonly own: readonly OwnWords[] }

export async function makeBatch(
  store: JournalStore,
  outside: ClinicAtHq,
  { state, fresh, own }: ToWrite,
): Promise<{ readonly batch: Batch; readonly branches: readonly Branch[] }> {
  const at = { ...outside, registry: rememberingRegistry(outside.registry) }
  const keys = newKeys(state, fresh)
  const allKeys = new Map([...state.keys, ...keys])
  const rulings = await ownRulings(store, at, { state, fresh, keys: allKeys })
  const written = writeOwn(at, { state, fresh, own: [...own, ...rulings] })
  for (const { entry } of written.entries) takeKeys(allKeys, keys, { entry, isHq: true })
  const entries = [...fresh.entries, ...written.entries]
  const heard = hear(entries, allKeys)
  const told = {
    rulings: [...state.rulings, ...heard.rulings],
    redactions: [...state.redactions, ...heard.redactions],
  }
  const quarantined = quarantinedHashes(told.rulings)
  const upTo = redactedUpTo(told.redactions)
  const reading: Reading = { registry: at.registry, isQuarantined: hash => quarantined.has(hash), redactedUpTo: upTo }
  const folded = await foldAll(store, reading, entries, { heard, redactions: told.redactions })
  const rewritten = await erase(store, reading, heard.redactions)
  const kept = entries.map(held => ({ ...held, entry: redactEntry(sha256, held, upTo) }))
  return {
    batch: {
      hlc: written.hlc,
      branches: written.branches.filter(branch => !state.branches.includes(branch)),
      entries: kept,
      seals: [...fresh.seals, ...written.seals],
      ...folded,
      keys,
      ...heard,
      rewritten,
    },
    branches: written.branches,
  }
}

/** A change is judged and folded, but its values are held against its declaration once. */
function rememberingRegistry(registry: Registry): Registry {
  const found = new WeakMap<HeldChange, { readonly unknown: ReturnType<Registry['unknown']> }>()
  const unknown: Registry['unknown'] = change => {
    const known = found.get(change) ?? { unknown: registry.unknown(change) }
    found.set(change, known)
    return known.unknown
  }
  const stateOf: Registry['stateOf'] = change =>
    isRedacted(change) || unknown(change) !== undefined ? registry.stateOf(change) : 'known'
  return { ...registry, unknown, stateOf }
}

/** A device that is known introduces another by the first key that it writes for it. Later keys are HQ's alone. */
function newKeys(state: ClinicState, fresh: Fresh): Map<string, DeviceKey> {
  const known = new Map(state.keys)
  const keys = new Map<string, DeviceKey>()
  for (const [device, key] of fresh.introduced) {
    if (known.has(device)) continue
    known.set(device, key)
    keys.set(device, key)
  }
  for (const { entry } of fresh.entries) takeKeys(known, keys, { entry, isHq: known.get(entry.device)?.hq === true })
  return keys
}

function takeKeys(
  known: Map<string, DeviceKey>,
  keys: Map<string, DeviceKey>,
  { entry, isHq }: { readonly entry: KeptEntry['entry']; readonly isHq: boolean },
): void {
  for (const { device, publicKey } of keysSaidIn(entry.changes)) {
    const before = known.get(device)
    if (before !== undefined && (!isHq || before.publicKey === publicKey)) continue
    const key = { publicKey, hq: before?.hq ?? false, introducedBy: entry.device }
    known.set(device, key)
    keys.set(device, key)
  }
}

/** Quarantine for what is suspicious, and release of what was quarantined for a person who has become known. */
async function ownRulings(
  store: JournalStore,
  { hq, registry, ports }: ClinicAtHq,
  {
    state,
    fresh,
    keys,
  }: { readonly state: ClinicState; readonly fresh: Fresh; readonly keys: ReadonlyMap<string, DeviceKey> },
): Promise<readonly OwnWords[]> {
  const judged = fresh.entries.filter(({ entry, aside }) => aside === null && keys.get(entry.device)?.hq !== true)
  const sound = folding(() => judged.filter(held => suspicion(registry, held, () => true) === undefined))
  const arrived = new Set(sound.flatMap(usersIn))
  const strangers = new Set(
    judged.map(({ entry }) => entry.actor).filter(each => !keys.has(each) && !arrived.has(each)),
  )
  const users = await store.records([...strangers].map(id => ({ kind: user.name, id })))
  for (const { id } of users) strangers.delete(id)
  const changes: Change[] = []
  const rule = (entryHash: string, ruling: 'quarantine' | 'release', reason: string): void => {
    changes.push({ op: 'add', table: RULING_TABLE, id: ports.newId(), values: { entryHash, reason, ruling } })
  }
  for (const held of judged) {
    const reason = suspicion(registry, held, actor => !strangers.has(actor))
    if (reason !== undefined) rule(held.hash, 'quarantine', reason)
  }
  const waiting = arrived.size === 0 ? [] : waitingForActor(state.rulings)
  for (const { entry, hash } of waiting.length === 0 ? [] : await store.entriesWith(waiting)) {
    if (arrived.has(entry.actor)) rule(hash, 'release', reasons.actor)
  }
  return changes.length === 0 ? [] : [{ actor: hq.device, changes }]
}

function waitingForActor(rulings: readonly HeardRuling[]): readonly string[] {
  const quarantined = quarantinedHashes(rulings)
  return [...new Set(rulings.filter(each => each.reason === reasons.actor).map(each => each.entryHash))].filter(hash =>
    quarantined.has(hash),
  )
}

function writeOwn(
  at: ClinicAtHq,
  { state, fresh, own }: ToWrite,
): {
  readonly hlc: string
  readonly branches: readonly Branch[]
  readonly entries: readonly KeptEntry[]
  readonly seals: readonly SealedBranch[]
} {
  let hlc = fresh.entries.reduce((last, { entry }) => receive(last, entry.hlc), state.hlc)
  const branches = new Map(fresh.branches.map(branch => [branch.name, branch]))
  const entries: KeptEntry[] = []
  const seals: SealedBranch[] = []
  for (const { actor, changes } of own) {
    const from = { branch: branches.get(at.hq.device), hlc }
    const made = nextOwn(at.hq, at.ports, from, { actor, changes, schema: at.registry.version })
    const { entry, hash } = made.held
    hlc = entry.hlc
    branches.set(made.branch.name, { ...made.branch, head: { seq: entry.seq, hash } })
    entries.push({ ...made.held, branch: made.branch.name, aside: null })
    seals.push({ branch: made.branch.name, seal: made.seal })
  }
  return { hlc, branches: [...branches.values()], entries, seals }
}

type Heard = { readonly rulings: readonly HeardRuling[]; readonly redactions: readonly Redaction[] }

function hear(entries: readonly KeptEntry[], keys: ReadonlyMap<string, DeviceKey>): Heard {
  const own = entries.filter(({ entry }) => keys.get(entry.device)?.hq === true)
  return {
    rulings: own.flatMap(held => rulingsIn(held).rulings.map(each => ({ ...each, reason: reasonOf(held, each) }))),
    redactions: own.flatMap(held => rulingsIn(held).redactions),
  }
}

function reasonOf({ entry }: KeptEntry, { entryHash, ruling }: Pick<HeardRuling, 'entryHash' | 'ruling'>): string {
  const said = entry.changes.find(
    change => !isRedacted(change) && change.values['entryHash'] === entryHash && change.values['ruling'] === ruling,
  )
  const reason = said === undefined || isRedacted(said) ? undefined : said.values['reason']
  return typeof reason === 'string' ? reason : ''
}

async function foldAll(
  store: JournalStore,
  reading: Reading,
  entries: readonly KeptEntry[],
  { heard, redactions }: { readonly heard: Heard; readonly redactions: readonly Redaction[] },
): Promise<Pick<Batch, 'records' | 'gone'>> {
  const erased = new Set(redactions.map(({ table, record }) => recordKey({ kind: table, id: record })))
  const touched = new Map<string, RecordKey>()
  for (const { entry } of entries) for (const [name, key] of byRecord(entry.changes)) touched.set(name, key)
  const named = heard.rulings.length === 0 ? [] : await store.entriesWith(heard.rulings.map(each => each.entryHash))
  const slow = [
    ...named.flatMap(({ entry }) => entry.changes.map(({ table, id }) => ({ kind: table, id }))),
    ...heard.redactions.map(({ table, record }) => ({ kind: table, id: record })),
  ]
  const known = await store.records([...touched.values()])
  const isErased = (key: RecordKey): boolean => erased.has(recordKey(key))
  const quick = folding(() => foldQuickly(reading, known, entries, { slow, isErased }))
  const records = [...quick.changed]
  const gone: RecordKey[] = []
  if (quick.slow.length > 0) {
    const held = await store.entriesNaming([...new Set(quick.slow.map(key => key.id))])
    const of = entriesById([...held, ...entries])
    for (const key of quick.slow) {
      const row = folding(() => foldSlowly(reading, of.get(key.id) ?? [], key))
      if (row === undefined) gone.push(key)
      else records.push(row)
    }
  }
  return { records, gone }
}

function entriesById(entries: readonly KeptEntry[]): ReadonlyMap<string, readonly KeptEntry[]> {
  const found = new Map<string, KeptEntry[]>()
  for (const held of entries) {
    for (const id of new Set(held.entry.changes.map(change => change.id))) {
      const known = found.get(id)
      if (known === undefined) found.set(id, [held])
      else known.push(held)
    }
  }
  return found
}

/** What the law erases now is erased from the entries that are held, too. */
async function erase(
  store: JournalStore,
  { redactedUpTo }: Reading,
  redactions: readonly Redaction[],
): Promise<readonly KeptEntry[]> {
  if (redactions.length === 0) return []
  const held = await store.entriesNaming([...new Set(redactions.map(({ record }) => record))])
  return held.flatMap(each => {
    const entry = redactEntry(sha256, each, redactedUpTo)
    return entry === each.entry ? [] : { ...each, entry }
  })
}
