/** Writing verified entries, one transaction at a time. */
import type { ErrorCode } from '../domain/errors.ts'
import type { HashedEntry } from '../domain/journal/entry.ts'
import { receive } from '../domain/journal/hlc.ts'
import type { Branch } from '../domain/journal/journal-port.ts'
import { redactEntry } from '../domain/journal/redact.ts'
import type { Seal } from '../domain/journal/types.ts'
import { transaction, type Engine } from './engine.ts'
import { beginFolding, type Folding } from './fold-into.ts'
import { addSeal, appendEntry, saveHead } from './journal-rows.ts'
import { beginBranch } from './journal-port.ts'
import { sha256 } from './node-crypto.ts'
import { isStorageFault } from './read-only.ts'

export type SetAside = { readonly device: string; readonly seq: number; readonly code: ErrorCode }

export type Slice = {
  readonly written: number
  readonly setAside: readonly SetAside[]
  readonly tables: readonly string[]
}

/** Verified entries that go to one branch, and the seal at their end. */
export type Run = {
  readonly branch: Omit<Branch, 'head'>
  readonly entries: readonly HashedEntry[]
  readonly seal: Seal
}

/**
 * Writes the first entries of a run, as many as fit into `sliceMs`, and the seal when they are all. An entry that breaks
 * the fold is found by halving, and set aside: kept, its clocks counting, its values without effect.
 */
export function writeSlice(engine: Engine, run: Run, sliceMs: number): Slice {
  for (let limit = run.entries.length; ; limit = Math.ceil(limit / 2)) {
    try {
      return transaction(engine, () => ({ keep: true, result: writeAlone(engine, run, { limit, sliceMs }) }))
    } catch (error) {
      if (isStorageFault(error)) throw error
      if (limit > 1) continue
      const aside = detailOf(error)
      return transaction(engine, () => ({ keep: true, result: writeAlone(engine, run, { limit, sliceMs, aside }) }))
    }
  }
}

/** What support is told: the kind of the error, never the values that it may quote. */
function detailOf(error: unknown): string {
  if (!(error instanceof Error)) return 'unknown'
  return 'code' in error ? `${error.name} ${String(error.code)}` : error.name
}

type Some = {
  readonly limit: number
  readonly sliceMs: number
  /** Why the only entry is set aside. */
  readonly aside?: string
}

function writeAlone(engine: Engine, run: Run, some: Some): Slice {
  const folding = beginFolding(engine)
  const slice = writeSome(engine, folding, run, some)
  return { ...slice, tables: folding.finish() }
}

/** Within the caller's transaction and folding, which the caller finishes. */
export function writeSome(
  engine: Engine,
  folding: Folding,
  run: Run,
  { limit, sliceMs, aside }: Some,
): Omit<Slice, 'tables'> {
  const { write, state } = engine
  const until = performance.now() + sliceMs
  const branch = state.branches.get(run.branch.name) ?? beginBranch(engine, run.branch)
  const setAside: SetAside[] = []
  let written = 0
  for (const held of run.entries) {
    if (written >= limit) break
    const entry = state.hasRedactions ? redactEntry(sha256, held, state.redactedUpTo) : held.entry
    const kept = { entry, hash: held.hash }
    // Its parts were found canonical when they were hashed, so the text that came is the text that is kept.
    const n = appendEntry(write, branch, kept, JSON.stringify(entry))
    if (aside !== undefined) {
      write.run('INSERT INTO setAside (n, detail) VALUES (?, ?)', n, aside)
      state.setAside.add(n)
      setAside.push({ device: entry.device, seq: entry.seq, code: 'fold-failed' })
    }
    folding.fold(n, kept)
    state.hlc = receive(state.hlc, entry.hlc)
    written += 1
    if (performance.now() >= until) break
  }
  if (written === run.entries.length) addSeal(write, branch, run.seal)
  saveHead(write, branch)
  write.run('UPDATE self SET hlc = ? WHERE one = 1', state.hlc)
  return { written, setAside }
}
