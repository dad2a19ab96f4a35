import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { HashedEntry } from '../../../domain/journal/entry.ts'
import { vectorOf } from '../../../domain/journal/exchange.ts'
import { stateHash } from '../../../domain/journal/registry.ts'
import { branchName, deviceOf } from '../../../domain/journal/vector.ts'
import { networkHistory, newNode, step, sync, type NetworkStep, type Node } from './network.ts'
import { foldAll } from './replica.ts'
import { second } from './tables.ts'
import { sha256 } from './devices.ts'

const numRuns = Math.ceil(Number(process.env['CARESYNC_MODEL_RUNS'] ?? 3000) / 5)

/**
 * HQ erases a value, a PC passes the erased form on but not the redaction, and both lose the redaction with their disks:
 * found by the model with seed 2035233030.
 */
const lostRedaction: NetworkStep[] = [
  { kind: 'set', who: 5, x: 0, y: 7, z: 0 },
  { kind: 'sync', who: 2, x: 0, y: 0, z: 1 },
  { kind: 'save', who: 0 },
  { kind: 'redact', who: 0, x: 0, y: 3, z: 1 },
  { kind: 'sync', who: 0, x: 3, y: 0, z: 1 },
  { kind: 'sync', who: 8, x: 3, y: 1, z: 1 },
  { kind: 'restore', who: 0 },
  { kind: 'restore', who: 2 },
]

/** Every pair, both ways, until nobody hears anything new. */
function settle(nodes: readonly Node[]): number {
  for (let rounds = 1; rounds <= 20; rounds++) {
    let fresh = 0
    for (const from of nodes) {
      for (const to of nodes) if (from !== to) fresh += sync(from, to, { limit: 7, cutAfter: Infinity })
    }
    if (fresh === 0) return rounds
  }
  throw new Error('replicas do not come to rest')
}

/** The journal of a node by hash, read branch by branch. */
function journalOf({ port }: Node): ReadonlyMap<string, HashedEntry> {
  const all = port.branches().flatMap(branch => port.read(branch.name, branch.first - 1, branch.head.seq))
  return new Map(all.map(held => [held.hash, held]))
}

describe('exchange by vector among three replicas whose disks are restored and whose calls are cut', () => {
  test('all end with the same entries and the same state, and nothing that a disk holds is lost', () => {
    const seen = { forks: 0, redacted: 0 }
    fc.assert(
      fc.property(networkHistory, steps => {
        const nodes = [0, 1, 2].map(newNode)
        for (const each of steps) step(nodes, each)
        const surviving = new Set(nodes.flatMap(node => [...node.writer.replica.entries.keys()]))
        settle(nodes)
        for (const node of nodes) {
          const journal = journalOf(node)
          expect(new Set(journal.keys())).toEqual(surviving)
          expect(new Set(node.writer.replica.entries.keys())).toEqual(surviving)
          // The journal gives entries as the replica keeps them, so this also checks rows that were healed.
          const expected = stateHash(sha256, foldAll(second, [...journal.values()]))
          expect(stateHash(sha256, node.writer.replica.rows.values())).toBe(expected)
          seen.redacted += [...journal.values()].filter(held => !('salt' in held.entry)).length
        }
        const states = nodes.map(node => stateHash(sha256, node.writer.replica.rows.values()))
        expect(new Set(states).size).toBe(1)
        seen.forks += nodes.filter(node => node.port.branches().length > 3).length
      }),
      { numRuns, examples: [[lostRedaction]] },
    )
    expect(seen.forks).toBeGreaterThan(numRuns / 20)
    expect(seen.redacted).toBeGreaterThan(0)
  })

  test('of a fork both branches are kept, the later one under the hash of its first entry', () => {
    fc.assert(
      fc.property(networkHistory, steps => {
        const nodes = [0, 1, 2].map(newNode)
        for (const each of steps) step(nodes, each)
        settle(nodes)
        for (const { port } of nodes) {
          for (const branch of port.branches()) {
            expect(deviceOf(branch.name)).toBe(branch.device)
            if (branch.name === branch.device) expect(branch.first).toBe(1)
            else expect(branch.name).toBe(branchName(branch.device, port.hashAt(branch.name, branch.first) ?? ''))
          }
          const heads = Object.values(vectorOf(port)).map(point => point.hash)
          expect(new Set(heads).size).toBe(heads.length)
        }
        // Names of branches may differ, the ends of the chains may not.
        const ends = nodes.map(node => Object.values(vectorOf(node.port)).map(point => point.hash).sort()) // prettier-ignore
        expect(ends[1]).toEqual(ends[0])
        expect(ends[2]).toEqual(ends[0])
      }),
      { numRuns: Math.ceil(numRuns / 3) },
    )
  })
})
