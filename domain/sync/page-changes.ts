/**
 * The changes of entries by column. What changes of one table and group have in common is said once, as their shape, and
 * their values stand field by field.
 */
import { isRedacted, type HeldChange } from '../journal/entry.ts'
import type { Json, JsonObject } from '../journal/types.ts'
import { BadBytes } from './bytes.ts'
import { times, type In, type Out, type WordsIn, type WordsOut } from './page-words.ts'

/** The fields of the values are sorted, and `null` when the values were erased. `salted` is a change of a redacted entry. */
export type Shape = readonly [
  op: 'add' | 'set',
  table: string,
  group: string,
  salted: boolean,
  fields: readonly string[] | null,
]

export type Values = {
  readonly shapes: readonly Shape[]
  /** Per shape and field, the values in the order of the changes. */
  readonly columns: readonly (readonly (readonly Json[])[])[]
}

export function writeChanges({ numbers, raw }: Out, words: WordsOut, changes: readonly HeldChange[]): Values {
  const values = writeValues(numbers, changes)
  for (const { id } of changes) words.id(id)
  for (const change of changes) {
    if (change.op === 'set') {
      numbers.count(change.base.length)
      for (const clock of change.base) words.clock(clock)
    }
    if (isRedacted(change)) raw.hex(change.valuesHash)
    else if ('salt' in change) raw.hex(change.salt)
  }
  return values
}

/** As plain objects, their keys in canonical order. */
export function readChanges(from: In, words: WordsIn, values: Values, length: number): readonly unknown[] {
  const { numbers, raw } = from
  const heads = times(from, length, () => shapeAt(values, numbers.count()))
  const rows = values.columns.map(() => 0)
  const ids = times(from, length, words.id)
  return heads.map(({ shape: [op, table, group, salted, fields], number }, index) => {
    const base = op === 'set' ? { base: times(from, numbers.count(), words.clock), group } : {}
    const named = { ...base, id: ids[index], op }
    if (fields === null) return { ...named, table, valuesHash: raw.hex(32) }
    const row = rows[number] ?? 0
    rows[number] = row + 1
    const said = rowOf(fields, values.columns[number] ?? [], row)
    return salted ? { ...named, salt: raw.hex(16), table, values: said } : { ...named, table, values: said }
  })
}

function writeValues(numbers: Out['numbers'], changes: readonly HeldChange[]): Values {
  const known = new Map<string, number>()
  const shapes: Shape[] = []
  const columns: Json[][][] = []
  for (const change of changes) {
    const shape = shapeOf(change)
    const text = JSON.stringify(shape)
    const number = known.get(text) ?? shapes.length
    if (number === shapes.length) {
      known.set(text, number)
      shapes.push(shape)
      columns.push((shape[4] ?? []).map(() => []))
    }
    numbers.count(number)
    if (isRedacted(change)) continue
    for (const [index, field] of (shape[4] ?? []).entries()) {
      columns[number]?.[index]?.push(change.values[field] ?? null)
    }
  }
  return { shapes, columns }
}

function shapeOf(change: HeldChange): Shape {
  const group = change.op === 'set' ? change.group : ''
  if (isRedacted(change)) return [change.op, change.table, group, false, null]
  return [change.op, change.table, group, 'salt' in change, Object.keys(change.values).sort()]
}

function shapeAt({ shapes }: Values, number: number): { readonly shape: Shape; readonly number: number } {
  const shape = shapes[number]
  if (shape === undefined) throw new BadBytes('it names what it has not said')
  return { shape, number }
}

function rowOf(fields: readonly string[], columns: readonly (readonly Json[])[], row: number): JsonObject {
  return Object.fromEntries(
    fields.map((field, index) => {
      const value = columns[index]?.[row]
      if (value === undefined) throw new BadBytes('a value is missing')
      return [field, value]
    }),
  )
}
