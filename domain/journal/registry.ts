/** The synced tables that this version knows: what the fold may show, and what it has to defer. */
import { z } from 'zod'
import { canonical } from './canonical.ts'
import type { Columns, SyncedTable, Table } from './declare.ts'
import { groupOf, isRedacted, type HeldChange, type Sha256 } from './entry.ts'
import type { ValueState } from './fold.ts'
import type { Change, Clock, JsonObject } from './types.ts'

/** Why a change cannot be shown by this version. */
type Unknown = 'unknown-table' | 'unknown-group' | 'unknown-values'

export type Registry = {
  /** Version of the declarations, written into entries. */
  readonly version: number
  readonly tables: ReadonlyMap<string, SyncedTable>
  /** `undefined` when table, group and every field are known and valid. Depends on nothing but this registry. */
  readonly unknown: (change: HeldChange) => Unknown | undefined
  /** The values of a change, with their keys in canonical order and cut off from the object given, or why they do not fit. */
  readonly check: (change: Change) => { readonly values: JsonObject } | { readonly unknown: Unknown }
  /** How the fold has to treat a change that no redaction covers. */
  readonly stateOf: (change: HeldChange) => ValueState
}

/** Local tables are left out: they are never journalled. Throws when two tables share a name. */
export function makeRegistry(version: number, tables: readonly Table[]): Registry {
  const synced = new Map<string, SyncedTable>()
  const schemas = new Map<string, z.ZodType<JsonObject>>()
  for (const table of tables) {
    if (table.kind === 'local') continue
    if (synced.has(table.name)) throw new Error(`table ${table.name} is declared twice`)
    synced.set(table.name, table)
    const groups = table.kind === 'fact' ? { '': table.columns } : table.groups
    for (const [group, columns] of Object.entries(groups)) {
      schemas.set(`${table.name}\n${group}`, schemaOf(columns))
    }
  }
  const schemaFor = (change: HeldChange): z.ZodType<JsonObject> | 'unknown-table' | 'unknown-group' => {
    if (!synced.has(change.table)) return 'unknown-table'
    return schemas.get(`${change.table}\n${groupOf(change)}`) ?? 'unknown-group'
  }
  const check: Registry['check'] = change => {
    const schema = schemaFor(change)
    if (typeof schema === 'string') return { unknown: schema }
    const { data } = schema.safeParse(change.values)
    return data === undefined ? { unknown: 'unknown-values' } : { values: data }
  }
  const unknown = (change: HeldChange): Unknown | undefined => {
    const schema = schemaFor(change)
    if (typeof schema === 'string') return schema
    return isRedacted(change) || schema.safeParse(change.values).success ? undefined : 'unknown-values'
  }
  const stateOf = (change: HeldChange): ValueState => {
    if (isRedacted(change)) return 'redacted'
    return unknown(change) === undefined ? 'known' : 'deferred'
  }
  return { version, tables: synced, unknown, check, stateOf }
}

/** Of one whole group. It writes what it read in the order of its fields, which here is that of canonical JSON. */
function schemaOf(columns: Columns): z.ZodType<JsonObject> {
  const names = Object.keys(columns).sort()
  const fields = names.flatMap(name => {
    const column = columns[name]
    return column === undefined ? [] : [[name, column.schema] as const]
  })
  return z.strictObject(Object.fromEntries(fields)) as z.ZodType<unknown> as z.ZodType<JsonObject>
}

/** What replicas with equal schema and equal entries must agree on. `values` is `null` for erased ones. */
export type StateRow = {
  readonly table: string
  readonly id: string
  readonly group: string
  readonly values: JsonObject | null
  readonly heads: readonly Clock[]
}

/** One hash over rows in any order. */
export function stateHash(sha256: Sha256, rows: Iterable<StateRow>): string {
  const lines: string[] = []
  for (const { table, id, group, values, heads } of rows) lines.push(canonical([table, id, group, values, heads]))
  return sha256(lines.sort().join('\n'))
}
