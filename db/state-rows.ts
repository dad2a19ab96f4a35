/** What the store holds as `stateHash` compares it: equal for every replica with equal entries and equal declarations. */
import { clockOf } from '../domain/journal/clock.ts'
import type { Column, SyncedTable } from '../domain/journal/declare.ts'
import { foldRecord } from '../domain/journal/gather.ts'
import type { StateRow } from '../domain/journal/registry.ts'
import type { Json } from '../domain/journal/types.ts'
import { decode } from './codec.ts'
import type { Engine } from './engine.ts'
import { parseHeads } from './heads.ts'
import { entriesOf, entryAt } from './journal-rows.ts'
import { readingFor } from './refold.ts'
import { quote } from './sqlite.ts'
import { recordKey } from './state.ts'

type SqlRow = Readonly<Record<string, unknown>>

/** Regular records as their rows say; irregular ones, of which rows cannot tell everything, from the journal. */
export function* stateRows(engine: Engine): Generator<StateRow> {
  for (const table of engine.registry.tables.values()) {
    for (const row of engine.write.all<SqlRow>(`SELECT * FROM ${quote(table.name)}`)) {
      if (!engine.state.irregular.has(recordKey(table.name, String(row['id'])))) yield* rowsOf(engine, table, row)
    }
  }
  for (const key of engine.state.irregular) {
    const [table = '', id = ''] = key.split('\n')
    yield* foldedRows(engine, table, id)
  }
}

function* rowsOf(engine: Engine, table: SyncedTable, row: SqlRow): Generator<StateRow> {
  const id = String(row['id'])
  const valuesOf = (columns: Readonly<Record<string, Column>>): Record<string, Json> =>
    Object.fromEntries(
      Object.entries(columns).map(([name, { storage }]) => [name, decode(storage, row[name])] as const),
    )
  if (table.kind === 'fact') {
    const { entry, hash } = entryAt(engine.write, Number(row['_entry']))
    const heads = [clockOf(entry.hlc, entry.device, hash)]
    yield { table: table.name, id, group: '', values: valuesOf(table.columns), heads }
    return
  }
  for (const [group, heads] of parseHeads(String(row['_heads']))) {
    const values = valuesOf(table.groups[group] ?? {})
    yield { table: table.name, id, group, values, heads: [...heads].sort() }
  }
}

function* foldedRows(engine: Engine, table: string, id: string): Generator<StateRow> {
  const entries = entriesOf(engine.write, table, 'record', id)
  const { groups, fact } = foldRecord(readingFor(engine, entries), entries, table, id)
  for (const [group, { values, heads }] of groups) yield { table, id, group, values, heads }
  if (fact !== undefined) yield { table, id, group: '', values: fact.values, heads: [fact.clock] }
}
