import { describe, expect, test } from 'vitest'
import { z } from 'zod'
import { fact, integer, local, record, text } from '../../../../domain/journal/declare.ts'
import { makeRegistry, stateHash, type StateRow } from '../../../../domain/journal/registry.ts'
import type { Change, JsonObject } from '../../../../domain/journal/types.ts'
import { localTables, schemaVersion, syncedTables } from '../../../../domain/tables/all.ts'
import { sha256, uuid } from './journal-fixtures.ts'

const patient = record('patient', {
  name: { name: text(z.string()), sex: text(z.enum(['male', 'female'])) },
  phone: { phone: text(z.string().nullable()) },
})
const payment = fact('payment', { amount: integer(z.int()) })
const printer = local('printer', { name: text(z.string()) })
const registry = makeRegistry(3, [patient, payment, printer])

const set = (group: string, values: JsonObject, table = 'patient'): Change => ({ op: 'set', table, id: 'x', group, base: [], values }) // prettier-ignore
const add = (values: JsonObject, table = 'payment'): Change => ({ op: 'add', table, id: 'x', values })

describe('the table registry', () => {
  test('knows a change whose table, group and every field it declares', () => {
    for (const change of [
      set('name', { name: 'Asha', sex: 'female' }),
      set('phone', { phone: null }),
      add({ amount: 5 }),
    ]) {
      expect(registry.unknown(change)).toBeUndefined()
      expect(registry.stateOf(change)).toBe('known')
    }
  })

  test.each([
    ['an unknown table', add({}, 'hologram'), 'unknown-table'],
    ['a local table', add({ name: 'A4' }, 'printer'), 'unknown-table'],
    ['an unknown group', set('email', { email: 'x' }), 'unknown-group'],
    ['a fact set like a record', set('amount', { amount: 5 }, 'payment'), 'unknown-group'],
    ['a record added like a fact', add({ name: 'Asha', sex: 'female' }, 'patient'), 'unknown-group'],
    ['a value not in the list', set('name', { name: 'Asha', sex: 'unheard-of' }), 'unknown-values'],
    ['a missing field', set('name', { name: 'Asha' }), 'unknown-values'],
    ['a field more', set('phone', { phone: null, ext: '1' }), 'unknown-values'],
  ])('defers %s', (_, change, reason) => {
    expect(registry.unknown(change)).toBe(reason)
    expect(registry.stateOf(change)).toBe('deferred')
  })

  test('does not trip over names that every object has', () => {
    expect(registry.unknown(set('constructor', {}))).toBe('unknown-group')
    expect(registry.unknown(add({}, '__proto__'))).toBe('unknown-table')
  })

  test('hands back values in canonical order, cut off from the object given', () => {
    const given = { sex: 'female', name: 'Asha' }
    const checked = registry.check(set('name', given))
    if ('unknown' in checked) throw new Error('they fit')
    given.name = 'Ravi'
    expect(checked.values).toEqual({ sex: 'female', name: 'Asha' })
    expect(Object.keys(checked.values)).toEqual(['name', 'sex'])
    expect(registry.check(set('name', { name: 'Asha' }))).toEqual({ unknown: 'unknown-values' })
    expect(registry.check(set('name', { ...given, age: 5 }))).toEqual({ unknown: 'unknown-values' })
    expect(registry.check(set('email', {}))).toEqual({ unknown: 'unknown-group' })
    expect(registry.check(add({}, 'hologram'))).toEqual({ unknown: 'unknown-table' })
  })

  test('takes an erased change as redacted', () => {
    expect(registry.stateOf({ op: 'add', table: 'payment', id: 'x', valuesHash: 'a'.repeat(64) })).toBe('redacted')
  })

  test('refuses two tables of one name', () => {
    expect(() => makeRegistry(1, [payment, payment])).toThrow('payment is declared twice')
  })

  test('takes in the tables of CareSync', () => {
    const real = makeRegistry(schemaVersion, [...syncedTables, ...localTables])
    expect([...real.tables.keys()].sort()).toEqual(syncedTables.map(table => table.name).sort())
  })
})

describe('the hash of a state', () => {
  const rows: readonly StateRow[] = [
    { table: 'patient', id: uuid('p', 1), group: 'phone', values: { phone: '1' }, heads: ['a', 'b'] },
    { table: 'payment', id: uuid('y', 1), group: '', values: null, heads: ['c'] },
  ]

  test('does not depend on the order of rows', () => {
    expect(stateHash(sha256, [...rows].reverse())).toBe(stateHash(sha256, rows))
  })

  test('tells every difference in table, id, group, values and heads', () => {
    const [row] = rows
    if (row === undefined) throw new Error('a row')
    const others: readonly StateRow[] = [
      { ...row, table: 'user' },
      { ...row, id: uuid('p', 2) },
      { ...row, group: 'name' },
      { ...row, values: { phone: '2' } },
      { ...row, values: null },
      { ...row, heads: ['a'] },
    ]
    const hashes = [[], rows, ...[row, ...others].map(each => [each])].map(each => stateHash(sha256, each))
    expect(new Set(hashes).size).toBe(hashes.length)
  })
})
