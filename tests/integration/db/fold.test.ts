/** The random histories of the model, in real SQLite: what arrives in any order ends as the pure fold of the set. */
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { entryText, type HashedEntry } from '../../../domain/journal/entry.ts'
import { stateHash, type Registry } from '../../../domain/journal/registry.ts'
import { transaction, type Engine } from '../../../db/engine.ts'
import { beginFolding } from '../../../db/fold-into.ts'
import { followDeclarations } from '../../../db/follow-declarations.ts'
import { addBranch, appendEntry, saveHead } from '../../../db/journal-rows.ts'
import { MEMORY } from '../../../db/memory.ts'
import { sha256 } from '../../../db/node-crypto.ts'
import type { OpenStore } from '../../../db/open-store.ts'
import { makeRowWriter } from '../../../db/row-writer.ts'
import { stateRows } from '../../../db/state-rows.ts'
import { trustDevice } from '../../../db/trust-device.ts'
import { foldAll } from '../../simulation/model/replica.ts'
import { first, second } from '../../simulation/model/tables.ts'
import { historyArbitrary, play } from '../../simulation/model/writers.ts'
import { redactEntry } from '../../../domain/journal/redact.ts'
import { newStore } from './helpers.ts'

const numRuns = Number(process.env['CARESYNC_MODEL_RUNS'] ?? 150)
const HQ = { device: '0190c0de-0000-7000-8000-0000000000d0', publicKey: '00'.repeat(32), hq: true }

const declared = (registry: Registry) => ({ version: registry.version, tables: [...registry.tables.values()] })

function replica(registry: Registry): OpenStore {
  const store = newStore(MEMORY, 'A1K7', { declared: declared(registry) })
  trustDevice(store, HQ)
  return store
}

/** Entries as they come, each in a branch of its own: the fold must not care where its entries are kept. */
function arrive({ engine }: OpenStore, batches: readonly (readonly HashedEntry[])[], held: Set<string>): void {
  for (const batch of batches) {
    transaction(engine, () => {
      const folding = beginFolding(engine)
      for (const each of batch) {
        if (held.has(each.hash)) continue
        held.add(each.hash)
        const { seq, device } = each.entry
        const branch = addBranch(engine.write, { name: each.hash, device, first: seq, before: '00'.repeat(32) })
        const entry = redactEntry(sha256, each, engine.state.redactedUpTo)
        const n = appendEntry(engine.write, branch, { entry, hash: each.hash }, entryText(entry))
        saveHead(engine.write, branch)
        folding.fold(n, { entry, hash: each.hash })
      }
      folding.finish()
      return { keep: true, result: undefined }
    })
  }
}

/** Of what the history names; the store's own first entry is of no table here. */
const hashOf = (engine: Engine): string => stateHash(sha256, stateRows(engine))

function shuffled(entries: readonly HashedEntry[], dice: readonly number[]): readonly (readonly HashedEntry[])[] {
  const roll = (n: number): number => dice[n % dice.length] ?? 0
  const order = [...entries, ...entries.filter((_, n) => roll(n) % 5 === 0)]
    .map((held, n) => ({ held, at: sha256(`${roll(n)} ${n}`) }))
    .sort((a, b) => (a.at < b.at ? -1 : 1))
  const batches: HashedEntry[][] = [[]]
  for (const [n, { held }] of order.entries()) {
    if (roll(n + 7) % 3 === 0) batches.push([])
    batches.at(-1)?.push(held)
  }
  return batches
}

const dice = fc.array(fc.nat(1000), { minLength: 20, maxLength: 40 })

describe('histories with copied disks, quarantine, release, redaction and newer schemas', () => {
  test('give in SQLite, in any order, doubled and grouped at will, the state of the pure fold', () => {
    fc.assert(
      fc.property(historyArbitrary, dice, (steps, one) => {
        const entries = play(steps)
        const expected = stateHash(sha256, foldAll(second, entries))
        const singly = replica(second)
        arrive(singly, entries.map(held => [held]), new Set()) // prettier-ignore
        expect(hashOf(singly.engine)).toBe(expected)
        const mixed = replica(second)
        arrive(mixed, shuffled(entries, one), new Set())
        expect(hashOf(mixed.engine)).toBe(expected)
        singly.close()
        mixed.close()
      }),
      { numRuns },
    )
  })

  test('folded by the fast path equal the same folded again from the journal', () => {
    fc.assert(
      fc.property(historyArbitrary, dice, (steps, one) => {
        const store = replica(second)
        arrive(store, shuffled(play(steps), one), new Set())
        const fast = hashOf(store.engine)
        refoldEverything(store.engine)
        expect(hashOf(store.engine)).toBe(fast)
        store.close()
      }),
      { numRuns },
    )
  })

  test('that an older version could not read are shown after the update', () => {
    fc.assert(
      fc.property(historyArbitrary, dice, (steps, one) => {
        const entries = play(steps)
        const batches = shuffled(entries, one)
        const held = new Set<string>()
        const store = replica(first)
        arrive(store, batches.slice(0, batches.length / 2), held)
        const updated = followDeclarations(store.engine.write, declared(second), () => ({
          ...store.engine,
          registry: second,
          rows: new Map([...second.tables.values()].map(each => [each.name, makeRowWriter(store.engine.write, each)])),
        }))
        arrive({ ...store, engine: updated }, batches.slice(batches.length / 2), held)
        expect(hashOf(updated)).toBe(stateHash(sha256, foldAll(second, entries)))
        store.close()
      }),
      { numRuns },
    )
  })
})

function refoldEverything(engine: Engine): void {
  transaction(engine, () => {
    const folding = beginFolding(engine)
    for (const row of stateRows(engine)) folding.mark(row.table, row.id)
    folding.finish()
    return { keep: true, result: undefined }
  })
}
