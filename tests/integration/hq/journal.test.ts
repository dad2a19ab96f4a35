import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { networkHistory } from '../../simulation/model/network.ts'
import { useCluster } from './cluster.ts'
import { entriesHeld, modelHq, nodesAfter, pushAll, statesOf } from './histories.ts'
import { inMemory, inPostgres, type Hq, type NewHq } from './journal-stores.ts'

const { database } = useCluster()
let postgres: ((hq: NewHq) => Promise<Hq>) | undefined

async function onPostgres(hq: NewHq): Promise<Hq> {
  if (postgres === undefined) {
    const { pool } = await database()
    postgres = each => inPostgres(pool, each)
  }
  return postgres(hq)
}

const places = [
  { place: 'memory', make: inMemory, numRuns: 400 },
  { place: 'PostgreSQL', make: onPostgres, numRuns: 40 },
] as const

describe.each(places)('the journal of headquarters in $place', ({ make, numRuns }) => {
  test('folds any history, pushed in any pieces, as a fold of all its entries does', async () => {
    const seen = { forked: 0, redacted: 0, ruled: 0 }
    await fc.assert(
      fc.asyncProperty(networkHistory, fc.integer({ min: 1, max: 9 }), async (steps, limit) => {
        const hq = await make(modelHq)
        for (const node of nodesAfter(steps)) await pushAll(node, hq, limit)
        const { kept, folded } = await statesOf(hq)
        expect(kept).toBe(folded)
        const held = await entriesHeld(hq.transact)
        seen.forked += new Set(held.map(({ entry }) => `${entry.device} ${entry.seq}`)).size < held.length ? 1 : 0
        seen.redacted += held.filter(({ entry }) => !('salt' in entry)).length
        seen.ruled += held.filter(({ entry }) => entry.actor === modelHq.device).length
      }),
      { numRuns },
    )
    expect(Math.min(seen.forked, seen.redacted, seen.ruled)).toBeGreaterThan(0)
  })
})
