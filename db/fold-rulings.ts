/** What an entry says about others: rulings and redactions of HQ, and the keys of new devices. */
import { redactEntry } from '../domain/journal/redact.ts'
import { rulingsIn } from '../domain/journal/rulings.ts'
import { entryText, type HashedEntry, type HeldChange } from '../domain/journal/entry.ts'
import type { EntryHeader } from '../domain/journal/types.ts'
import { keysSaidIn } from '../domain/sync/introduction.ts'
import { DOOR } from './ddl.ts'
import { setDoor, type Engine } from './engine.ts'
import { entriesOf, entryAt, indexRecord, rowOfHash } from './journal-rows.ts'
import { sha256 } from './node-crypto.ts'
import { loadRulings } from './state.ts'

type Mark = (table: string, id: string) => void

/** Takes HQ's rulings and redactions, and marks every record that they change. */
export function takeRulings(engine: Engine, held: HashedEntry, mark: Mark): void {
  const { rulings, redactions } = rulingsIn(held)
  if (rulings.length === 0 && redactions.length === 0) return
  const { write } = engine
  for (const { entryHash, clock, ruling } of rulings) {
    write.run('INSERT OR IGNORE INTO ruling (entryHash, clock, ruling) VALUES (?, ?, ?)', entryHash, clock, ruling)
  }
  for (const { table, record, groups, upTo } of redactions) {
    for (const group of groups) {
      write.run(
        'INSERT OR IGNORE INTO redactionLimit (tableName, record, groupName, upTo) VALUES (?, ?, ?, ?)',
        table,
        record,
        group,
        upTo,
      )
    }
  }
  loadRulings(write, engine.state)
  for (const { entryHash } of rulings) {
    const n = rowOfHash(write, entryHash)
    if (n !== undefined) markAll(engine, n, mark)
  }
  for (const { table, record } of redactions) {
    mark(table, record)
    eraseHeld(engine, record)
  }
}

/** Marks every record that the entry of journal row `n` names. */
export function markAll(engine: Engine, n: number, mark: Mark): void {
  for (const { table, id } of entryAt(engine.write, n).entry.changes) {
    mark(table, id)
    indexRecord(engine.write, id, n)
  }
}

/** Rewrites the entries of a record without the values that the law erased. Their freed pages are overwritten too. */
function eraseHeld(engine: Engine, record: string): void {
  const { write, state } = engine
  write.sqlite.pragma('secure_delete=ON')
  setDoor(engine, DOOR.refold)
  for (const held of entriesOf(write, '', 'record', record)) {
    const kept = redactEntry(sha256, held, state.redactedUpTo)
    if (kept !== held.entry) write.run('UPDATE journal SET entry = ? WHERE n = ?', entryText(kept), held.n)
  }
  setDoor(engine, DOOR.open)
}

/** A device that is trusted introduces another one by the first key that it writes for it. Later keys are HQ's alone. */
export function takeKeys(engine: Engine, by: EntryHeader, changes: readonly HeldChange[]): void {
  const { write, state } = engine
  for (const { device, publicKey } of keysSaidIn(changes)) {
    const known = state.keys.get(device)
    if (known !== undefined && state.keys.get(by.device)?.hq !== true) continue
    write.run(
      `INSERT INTO deviceKey (device, publicKey, hq, introducedBy) VALUES (?, ?, 0, ?)
         ON CONFLICT (device) DO UPDATE SET publicKey = excluded.publicKey, introducedBy = excluded.introducedBy`,
      device,
      publicKey,
      by.device,
    )
    state.keys.set(device, { publicKey, hq: known?.hq ?? false })
  }
}
