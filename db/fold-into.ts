/**
 * Entries into rows: the one way by which anything comes into a synced table, be it written here or elsewhere.
 *
 * The fast path writes a change straight into its row when it names exactly the heads that the row has. Everything else
 * marks its record, and marked records are folded again from the journal at the end of the transaction.
 */
import { clockOf } from '../domain/journal/clock.ts'
import { groupOf, isRedacted, type HeldChange, type HashedEntry } from '../domain/journal/entry.ts'
import type { Clock, JsonObject } from '../domain/journal/types.ts'
import { patient } from '../domain/tables/people.ts'
import { setDoor, type Engine } from './engine.ts'
import { DOOR } from './ddl.ts'
import { takeKeys, takeRulings } from './fold-rulings.ts'
import { formatHeads, parseHeads } from './heads.ts'
import { indexRecord } from './journal-rows.ts'
import { beginPatientIndex } from './patient-index.ts'
import { refoldRecord } from './refold.ts'
import type { RowWriter } from './row-writer.ts'
import type { Connection } from './sqlite.ts'
import { recordKey } from './state.ts'

export type Folding = {
  /** Folds the entry of journal row `n`. `validated` when the declared schemas were already asked. */
  fold(n: number, held: HashedEntry, validated?: boolean): void
  /** Has a record folded again from the journal. */
  mark(table: string, id: string): void
  /** Folds what was marked and closes the door, for work that reads before more is folded. */
  settle(): void
  /** Opens the door again after `settle`. */
  resume(): void
  /** Settles, brings the search index level, and returns the names of the tables that changed. */
  finish(): readonly string[]
}

/** `search`: whether the search index follows; who leaves it out rebuilds it. */
export function beginFolding(engine: Engine, search = true): Folding {
  const marked = new Map<string, { readonly table: string; readonly id: string }>()
  const changed = new Set<string>()
  let newest = newestRow(engine.write)
  const patients = beginPatientIndex(engine.write, () => newest)

  const { write, state, registry, rows } = engine
  setDoor(engine, DOOR.open)

  const mark = (table: string, id: string): void => {
    const key = recordKey(table, id)
    if (marked.has(key)) return
    marked.set(key, { table, id })
    const standing = registry.tables.get(table)?.kind === 'fact' ? rows.get(table)?.standing(id) : undefined
    if (standing !== undefined) indexRecord(write, id, standing)
  }

  const foldFast = (n: number, clock: Clock, table: string, id: string, changes: readonly HeldChange[]): boolean => {
    const row = rows.get(table)
    if (row === undefined) return false
    changed.add(table)
    if (row.table.kind === 'fact') return foldFact(row, n, id, changes)
    if (!foldRecord(row, clock, id, changes)) return false
    if (row.table === patient) patients.touch(id, changes)
    return true
  }

  const fold: Folding['fold'] = (n, held, validated = false) => {
    const { entry, hash } = held
    newest = n
    if (state.keys.get(entry.device)?.hq === true) takeRulings(engine, held, mark)
    const suspect = state.quarantined.has(hash) || state.setAside.has(n)
    const clock = clockOf(entry.hlc, entry.device, hash)
    for (const [table, id, changes] of byRecord(entry.changes)) {
      if (table === 'device' && !suspect) takeKeys(engine, entry, changes)
      const slow =
        suspect ||
        (state.irregular.size > 0 && state.irregular.has(recordKey(table, id))) ||
        (marked.size > 0 && marked.has(recordKey(table, id))) ||
        (state.hasRedactions && changes.some(change => state.redactedUpTo(table, id, groupOf(change)) !== undefined)) ||
        !changes.every(change => (validated ? !isRedacted(change) : registry.stateOf(change) === 'known'))
      const isFact = registry.tables.get(table)?.kind === 'fact'
      if (slow || !isFact) indexRecord(write, id, n)
      if (!slow && foldFast(n, clock, table, id, changes)) continue
      if (isFact) indexRecord(write, id, n)
      mark(table, id)
    }
  }

  const settle = (): void => {
    for (const { table, id } of marked.values()) {
      refoldRecord(engine, table, id)
      changed.add(table)
      if (rows.get(table)?.table === patient) patients.touch(id)
    }
    marked.clear()
    setDoor(engine, DOOR.closed)
  }

  const finish = (): readonly string[] => {
    settle()
    if (search) patients.finish()
    return [...changed]
  }
  return { fold, mark, settle, resume: () => setDoor(engine, DOOR.open), finish }
}

function newestRow(connection: Connection): number {
  return connection.one<{ n: number | null }>('SELECT max(n) AS n FROM journal')?.n ?? 0
}

/** The changes of an entry by the record that they name, in their order. Most entries name a record in one stretch. */
function byRecord(changes: readonly HeldChange[]): Iterable<readonly [string, string, readonly HeldChange[]]> {
  const [only] = changes
  if (changes.length === 1 && only !== undefined) return [[only.table, only.id, changes]]
  const found = new Map<string, readonly [string, string, HeldChange[]]>()
  for (const change of changes) {
    const key = recordKey(change.table, change.id)
    const known = found.get(key)
    if (known === undefined) found.set(key, [change.table, change.id, [change]])
    else known[2].push(change)
  }
  return found.values()
}

function foldFact(row: RowWriter, n: number, id: string, changes: readonly HeldChange[]): boolean {
  const [change] = changes
  if (change === undefined || changes.length > 1 || isRedacted(change)) return false
  return row.insert(id, n, new Map([['', change.values]]))
}

function foldRecord(row: RowWriter, clock: Clock, id: string, changes: readonly HeldChange[]): boolean {
  const values = new Map<string, JsonObject>()
  let isNew = true
  for (const change of changes) {
    if (change.op !== 'set' || isRedacted(change)) return false
    if (change.base.length > 0) isNew = false
    values.set(change.group, change.values)
  }
  const own = [clock]
  // A record that nobody had seen is most often one that is not here: it is added without looking.
  if (isNew && row.insert(id, formatHeads(new Map([...values.keys()].map(group => [group, own]))), values)) return true
  const text = row.heads(id)
  if (text === undefined) return false
  const heads = parseHeads(text)
  for (const change of changes) {
    const base = change.op === 'set' ? change.base : []
    const known = heads.get(groupOf(change))
    // As `fastPath` of the fold, narrower by one case: settling a conflict goes the slow way, which clears the finding.
    if (known === undefined ? base.length > 0 : !isOnly(known, base)) return false
    heads.set(groupOf(change), own)
  }
  row.update(id, formatHeads(heads), values)
  return true
}

function isOnly(heads: readonly Clock[], base: readonly Clock[]): boolean {
  return heads.length === 1 && base.length === 1 && heads[0] === base[0]
}
