/** What a commit writes with. It collects the changes of the entry; the door folds them when the work is done. */
import { canonical } from '../domain/journal/canonical.ts'
import { isClock } from '../domain/journal/clock.ts'
import type { LocalTable } from '../domain/journal/declare.ts'
import type { WrittenChange } from '../domain/journal/entry.ts'
import type { Change, Clock, Json, JsonObject } from '../domain/journal/types.ts'
import { documentNumber, lastOfSeries, seriesKey } from '../domain/numbers.ts'
import { ok, refuse } from '../domain/errors.ts'
import { encode } from './codec.ts'
import type { Engine } from './engine.ts'
import { quote, type Connection } from './sqlite.ts'
import type { LocalWriter, Writer } from './types.ts'

export type Collected = {
  readonly writer: Writer
  readonly changes: readonly WrittenChange[]
  readonly locals: Set<string>
}

/** A writer for one entry at the wall clock `now` (UTC ISO). `add` and `set` throw when a value breaks its declaration. */
export function beginWriter(engine: Engine, now: string): Collected {
  const changes: WrittenChange[] = []
  const named = new Set<string>()
  const local = beginLocalWriter(engine, now)
  const push = (change: Change): void => {
    const group = change.op === 'set' ? change.group : ''
    const key = `${change.table}\n${change.id}\n${group}`
    if (named.has(key)) throw new Error(`${change.table}.${group} is written twice in one commit`)
    named.add(key)
    const checked = engine.registry.check(change)
    if ('unknown' in checked) throw new Error(`${change.table}.${group} breaks its declaration: ${checked.unknown}`)
    const { values } = checked
    changes.push({ change: { ...change, values }, valuesText: canonical(values) })
  }
  const writer: Writer = {
    ...local.writer,
    add: (table, id, values) => push({ id, op: 'add', table: table.name, values: values as JsonObject }),
    set: (table, id, group, values, base) => {
      push({ base: checkedBase(base), group, id, op: 'set', table: table.name, values: values as JsonObject })
    },
    nextNumber: (kind, localDate) => {
      const series = seriesKey(engine.state.self.code, kind, localDate)
      const next = nextValue(engine.write, `number ${series}`)
      return next > lastOfSeries ? refuse('number-exhausted', { series }) : ok(documentNumber(series, next))
    },
    nextCount: counter => nextValue(engine.write, `count ${counter}`),
  }
  return { writer, changes, locals: local.locals }
}

export type CollectedLocal = { readonly writer: LocalWriter; readonly locals: Set<string> }

export function beginLocalWriter(engine: Engine, now: string): CollectedLocal {
  const locals = new Set<string>()
  const { write, ports } = engine
  const writer: LocalWriter = {
    ...engine.writeReader,
    now,
    newId: ports.newId,
    putLocal: (table, row) => {
      putLocal(write, table, row)
      locals.add(table.name)
    },
    removeLocal: (table, id) => {
      write.run(`DELETE FROM ${quote(table.name)} WHERE id = ?`, id)
      locals.add(table.name)
    },
  }
  return { writer, locals }
}

function putLocal(connection: Connection, table: LocalTable, row: Readonly<Record<string, unknown>>): void {
  const { id } = row
  if (typeof id !== 'string') throw new TypeError(`a row of ${table.name} needs an id`)
  const columns = Object.entries(table.columns)
  const values = columns.map(([name, { storage, schema }]) => encode(storage, schema.parse(row[name]) as Json))
  const names = ['id', ...columns.map(([name]) => name)].map(quote)
  connection.run(
    `INSERT OR REPLACE INTO ${quote(table.name)} (${names.join(', ')}) VALUES (?${', ?'.repeat(columns.length)})`,
    id,
    ...values,
  )
}

function nextValue(connection: Connection, name: string): number {
  const row = connection.one<{ value: number }>(
    'INSERT INTO counter (name, value) VALUES (?, 1) ON CONFLICT DO UPDATE SET value = value + 1 RETURNING value',
    name,
  )
  if (row === undefined) throw new Error('a counter gave no value')
  return row.value
}

function checkedBase(base: readonly Clock[]): readonly Clock[] {
  if (!base.every(isClock)) throw new Error('a base holds something that is no clock')
  return [...base]
}
