import { describe, expect, test } from 'vitest'
import { GENESIS, type HashedEntry } from '../../../../domain/journal/entry.ts'
import { countLacking, pull, receive, vectorOf, wantAfter } from '../../../../domain/journal/exchange.ts'
import { memoryPort } from '../../../../domain/journal/memory-port.ts'
import type { ChainPoint, Page } from '../../../../domain/journal/seal.ts'
import { chainOf, clinic, deviceKeys, entryOf, hlcAt, pageOf, phone, sha256, uuid } from './journal-fixtures.ts'

const device = uuid('d', 1)
const other = uuid('d', 2)
const keys = deviceKeys()
const ports = { sha256, verify: keys.verify, clinic }
const start: ChainPoint = { seq: 0, hash: GENESIS }

const write = (writer: string, from: ChainPoint, count: number, text: string): readonly HashedEntry[] =>
  chainOf(
    Array.from({ length: count }, (_, n) => entryOf(writer, from.seq + n + 1, [phone(uuid('p', n), text)])),
    from,
  )
const pointAt = (chain: readonly HashedEntry[], seq: number): ChainPoint => ({ seq, hash: chain[seq - 1]?.hash ?? '' })

const trunk = write(device, start, 20, 'trunk')
const restored = write(device, pointAt(trunk, 12), 5, 'after the restore')

function replicaOf(...pages: readonly Page[]) {
  const port = memoryPort()
  for (const page of pages) expect(receive(port, ports, page).ok).toBe(true)
  return port
}
const branch = pageOf(keys, pointAt(trunk, 12), restored)
const pages = [pageOf(keys, start, trunk.slice(0, 8)), pageOf(keys, pointAt(trunk, 8), trunk.slice(8))]

describe('pulling', () => {
  test('gives what the asker lacks, each page up to a seal', () => {
    const port = replicaOf(...pages)
    const all = pull(port, { vector: {} }, 100)
    expect(all).toMatchObject({ forks: [], more: false })
    expect(all.pages.map(page => page.entries.length)).toEqual([20])
    const some = pull(port, { vector: {} }, 10)
    expect(some.pages.map(page => page.seal.seq)).toEqual([8])
    expect(some.more).toBe(true)
    const rest = pull(port, { vector: { [device]: pointAt(trunk, 8) } }, 100)
    expect(rest.pages.map(page => [page.after.seq, page.seal.seq])).toEqual([[8, 20]])
  })

  test('goes beyond the limit when the first seal lies there, so that it always gets on', () => {
    expect(pull(replicaOf(...pages), { vector: {} }, 3).pages.map(page => page.seal.seq)).toEqual([8])
  })

  test('gives nothing to one who holds everything', () => {
    const port = replicaOf(...pages)
    expect(pull(port, { vector: vectorOf(port) }, 100)).toEqual({ pages: [], forks: [], more: false })
  })

  test('orders devices by the clock of their first entry', () => {
    const early = chainOf([entryOf(other, 1, [phone(uuid('p', 1), '1')], { hlc: hlcAt(5) })])
    const port = replicaOf(...pages, pageOf(keys, start, early))
    expect(pull(port, { vector: {} }, 100).pages.map(page => page.device)).toEqual([other, device])
  })

  test('gives the journal that brings the keys of the others before them, whatever the limit', () => {
    const early = chainOf([entryOf(other, 1, [phone(uuid('p', 1), '1')], { hlc: hlcAt(999_999) })])
    const port = replicaOf(...pages, pageOf(keys, start, early))
    expect(pull(port, { vector: {} }, 1).pages.map(page => page.device)).toEqual([device])
    expect(pull(port, { vector: {} }, 1, other).pages.map(page => page.device)).toEqual([other])
    expect(pull(port, { vector: {} }, 100, other).pages.map(page => page.device)).toEqual([other, device])
  })

  test('asks for a trail when the asker holds another journal of the device, and then sends from the fork', () => {
    const here = replicaOf(...pages)
    const asker = replicaOf(pageOf(keys, start, trunk.slice(0, 12)), branch)
    const vector = vectorOf(asker)
    const first = pull(here, { vector }, 100)
    expect(first).toEqual({ pages: [], forks: [device], more: true })
    const { pages: answer, forks } = pull(here, wantAfter(asker, { vector }, first), 100)
    expect(forks).toEqual([])
    expect(answer).toHaveLength(1)
    expect(answer[0]?.after.seq).toBeGreaterThanOrEqual(9)
    expect(answer[0]?.seal.seq).toBe(20)
  })
})

describe('counting what another lacks', () => {
  const port = replicaOf(...pages, branch)

  test('counts every entry for one who holds nothing, and none for one who holds all or more', () => {
    expect(countLacking(port, {})).toBe(25)
    expect(countLacking(port, vectorOf(port))).toBe(0)
    const short = replicaOf(...pages.slice(0, 1))
    expect(countLacking(short, { [device]: pointAt(trunk, 20) })).toBe(0)
    expect(countLacking(short, { [device]: pointAt(trunk, 3) })).toBe(5)
  })

  test('counts what lies beyond the last point in common of journals that differ', () => {
    expect(countLacking(port, { [device]: pointAt(trunk, 20) })).toBe(5)
    const alone = replicaOf(...pages)
    expect(countLacking(alone, { [device]: { seq: 17, hash: restored[4]?.hash ?? '' } })).toBe(20)
  })
})

describe('receiving', () => {
  test('a page twice changes nothing', () => {
    const port = replicaOf(...pages)
    const before = vectorOf(port)
    for (const page of pages)
      expect(receive(port, ports, page)).toEqual({ ok: true, value: { fresh: [], branch: device } })
    expect(vectorOf(port)).toEqual(before)
  })

  test('a page that overlaps adds only what is new', () => {
    const port = replicaOf(pageOf(keys, start, trunk.slice(0, 8)))
    expect(receive(port, ports, pageOf(keys, start, trunk))).toMatchObject({
      ok: true,
      value: { fresh: trunk.slice(8) },
    })
    expect(vectorOf(port)).toEqual({ [device]: pointAt(trunk, 20) })
  })

  test('a page beyond what is held is a gap, with the number from which to send', () => {
    const late = pageOf(keys, pointAt(trunk, 12), trunk.slice(12))
    expect(receive(memoryPort(), ports, late)).toEqual({ ok: false, code: 'gap', params: { device, seq: 1 } })
  })

  test('a branch is filed under the hash of its first entry, and both branches stay', () => {
    const port = replicaOf(...pages, branch)
    const filed = `${device}~${restored[0]?.hash.slice(0, 8)}`
    expect(vectorOf(port)).toEqual({
      [device]: pointAt(trunk, 20),
      [filed]: { seq: 17, hash: restored[4]?.hash },
    })
    expect(receive(port, ports, branch)).toEqual({ ok: true, value: { fresh: [], branch: filed } })
  })

  test('a page that goes on from an entry that is not held is a fork', () => {
    const port = replicaOf(...pages)
    const next = write(device, { seq: 17, hash: restored[4]?.hash ?? '' }, 1, 'on')
    const page = pageOf(keys, { seq: 17, hash: restored[4]?.hash ?? '' }, next)
    expect(receive(port, ports, page)).toMatchObject({ ok: false, code: 'fork', params: { device } })
  })

  test('a page of an unknown device or with a wrong seal leaves everything as it was', () => {
    const port = memoryPort()
    const [first] = pages
    if (first === undefined) throw new Error('a page')
    expect(receive(port, { ...ports, verify: deviceKeys().verify }, first)).toMatchObject({ code: 'unknown-device' })
    const forged = { ...first, seal: { ...first.seal, signature: '0'.repeat(128) } }
    expect(receive(port, ports, forged)).toMatchObject({ ok: false, code: 'bad-seal' })
    expect(vectorOf(port)).toEqual({})
  })

  test('two branches that start with the same eight digits are still told apart', () => {
    const port = replicaOf(...pages, branch)
    const filed = port.branches(device).find(each => each.name !== device)
    const twin = write(device, pointAt(trunk, 3), 1, 'twin')
    const name = `${device}~${twin[0]?.hash.slice(0, 8)}`
    // Nobody can make such hashes at will; a branch that took the name before has the same effect.
    port.append(
      { name, device, first: 18, before: filed?.head.hash ?? '' },
      write(device, filed?.head ?? start, 1, 'x'),
      branch.seal,
    )
    expect(receive(port, ports, pageOf(keys, pointAt(trunk, 3), twin))).toMatchObject({
      ok: true,
      value: { branch: `${device}~${twin[0]?.hash}` },
    })
  })
})
