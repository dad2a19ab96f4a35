/** A record folded again from the journal: the slow way, and the measure for the fast one. */
import { DOOR } from './ddl.ts'
import { readingOf, setDoor, type Engine } from './engine.ts'
import type { Change, JsonObject } from '../domain/journal/types.ts'
import type { HeldChange } from '../domain/journal/entry.ts'
import { clockOf } from '../domain/journal/clock.ts'
import { foldRecord, gatherRecord, type FoldedRecord, type Reading } from '../domain/journal/gather.ts'
import { formatHeads } from './heads.ts'
import { entriesOf, type KeptEntry } from './journal-rows.ts'
import type { RowWriter } from './row-writer.ts'
import type { Connection } from './sqlite.ts'
import { recordKey } from './state.ts'

/** Folds a record again and writes its row, its findings and whether it stays irregular. */
export function refoldRecord(engine: Engine, table: string, id: string): void {
  const declared = engine.registry.tables.get(table)
  const entries = entriesOf(engine.write, table, 'record', id)
  const reading = readingFor(engine, entries)
  setDoor(engine, DOOR.refold)
  const rows = engine.rows.get(table)
  if (declared !== undefined && rows !== undefined) {
    const folded = foldRecord(reading, entries, table, id)
    if (declared.kind === 'fact') writeFact(rows, id, folded, entries)
    else writeRecord(rows, id, folded)
    writeFindings(engine.write, table, id, folded)
  }
  setDoor(engine, DOOR.open)
  writeIrregular(engine, reading, entries, table, id)
}

/** The changes of entries that were set aside count as not understood: their clocks count, their values do not. */
export function readingFor(engine: Engine, entries: readonly KeptEntry[]): Reading {
  const reading = readingOf(engine)
  const aside = new Set<HeldChange | Change>()
  for (const { n, entry } of entries) {
    if (engine.state.setAside.has(n)) for (const change of entry.changes) aside.add(change)
  }
  if (aside.size === 0) return reading
  const { registry } = reading
  const stateOf: typeof registry.stateOf = change => (aside.has(change) ? 'deferred' : registry.stateOf(change))
  return { ...reading, registry: { ...registry, stateOf } }
}

function writeRecord(rows: RowWriter, id: string, { groups }: FoldedRecord): void {
  // Where nothing can be read yet there is nothing to show; the record stays irregular, so it is folded again in time.
  if ([...groups.values()].every(group => group.state === 'deferred' && group.values === null)) return rows.remove(id)
  const heads = formatHeads(new Map([...groups].map(([group, folded]) => [group, folded.heads])))
  const values = new Map<string, JsonObject | null>()
  const declared = rows.table.kind === 'record' ? Object.keys(rows.table.groups) : []
  for (const group of declared) values.set(group, groups.get(group)?.values ?? null)
  if (rows.heads(id) === undefined) rows.insert(id, heads, values)
  else rows.update(id, heads, values)
}

/** An erased fact stays as a row of nothing, so that what points to it still finds it; an unreadable one waits. */
function writeFact(rows: RowWriter, id: string, { fact }: FoldedRecord, entries: readonly KeptEntry[]): void {
  rows.remove(id)
  if (fact === undefined || fact.state === 'deferred') return
  const origin = entries.find(({ entry, hash }) => clockOf(entry.hlc, entry.device, hash) === fact.clock)
  if (origin === undefined) throw new Error('a fact stands without its entry')
  rows.insert(id, origin.n, new Map([['', fact.values]]))
}

function writeFindings(connection: Connection, table: string, id: string, { groups, fact }: FoldedRecord): void {
  connection.run('DELETE FROM finding WHERE tableName = ? AND record = ?', table, id)
  const add = (kind: string, group: string): number =>
    connection.run(
      'INSERT INTO finding (kind, tableName, record, groupName) VALUES (?, ?, ?, ?)',
      kind,
      table,
      id,
      group,
    )
  for (const [group, folded] of groups) if (folded.conflict.length > 0) add('conflict', group)
  if (fact !== undefined && fact.others.length > 0) add('other-content', '')
}

function writeIrregular(
  engine: Engine,
  reading: Reading,
  entries: readonly KeptEntry[],
  table: string,
  id: string,
): void {
  const changes = [...gatherRecord(reading, entries, table, id).values()].flat()
  const deferred = changes.some(change => change.state === 'deferred')
  const irregular = deferred || changes.some(change => change.quarantined || change.state !== 'known')
  const { write, state } = engine
  if (irregular) {
    write.run(
      `INSERT INTO irregular (tableName, record, deferred) VALUES (?, ?, ?)
         ON CONFLICT DO UPDATE SET deferred = excluded.deferred`,
      table,
      id,
      deferred ? 1 : 0,
    )
    state.irregular.add(recordKey(table, id))
  } else if (state.irregular.delete(recordKey(table, id))) {
    write.run('DELETE FROM irregular WHERE tableName = ? AND record = ?', table, id)
  }
}
