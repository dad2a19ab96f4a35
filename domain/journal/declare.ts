/**
 * Table declarations: each synced or local table is declared once, and that declaration yields the drizzle table,
 * the fold and HQ's view.
 *
 * Three kinds: a `record` changes by whole field groups, a `fact` is added once and never changed, a `local` table never
 * leaves this PC and is not journalled.
 */
import { z } from 'zod'

/** How a column is stored in SQLite: `json` is canonical JSON text, `bool` is 0 or 1. */
export type Storage = 'text' | 'integer' | 'bool' | 'json'

export type Column<T = unknown> = { readonly storage: Storage; readonly schema: z.ZodType<T> }

export const text = <T extends string | null>(schema: z.ZodType<T>): Column<T> => ({ storage: 'text', schema })
export const integer = <T extends number | null>(schema: z.ZodType<T>): Column<T> => ({ storage: 'integer', schema })
export const bool = (): Column<boolean> => ({ storage: 'bool', schema: z.boolean() })
export const json = <T>(schema: z.ZodType<T>): Column<T> => ({ storage: 'json', schema })

export type Columns = Readonly<Record<string, Column>>
export type Groups = Readonly<Record<string, Columns>>

/**
 * A record table. Column names are unique across its groups. A field never joins, leaves or moves between groups: a new
 * field starts its own group. Every record also has a `deletedAt` group when `deletable` is set.
 */
export type RecordTable<N extends string = string, G extends Groups = Groups> = {
  readonly kind: 'record'
  readonly name: N
  readonly groups: G
  /** Columns to index in SQLite; compound indexes are arrays. */
  readonly indexes: readonly (readonly string[])[]
}

export type FactTable<N extends string = string, C extends Columns = Columns> = {
  readonly kind: 'fact'
  readonly name: N
  readonly columns: C
  readonly indexes: readonly (readonly string[])[]
}

export type LocalTable<N extends string = string, C extends Columns = Columns> = {
  readonly kind: 'local'
  readonly name: N
  readonly columns: C
  readonly indexes: readonly (readonly string[])[]
}

export type SyncedTable = RecordTable | FactTable
export type Table = SyncedTable | LocalTable

export const record = <const N extends string, const G extends Groups>(
  name: N,
  groups: G,
  indexes: readonly (readonly string[])[] = [],
): RecordTable<N, G> => ({ kind: 'record', name, groups, indexes })

export const fact = <const N extends string, const C extends Columns>(
  name: N,
  columns: C,
  indexes: readonly (readonly string[])[] = [],
): FactTable<N, C> => ({ kind: 'fact', name, columns, indexes })

export const local = <const N extends string, const C extends Columns>(
  name: N,
  columns: C,
  indexes: readonly (readonly string[])[] = [],
): LocalTable<N, C> => ({ kind: 'local', name, columns, indexes })

export type ColumnValue<C> = C extends Column<infer T> ? T : never
export type Values<C extends Columns> = { readonly [K in keyof C]: ColumnValue<C[K]> }

/** The values of one whole group: every field of it. */
export type GroupValues<T extends RecordTable, G extends keyof T['groups']> = Values<T['groups'][G]>

type UnionToIntersection<U> = (U extends unknown ? (x: U) => void : never) extends (x: infer I) => void ? I : never
type Flat<T> = { readonly [K in keyof T]: T[K] }

/** A row as it is read: `id` and every column; a group never written reads as null columns. */
export type RecordRow<T extends RecordTable> = { readonly id: string } & Flat<
  UnionToIntersection<{ [G in keyof T['groups']]: Values<T['groups'][G]> }[keyof T['groups']]>
>
export type FactRow<T extends FactTable> = { readonly id: string } & Values<T['columns']>
export type LocalRow<T extends LocalTable> = { readonly id: string } & Values<T['columns']>
export type Row<T extends Table> = T extends RecordTable
  ? RecordRow<T>
  : T extends FactTable
    ? FactRow<T>
    : T extends LocalTable
      ? LocalRow<T>
      : never

/** All columns of a table, of every group. */
export function columnsOf(table: Table): Readonly<Record<string, Column>> {
  if (table.kind !== 'record') return table.columns
  return Object.assign({}, ...Object.values(table.groups)) as Record<string, Column>
}
