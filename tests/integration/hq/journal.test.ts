import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { GENESIS, isRedacted, type HashedEntry } from '../../../domain/journal/entry.ts'
import { stateHash, type Registry } from '../../../domain/journal/registry.ts'
import { makeSeal, type ChainPoint, type Page } from '../../../domain/journal/seal.ts'
import { pushPages, type Transact } from '../../../hq/journal/push-pages.ts'
import { newKeyPair, sha256, signerOf, type KeyPair } from '../../../hq/ed25519.ts'
import { verifyPages } from '../../../hq/journal/verify.ts'
import { foldAll } from '../../simulation/model/replica.ts'
import { second } from '../../simulation/model/tables.ts'
import { chainOf, clinic, clockIn, entryOf, uuid } from '../../unit/domain/journal/journal-fixtures.ts'
import { networkHistory } from '../../simulation/model/network.ts'
import { useCluster } from './cluster.ts'
import { entriesHeld, modelHq, nodesAfter, proved, pushAll, statesOf } from './histories.ts'
import { inMemory, inPostgres, type Hq, type NewHq } from './journal-stores.ts'

const { database } = useCluster()
let postgres: ((hq: NewHq) => Promise<Hq>) | undefined

async function onPostgres(hq: NewHq): Promise<Hq> {
  if (postgres === undefined) {
    const { pool, open } = await database()
    const pools = [pool, open('app')] as const
    postgres = each => inPostgres(pools, each)
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

  test('sets aside the entry that breaks the fold, by halving, and takes all others', async () => {
    const hq = await make(hqOf(brittle))
    const pages = chains(1, 9).flatMap(chain => [pageFrom(beginning, chain)])
    const taken = await pushPages(hq.transact, hq.at, { pages: pages.map(proved), refused: [] })
    expect(taken).toMatchObject({ applied: 9, known: 0, refused: [] })
    expect(Object.values(taken.vector)).toMatchObject([{ seq: 9 }])
    const held = await hq.transact(async store => {
      await store.branches()
      return store.entriesNaming([record(0), record(1), record(2)])
    })
    const aside = held.filter(each => each.aside !== null)
    expect(aside.map(({ entry, aside: why }) => [entry.seq, why])).toEqual([[POISON, 'RangeError']])
    expect((await hq.rows()).find(row => row.id === record(POISON % 3))?.values).toMatchObject({ name: 'PC 1, 8' })
    const again = await pushPages(hq.transact, hq.at, { pages: pages.map(proved), refused: [] })
    expect(again).toMatchObject({ applied: 0, known: 9 })
  })

  test.each([
    ['08006', Object.assign(new Error('connection lost'), { code: '08006' })],
    ['no code', new Error('Connection terminated unexpectedly')],
  ])('passes an error of the database on, with %s, and sets nothing aside', async (_, lost) => {
    const hq = await make(hqOf(second))
    const pages = chains(1, 2).map(chain => proved(pageFrom(beginning, chain)))
    let tries = 0
    const broken: Transact = work => {
      tries += 1
      return hq.transact(store => work({ ...store, write: () => Promise.reject(lost) }))
    }
    await expect(pushPages(broken, hq.at, { pages, refused: [] })).rejects.toBe(lost)
    expect(tries).toBe(1)
  })

  test('takes no page of a device that only a page before a gap makes known, and takes both without the gap', async () => {
    const [elder, heir] = [newKeyPair(), newKeyPair()]
    const [known, unknown] = [uuid('d', 1), uuid('d', 2)]
    const keys = new Map([[known, { publicKey: elder.publicKey, hq: false, introducedBy: null }]])
    const hq = await make({ ...hqOf(second), keys })
    const said = { code: 'B2M8', publicKey: heir.publicKey }
    const key = { op: 'set', table: 'device', id: unknown, group: 'key', base: [], values: said } as const
    const first = chainOf([entryOf(known, 1, [])])
    const place = { seq: 1, hash: first[0]?.hash ?? '' }
    const teaching = sealed(place, chainOf([entryOf(known, 2, [key])], place), elder)
    const taught = sealed(beginning, chainOf([entryOf(unknown, 1, [])]), heir)
    const push = (...pages: readonly Page[]) => pushPages(hq.transact, hq.at, verifyPages(clinic, keys, pages))
    const early = await push(teaching, taught)
    expect([early.applied, early.refused.map(each => `${each.device} ${each.code}`)]).toEqual([
      0,
      [`${known} gap`, `${unknown} unknown-device`],
    ])
    const whole = await push(sealed(beginning, first, elder), teaching, taught)
    expect(whole).toMatchObject({ applied: 3, refused: [] })
    expect((await hq.transact(store => store.keys())).get(unknown)?.publicKey).toBe(heir.publicKey)
  })

  test('folds what sixteen PCs push at the same time over two pools as memory does', async () => {
    const hq = await make(hqOf(second))
    const all = chains(16, 24)
    const pushers = all.map(async (chain, index) => {
      let after = beginning
      for (let from = 0; from < chain.length; from += 4) {
        const page = pageFrom(after, chain.slice(from, from + 4))
        const taken = await pushPages(index % 2 === 0 ? hq.transact : hq.elsewhere, hq.at, {
          pages: [proved(page)],
          refused: [],
        })
        expect(taken).toMatchObject({ applied: 4, refused: [] })
        after = { seq: page.seal.seq, hash: page.seal.hash }
      }
    })
    await Promise.all(pushers)
    expect(stateHash(sha256, await hq.rows())).toBe(stateHash(sha256, foldAll(second, all.flat())))
  })
})

const beginning: ChainPoint = { seq: 0, hash: GENESIS }
const record = (n: number): string => uuid('p', n)
const POISON = 5

/** PCs that all edit the same three patients, each on what it wrote itself before. */
function chains(pcs: number, length: number): readonly (readonly HashedEntry[])[] {
  return Array.from({ length: pcs }, (_, pc) => {
    const device = uuid('d', pc + 1)
    const newest = new Map<string, string>()
    let chain: readonly HashedEntry[] = []
    for (let seq = 1; seq <= length; seq++) {
      const id = record(seq % 3)
      const base = newest.get(id)
      const values = { name: `PC ${pc + 1}, ${seq}`, sex: 'female' }
      const change = { op: 'set', table: 'patient', id, group: 'name', base: base === undefined ? [] : [base], values } as const // prettier-ignore
      const entry = entryOf(device, seq, [change], { actor: device, schema: second.version })
      const last = chain.at(-1)
      const from = last === undefined ? beginning : { seq: last.entry.seq, hash: last.hash }
      const next = chainOf([entry], from)
      chain = [...chain, ...next]
      for (const held of next) newest.set(id, clockIn(held))
    }
    return chain
  })
}

function pageFrom(after: ChainPoint, chain: readonly HashedEntry[]): Page {
  const last = chain.at(-1)
  if (last === undefined) throw new Error('a page has entries')
  const { device, seq } = last.entry
  return { device, after, entries: chain.map(held => held.entry), seal: { device, seq, hash: last.hash, signature: 'a'.repeat(128) } } // prettier-ignore
}

function sealed(after: ChainPoint, chain: readonly HashedEntry[], { privateKey }: KeyPair): Page {
  const page = pageFrom(after, chain)
  const { device, seq, hash } = page.seal
  return { ...page, seal: makeSeal(signerOf(privateKey), clinic, device, { seq, hash }) }
}

function hqOf(registry: Registry): NewHq {
  const key = { publicKey: 'a'.repeat(64), hq: false, introducedBy: null }
  const keys = new Map(Array.from({ length: 16 }, (_, pc) => [uuid('d', pc + 1), key]))
  return { registry, clinic, device: uuid('h', 1), keys }
}

/** A version that stumbles over one value. */
const brittle: Registry = {
  ...second,
  unknown: change => {
    if (!isRedacted(change) && change.values['name'] === `PC 1, ${POISON}`) throw new RangeError('poison')
    return second.unknown(change)
  },
}
