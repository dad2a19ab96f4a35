/**
 * The door: one transaction, one entry. It checks the intent, runs the work, hashes and appends the entry, folds it,
 * seals when due, and commits with synchronous=FULL before it says anything.
 */
import { canonical } from '../domain/journal/canonical.ts'
import { writeEntry, type WrittenChange, type WrittenEntry } from '../domain/journal/entry.ts'
import { tick } from '../domain/journal/hlc.ts'
import { MAX_ENTRY_BYTES } from '../domain/journal/parse-entry.ts'
import { makeSeal, MAX_UNSEALED } from '../domain/journal/seal.ts'
import type { Json } from '../domain/journal/types.ts'
import { ok, refuse, type Outcome } from '../domain/errors.ts'
import { idKey } from './blob.ts'
import { transaction, type Engine } from './engine.ts'
import { beginFolding, type Folding } from './fold-into.ts'
import { addSeal, appendEntry, saveHead } from './journal-rows.ts'
import { sha256 } from './node-crypto.ts'
import type { HeldBranch } from './state.ts'
import type { Committed, LocalWriter, NotPromise, Writer } from './types.ts'
import { beginLocalWriter, beginWriter } from './writer.ts'

export type Who = { readonly actor: string; readonly intent: string }
export type Work<R> = (tx: Writer) => NotPromise<Outcome<R>>

/** `tables` that changed, for those who listen. */
export type DoorResult<R> = { readonly outcome: Outcome<Committed<R>>; readonly tables: readonly string[] }

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/

export function commitThroughDoor<R extends Json>(engine: Engine, who: Who, work: Work<R>): DoorResult<R> {
  return transaction(engine, () => {
    const written = writeOnce(engine, who, work, engine.ports.clock())
    return { keep: written.outcome.ok && !written.outcome.value.replayed, result: written }
  })
}

export function localThroughDoor<R>(
  engine: Engine,
  work: (tx: LocalWriter) => NotPromise<R>,
): { readonly result: R; readonly tables: readonly string[] } {
  return transaction(engine, () => {
    const { writer, locals } = beginLocalWriter(engine, new Date(engine.ports.clock()).toISOString())
    const result = notPromise(work(writer))
    return { keep: true, result: { result, tables: [...locals] } }
  })
}

/**
 * One entry, inside the caller's transaction; `wallMs` is the wall clock that it bears. Many in one transaction share a
 * settled folding, which the caller finishes.
 */
export function writeOnce<R extends Json>(
  engine: Engine,
  who: Who,
  work: Work<R>,
  wallMs: number,
  shared?: Folding,
): DoorResult<R> {
  if (!UUID.test(who.intent)) throw new RangeError('an intent is a UUID in lower case')
  const first = engine.write.one<{ result: string; entryHash: string | null }>(
    'SELECT result, entryHash FROM intent WHERE intent = ?',
    idKey(who.intent),
  )
  if (first !== undefined) {
    const result = JSON.parse(first.result) as R
    return { outcome: ok({ result, replayed: true, entryHash: first.entryHash }), tables: [] }
  }
  const at = new Date(wallMs).toISOString()
  const { writer, changes, locals } = beginWriter(engine, at)
  const outcome: Outcome<R> = notPromise(work(writer))
  if (!outcome.ok) return { outcome, tables: [] }
  const written = changes.length === 0 ? ok(nothing) : append(engine, who, changes, wallMs, shared)
  if (!written.ok) return { outcome: written, tables: [] }
  const { entryHash, tables } = written.value
  engine.write.run(
    'INSERT INTO intent (intent, result, entryHash) VALUES (?, ?, ?)',
    idKey(who.intent),
    canonical(outcome.value),
    entryHash,
  )
  return { outcome: ok({ result: outcome.value, replayed: false, entryHash }), tables: [...tables, ...locals] }
}

type Appended = { readonly entryHash: string | null; readonly tables: readonly string[] }
const nothing: Appended = { entryHash: null, tables: [] }

function append(
  engine: Engine,
  who: Who,
  changes: readonly WrittenChange[],
  wallMs: number,
  shared: Folding | undefined,
): Outcome<Appended> {
  const made = makeEntry(engine, who, changes, wallMs)
  if (made.text.length > MAX_ENTRY_BYTES || Buffer.byteLength(made.text) > MAX_ENTRY_BYTES) return refuse('too-large')
  const branch = ownBranch(engine)
  let tables: readonly string[] = []
  shared?.resume()
  const folding = shared ?? beginFolding(engine)
  const n = appendEntry(engine.write, branch, made, made.text)
  folding.fold(n, made, true)
  if (shared === undefined) tables = folding.finish()
  else shared.settle()
  saveHead(engine.write, branch)
  engine.state.hlc = made.entry.hlc
  engine.write.run('UPDATE self SET hlc = ? WHERE one = 1', engine.state.hlc)
  if (branch.seq - branch.sealed >= MAX_UNSEALED) sealOwn(engine)
  return ok({ entryHash: made.hash, tables })
}

function makeEntry(engine: Engine, who: Who, changes: readonly WrittenChange[], wallMs: number): WrittenEntry {
  const { state, ports, registry } = engine
  const branch = ownBranch(engine)
  const header = {
    actor: who.actor,
    at: new Date(wallMs).toISOString(),
    clinic: state.self.clinic,
    device: state.self.device,
    hlc: tick(state.hlc, wallMs),
    intent: who.intent,
    salt: Buffer.from(ports.random(16)).toString('hex'),
    schema: registry.version,
    seq: branch.seq + 1,
  }
  return writeEntry(sha256, branch.hash, header, changes)
}

export function ownBranch(engine: Engine): HeldBranch {
  const branch = engine.state.branches.get(engine.state.self.device)
  if (branch === undefined) throw new Error('this device has no journal')
  return branch
}

/** Signs this device's newest hash. Within the caller's transaction. */
export function sealOwn(engine: Engine): void {
  const branch = ownBranch(engine)
  if (branch.seq === branch.sealed) return
  const { clinic, device } = engine.state.self
  addSeal(engine.write, branch, makeSeal(engine.sign, clinic, device, { seq: branch.seq, hash: branch.hash }))
}

/** Types forbid a promise here; a cast could still bring one, and its rest would run outside of the transaction. */
function notPromise<R>(result: R): R {
  if (typeof result === 'object' && result !== null && 'then' in result) {
    throw new TypeError('the work of a transaction returned a promise')
  }
  return result
}
