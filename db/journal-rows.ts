/** The journal's rows: appending an entry, and finding the entries of a record. */
import type { HashedEntry, HeldEntry } from '../domain/journal/entry.ts'
import type { Seal } from '../domain/journal/types.ts'
import { hashKey, hashOfKey, idKey } from './blob.ts'
import { quote, type Connection } from './sqlite.ts'
import type { HeldBranch } from './state.ts'

/** An entry with the journal row that keeps it. */
export type KeptEntry = HashedEntry & { readonly n: number }

/** Appends the next entry of a branch; returns its row. The branch's head is written by `saveHead`. */
export function appendEntry(connection: Connection, branch: HeldBranch, held: HashedEntry, text: string): number {
  const { entry, hash } = held
  if (entry.seq !== branch.seq + 1) throw new Error(`entry ${entry.seq} is not the next of ${branch.name}`)
  const { lastInsertRowid } = connection
    .prepare('INSERT INTO journal (branch, seq, hash, at, actor, entry) VALUES (?, ?, ?, ?, ?, ?)')
    .run(branch.n, entry.seq, hashKey(hash), entry.at, entry.actor, text)
  branch.seq = entry.seq
  branch.hash = hash
  return Number(lastInsertRowid)
}

export function saveHead(connection: Connection, branch: HeldBranch): void {
  connection.run('UPDATE branch SET seq = ?, hash = ? WHERE n = ?', branch.seq, hashKey(branch.hash), branch.n)
}

export function addBranch(
  connection: Connection,
  begin: { readonly name: string; readonly device: string; readonly first: number; readonly before: string },
): HeldBranch {
  const { lastInsertRowid } = connection
    .prepare('INSERT INTO branch (name, device, first, before, seq, hash) VALUES (?, ?, ?, ?, ?, ?)')
    .run(begin.name, begin.device, begin.first, hashKey(begin.before), begin.first - 1, hashKey(begin.before))
  return { ...begin, n: Number(lastInsertRowid), seq: begin.first - 1, hash: begin.before, sealed: begin.first - 1 }
}

export function addSeal(connection: Connection, branch: HeldBranch, seal: Seal): void {
  connection.run(
    'INSERT OR IGNORE INTO seal (branch, seq, hash, signature) VALUES (?, ?, ?, ?)',
    branch.n,
    seal.seq,
    hashKey(seal.hash),
    hashKey(seal.signature),
  )
  branch.sealed = Math.max(branch.sealed, seal.seq)
}

export function indexRecord(connection: Connection, id: string, n: number): void {
  connection.prepare('INSERT OR IGNORE INTO recordEntry (record, n) VALUES (?, ?)').run(idKey(id), n)
}

/** Every entry that names the record, by the record index; a regular fact is found by its own row alone. */
export function entriesOf(connection: Connection, table: string, kind: 'record' | 'fact', id: string): KeptEntry[] {
  const kept = connection.all<JournalRow>(
    `SELECT j.n, j.hash, j.entry FROM recordEntry r JOIN journal j ON j.n = r.n WHERE r.record = ? ORDER BY j.n`,
    idKey(id),
  )
  if (kept.length > 0 || kind === 'record') return kept.map(readRow)
  return connection
    .all<JournalRow>(
      `SELECT j.n, j.hash, j.entry FROM ${quote(table)} f JOIN journal j ON j.n = f._entry WHERE f.id = ?`,
      id,
    )
    .map(readRow)
}

export function entryAt(connection: Connection, n: number): KeptEntry {
  const row = connection.one<JournalRow>('SELECT n, hash, entry FROM journal WHERE n = ?', n)
  if (row === undefined) throw new Error(`journal row ${n} is missing`)
  return readRow(row)
}

/** A narrow scan of the place index: rulings that come after their entry are rare, an index on hashes costs every entry. */
export function rowOfHash(connection: Connection, hash: string): number | undefined {
  return connection.one<{ n: number }>('SELECT n FROM journal INDEXED BY journal_place WHERE hash = ?', hashKey(hash))
    ?.n
}

export type JournalRow = { readonly n: number; readonly hash: Uint8Array; readonly entry: string }

export function readRow({ n, hash, entry }: JournalRow): KeptEntry {
  return { n, hash: hashOfKey(hash), entry: JSON.parse(entry) as HeldEntry }
}
