/** Reading, over any connection of the store. */
import { drizzle, type BetterSQLite3Database } from 'drizzle-orm/better-sqlite3'
import type { RecordTable, Row, Table } from '../domain/journal/declare.ts'
import { foldGroup } from '../domain/journal/fold.ts'
import { gatherRecord } from '../domain/journal/gather.ts'
import { clockOf } from '../domain/journal/clock.ts'
import { decodeRow } from './codec.ts'
import type { Engine } from './engine.ts'
import { parseHeads } from './heads.ts'
import { entriesOf } from './journal-rows.ts'
import { readingFor } from './refold.ts'
import { quote, type Connection } from './sqlite.ts'
import type { Clocks, Head, Reader, Seen } from './types.ts'

/** `engine` is asked for when a conflict is read, for its state changes. */
export function makeReader(engine: () => Engine, connection: Connection): Reader {
  const rowOf = (table: Table, id: string): Record<string, unknown> | undefined =>
    connection.one(`SELECT * FROM ${quote(table.name)} WHERE id = ?`, id)
  let orm: BetterSQLite3Database | undefined
  return {
    orm: () => (orm ??= drizzle({ client: connection.sqlite })),
    all: connection.all,
    one: connection.one,
    get: <T extends Table>(table: T, id: string) => {
      const row = rowOf(table, id)
      return row === undefined ? undefined : (decodeRow(table, row) as Row<T>)
    },
    see: <T extends RecordTable>(table: T, id: string) => {
      const row = rowOf(table, id)
      if (row === undefined) return undefined
      const heads = parseHeads(String(row['_heads']))
      const clocks = Object.fromEntries(Object.keys(table.groups).map(group => [group, heads.get(group) ?? []]))
      const doubtful = Object.keys(table.groups).filter(group => (heads.get(group)?.length ?? 0) > 1)
      return {
        row: decodeRow(table, row) as unknown as Seen<T>['row'],
        clocks: clocks as Clocks<T>,
        conflicts: doubtful.length === 0 ? {} : conflictsOf(engine(), connection, table, id, doubtful),
      }
    },
  }
}

/** The heads of the groups in conflict, each with who entered it. Folded from the journal: conflicts are few. */
function conflictsOf(
  engine: Engine,
  connection: Connection,
  table: RecordTable,
  id: string,
  doubtful: readonly string[],
): Readonly<Record<string, readonly Head[]>> {
  const entries = entriesOf(connection, table.name, 'record', id)
  const headers = new Map(entries.map(({ entry, hash }) => [clockOf(entry.hlc, entry.device, hash), entry]))
  const groups = gatherRecord(readingFor(engine, entries), entries, table.name, id)
  const conflicts: Record<string, readonly Head[]> = {}
  for (const group of doubtful) {
    const heads = foldGroup(groups.get(group) ?? [])?.conflict ?? []
    if (heads.length === 0) continue
    conflicts[group] = heads.map(({ clock, values }) => {
      const header = headers.get(clock)
      if (header === undefined) throw new Error('a head without its entry')
      return { clock, values: values ?? {}, device: header.device, actor: header.actor, at: header.at }
    })
  }
  return conflicts
}
