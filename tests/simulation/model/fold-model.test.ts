import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { canonical } from '../../../domain/journal/canonical.ts'
import type { HashedEntry } from '../../../domain/journal/entry.ts'
import { stateHash, type Registry } from '../../../domain/journal/registry.ts'
import { headsByOracle } from './oracle.ts'
import { foldAll, Replica, type Row } from './replica.ts'
import { first, second } from './tables.ts'
import { sha256 } from './devices.ts'
import { historyArbitrary, play } from './writers.ts'

const numRuns = Number(process.env['CARESYNC_MODEL_RUNS'] ?? 3000)

/** Table, id, values and heads, and what is listed beside them. */
function hashOf(rows: Iterable<Row>): string {
  const all = [...rows]
  const listed = all.map(({ table, id, group, listed: clocks }) => canonical([table, id, group, clocks])).sort()
  return sha256(stateHash(sha256, all) + listed.join('\n'))
}

/** The same entries in another order, some of them twice, cut into batches. */
function arrivals(entries: readonly HashedEntry[], dice: readonly number[]): HashedEntry[][] {
  const roll = (n: number): number => dice[n % dice.length] ?? 0
  const doubled = [...entries, ...entries.filter((_, n) => roll(n) % 5 === 0)]
  const order = doubled
    .map((held, n) => ({ held, at: sha256(`${roll(n)} ${n}`) }))
    .sort((a, b) => (a.at < b.at ? -1 : 1))
  const batches: HashedEntry[][] = [[]]
  for (const [n, { held }] of order.entries()) {
    if (roll(n + 7) % 3 === 0) batches.push([])
    batches.at(-1)?.push(held)
  }
  return batches
}

function arrive(registry: Registry, batches: readonly (readonly HashedEntry[])[]): Replica {
  const replica = new Replica(registry)
  for (const batch of batches) replica.apply(batch)
  return replica
}

const dice = fc.array(fc.nat(1000), { minLength: 20, maxLength: 40 })

describe('random histories with copied disks, quarantine, release, redaction and newer schemas', () => {
  test('any order, doubling and grouping of arrival give the state of the whole set', () => {
    const seen = { entries: 0, fast: 0, listed: 0, empty: 0 }
    fc.assert(
      fc.property(historyArbitrary, dice, dice, (steps, one, other) => {
        const entries = play(steps)
        const rows = foldAll(second, entries)
        const expected = hashOf(rows)
        const inOrder = arrive(second, entries.map(held => [held])) // prettier-ignore
        const replicas = [inOrder, arrive(second, arrivals(entries, one)), arrive(second, arrivals(entries, other))]
        for (const replica of replicas) expect(hashOf(replica.rows.values())).toBe(expected)
        seen.entries += entries.length
        seen.fast += inOrder.fastPaths
        seen.listed += rows.filter(row => row.listed.length > 0).length
        seen.empty += rows.filter(row => row.values === null).length
      }),
      { numRuns },
    )
    // The histories are worth something only if they reach what they are meant to reach.
    expect(seen.fast).toBeGreaterThan(seen.entries / 20)
    expect(seen.listed).toBeGreaterThan(numRuns / 10)
    expect(seen.empty).toBeGreaterThan(numRuns / 10)
  })

  test('a PC with an older version agrees with its like, and after the update with everyone', () => {
    fc.assert(
      fc.property(historyArbitrary, dice, dice, (steps, one, other) => {
        const entries = play(steps)
        const half = arrivals(entries, one)
        const late = half.splice(Math.ceil(half.length / 2))
        const old = arrive(first, [...half, ...late])
        expect(hashOf(old.rows.values())).toBe(hashOf(foldAll(first, entries)))
        const updated = arrive(first, half)
        updated.upgrade(second)
        for (const batch of late) updated.apply(batch)
        const direct = arrive(second, arrivals(entries, other))
        expect(hashOf(updated.rows.values())).toBe(hashOf(direct.rows.values()))
        const heads = (row: Row): string => `${row.table} ${row.id} ${row.group} ${row.heads.join()}`
        expect([...old.rows.values()].map(heads).sort()).toEqual([...direct.rows.values()].map(heads).sort())
      }),
      { numRuns: Math.ceil(numRuns / 3) },
    )
  })

  test('the heads are those of the rule said in other words, and the greatest is the value', () => {
    fc.assert(
      fc.property(historyArbitrary, steps => {
        const entries = play(steps)
        const rows = foldAll(second, entries).filter(row => row.group !== '')
        expect(new Map(rows.map(row => [`${row.table} ${row.id} ${row.group}`, row.heads]))).toEqual(
          headsByOracle(entries),
        )
        for (const row of rows) expect(row.clock).toBe(row.heads.at(-1))
      }),
      { numRuns },
    )
  })
})
