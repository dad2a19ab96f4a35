/** Writing verified entries, one transaction at a time. */
import type { ErrorCode } from '../domain/errors.ts'
import { entryText, type HashedEntry } from '../domain/journal/entry.ts'
import { receive } from '../domain/journal/hlc.ts'
import type { Branch } from '../domain/journal/journal-port.ts'
import { redactEntry } from '../domain/journal/redact.ts'
import type { Seal } from '../domain/journal/types.ts'
import { transaction, type Engine } from './engine.ts'
import { beginFolding } from './fold-into.ts'
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

/**
 * Writes the first of `entries`, as many as fit into `sliceMs`, and the seal when they are all. An entry that breaks the
 * fold is found by halving, and set aside: kept, its clocks counting, its values without effect.
 */
export function writeSlice(
  engine: Engine,
  begin: Omit<Branch, 'head'>,
  entries: readonly HashedEntry[],
  seal: Seal,
  sliceMs: number,
): Slice {
  for (let limit = entries.length; ; limit = Math.ceil(limit / 2)) {
    try {
      return writeSome(engine, begin, entries, { limit, sliceMs, seal, aside: undefined })
    } catch (error) {
      if (isStorageFault(error)) throw error
      if (limit > 1) continue
      const detail = error instanceof Error ? `${error.name} ${'code' in error ? String(error.code) : ''}`.trim() : ''
      return writeSome(engine, begin, entries, { limit, sliceMs, seal, aside: detail })
    }
  }
}

type Some = {
  readonly limit: number
  readonly sliceMs: number
  readonly seal: Seal
  /** Why the only entry is set aside. */
  readonly aside: string | undefined
}

function writeSome(
  engine: Engine,
  begin: Omit<Branch, 'head'>,
  entries: readonly HashedEntry[],
  { limit, sliceMs, seal, aside }: Some,
): Slice {
  return transaction(engine, () => {
    const { write, state } = engine
    const until = performance.now() + sliceMs
    const folding = beginFolding(engine)
    const branch = state.branches.get(begin.name) ?? beginBranch(engine, begin)
    const setAside: SetAside[] = []
    let written = 0
    for (const held of entries.slice(0, limit)) {
      const entry = state.hasRedactions ? redactEntry(sha256, held, state.redactedUpTo) : held.entry
      const kept = { entry, hash: held.hash }
      const n = appendEntry(write, branch, kept, entryText(entry))
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
    const tables = folding.finish()
    if (written === entries.length) addSeal(write, branch, seal)
    saveHead(write, branch)
    write.run('UPDATE self SET hlc = ?', state.hlc)
    return { keep: true, result: { written, setAside, tables } }
  })
}
