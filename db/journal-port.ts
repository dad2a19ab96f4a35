/** The store's journal as the exchange sees it: the port of `domain/journal/exchange.ts` over SQLite. */
import type { Branch, JournalPort } from '../domain/journal/journal-port.ts'
import { entryText } from '../domain/journal/entry.ts'
import { hashOfKey } from './blob.ts'
import { transaction, type Engine } from './engine.ts'
import { beginFolding } from './fold-into.ts'
import { addBranch, addSeal, appendEntry, readRow, saveHead, type JournalRow } from './journal-rows.ts'
import type { Connection } from './sqlite.ts'
import type { HeldBranch } from './state.ts'

/** Reads over `connection`; appending goes through the door's connection and folds. */
export function journalPort(engine: Engine, connection: Connection = engine.write): JournalPort {
  const branchNamed = (name: string): HeldBranch | undefined => engine.state.branches.get(name)
  return {
    branches: device =>
      [...engine.state.branches.values()].filter(each => device === undefined || each.device === device).map(describe),
    hashAt: (name, seq) => {
      const branch = branchNamed(name)
      if (branch === undefined || seq < branch.first || seq > branch.seq) return undefined
      if (seq === branch.seq) return branch.hash
      const row = connection.one<{ hash: Uint8Array }>(
        'SELECT hash FROM journal WHERE branch = ? AND seq = ?',
        branch.n,
        seq,
      )
      return row === undefined ? undefined : hashOfKey(row.hash)
    },
    read: (name, after, upTo) => {
      const branch = branchNamed(name)
      if (branch === undefined) return []
      return connection
        .all<JournalRow>(
          'SELECT n, hash, entry FROM journal WHERE branch = ? AND seq > ? AND seq <= ? ORDER BY seq',
          branch.n,
          after,
          upTo,
        )
        .map(readRow)
    },
    sealNear: (name, after, upTo) => {
      const branch = branchNamed(name)
      if (branch === undefined) return undefined
      const near = 'SELECT seq, hash, signature FROM seal WHERE branch = ? AND seq > ?'
      type SealRow = { seq: number; hash: Uint8Array; signature: Uint8Array }
      const row =
        connection.one<SealRow>(`${near} AND seq <= ? ORDER BY seq DESC LIMIT 1`, branch.n, after, upTo) ??
        connection.one<SealRow>(`${near} ORDER BY seq LIMIT 1`, branch.n, Math.max(after, upTo))
      if (row === undefined) return undefined
      const { seq, hash, signature } = row
      return { device: branch.device, seq, hash: hashOfKey(hash), signature: hashOfKey(signature) }
    },
    append: (begin, entries, seal) => {
      transaction(engine, () => {
        const folding = beginFolding(engine)
        const branch = branchNamed(begin.name) ?? beginBranch(engine, begin)
        for (const held of entries) folding.fold(appendEntry(engine.write, branch, held, entryText(held.entry)), held)
        folding.finish()
        addSeal(engine.write, branch, seal)
        saveHead(engine.write, branch)
        return { keep: true, result: undefined }
      })
    },
  }
}

/** Begins a branch, within the caller's transaction. */
export function beginBranch(engine: Engine, begin: Omit<Branch, 'head'>): HeldBranch {
  const branch = addBranch(engine.write, begin)
  engine.state.branches.set(branch.name, branch)
  return branch
}

function describe({ name, device, first, before, seq, hash }: HeldBranch): Branch {
  return { name, device, first, before, head: { seq, hash } }
}
