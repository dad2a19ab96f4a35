/** Drizzle's view of the declared tables, for typed SELECTs. Storage and names are those of `ddl.ts`. */
import type { NotNull } from 'drizzle-orm'
import { customType, sqliteTable, text as textColumn, type SQLiteTextBuilderInitial } from 'drizzle-orm/sqlite-core'
import { columnsOf, type Column, type ColumnValue, type Storage, type Table } from '../domain/journal/declare.ts'
import type { Json } from '../domain/journal/types.ts'
import { decode, encode, sqlTypes } from './codec.ts'

const build = (name: string, storage: Storage) =>
  customType<{ data: Json; driverData: unknown }>({
    dataType: () => sqlTypes[storage],
    toDriver: value => encode(storage, value),
    fromDriver: value => decode(storage, value),
  })(name)

type DrizzleColumn<C> = ReturnType<ReturnType<typeof customType<{ data: NonNullable<ColumnValue<C>> }>>>

/** A column of a record is null until its group is set; those of facts and local rows are what they were declared. */
type DrizzleColumnOf<T extends Table, C> = T extends { readonly groups: unknown }
  ? DrizzleColumn<C>
  : null extends ColumnValue<C>
    ? DrizzleColumn<C>
    : NotNull<DrizzleColumn<C>>

type AllColumns<T extends Table> = T extends { readonly groups: infer G }
  ? UnionToIntersection<G[keyof G]>
  : T extends { readonly columns: infer C }
    ? C
    : never
type UnionToIntersection<U> = (U extends unknown ? (x: U) => void : never) extends (x: infer I) => void ? I : never

type DrizzleTable<T extends Table> = ReturnType<
  typeof sqliteTable<
    T['name'],
    { id: NotNull<SQLiteTextBuilderInitial<'id', [string, ...string[]], undefined>> } & {
      [K in keyof AllColumns<T>]: DrizzleColumnOf<T, AllColumns<T>[K]>
    }
  >
>

const made = new WeakMap<Table, unknown>()

/** The drizzle table of a declaration, made once: `orm.select().from(table(patient))`. */
export function table<const T extends Table>(declared: T): DrizzleTable<T> {
  const known = made.get(declared)
  if (known !== undefined) return known as DrizzleTable<T>
  const columns: Record<string, unknown> = { id: textColumn('id').notNull() }
  for (const [name, column] of Object.entries<Column>(columnsOf(declared))) columns[name] = build(name, column.storage)
  const drizzle = sqliteTable(declared.name, columns as never) as unknown as DrizzleTable<T>
  made.set(declared, drizzle)
  return drizzle
}
