import { describe, expect, test } from 'vitest'
import { GENESIS, type HeldEntry } from '../../../../domain/journal/entry.ts'
import { makeSeal, verifyPage, verifySeal, type Page } from '../../../../domain/journal/seal.ts'
import type { Entry } from '../../../../domain/journal/types.ts'
import { chainOf, clinic, deviceKeys, entryOf, pageOf, phone, sha256, uuid } from './journal-fixtures.ts'

const device = uuid('d', 1)
const start = { seq: 0, hash: GENESIS }
const entries = [1, 2, 3].map(seq => entryOf(device, seq, [phone(uuid('p', seq), `${seq}`)]))
const chain = chainOf(entries)
const keys = deviceKeys()
const page = pageOf(keys, start, chain)
const check = (given: Page, from = start) => verifyPage({ sha256, verify: keys.verify, clinic }, from, given)
const withEntries = (changed: readonly HeldEntry[]): Page => ({ ...page, entries: changed })

describe('a page of entries', () => {
  test('that goes on from what is held and ends at a good seal gives the hashes of its chain', () => {
    expect(check(page)).toEqual({ ok: true, value: chain })
  })

  test('that starts later is a gap, and the answer says from where to send', () => {
    const later = pageOf(keys, { seq: 2, hash: chain[1]?.hash ?? '' }, chain.slice(2))
    expect(check(later)).toEqual({ ok: false, code: 'gap', params: { device, seq: 1 } })
  })

  test('that goes on from another entry of the same number is a fork', () => {
    const other = chainOf([entryOf(device, 1, [phone(uuid('p', 1), 'other')])])
    const from = { seq: 1, hash: other[0]?.hash ?? '' }
    const next = pageOf(keys, { seq: 1, hash: chain[0]?.hash ?? '' }, chain.slice(1))
    expect(check(next, from)).toMatchObject({ ok: false, code: 'fork' })
  })

  test.each([
    ['a value', (entry: Entry): Entry => ({ ...entry, changes: [phone(uuid('p', 2), 'forged')] })],
    ['the actor', (entry: Entry): Entry => ({ ...entry, actor: uuid('u', 9) })],
    ['the clock', (entry: Entry): Entry => ({ ...entry, hlc: 'f'.repeat(17) })],
  ])('in which %s was changed is refused by its seal', (_, forge) => {
    expect(check(withEntries(entries.map((each, n) => (n === 1 ? forge(each) : each))))).toMatchObject({
      code: 'bad-seal',
    })
  })

  test('with a missing, a foreign or a twice sent entry is refused', () => {
    const [one, two, three] = entries
    if (one === undefined || two === undefined || three === undefined) throw new Error('three entries')
    for (const wrong of [
      [one, three],
      [two, three],
      [one, one, two, three],
      [one, { ...two, device: uuid('d', 2) }, three],
      [one, two, { ...three, clinic: uuid('c', 2) }],
    ]) {
      // prettier-ignore
      expect(check(withEntries(wrong))).toMatchObject({ ok: false, code: 'bad-entry' })
    }
    expect(check(withEntries([one, two]))).toMatchObject({ ok: false, code: 'bad-seal' })
  })

  test('sealed by another device, or for another clinic, is refused', () => {
    const head = { seq: 3, hash: chain[2]?.hash ?? '' }
    const thief = uuid('d', 2)
    const stolen = { ...makeSeal(keys.signAs(thief), clinic, thief, head), device }
    expect(check({ ...page, seal: stolen })).toMatchObject({ ok: false, code: 'bad-seal' })
    const elsewhere = makeSeal(keys.signAs(device), uuid('c', 2), device, head)
    expect(check({ ...page, seal: elsewhere })).toMatchObject({ ok: false, code: 'bad-seal' })
  })

  test('of a device whose key has not come yet waits', () => {
    const { verify } = deviceKeys()
    expect(verifyPage({ sha256, verify, clinic }, start, page)).toMatchObject({ ok: false, code: 'unknown-device' })
    expect(verifySeal(verify, clinic, page.seal)).toMatchObject({ ok: false, code: 'unknown-device' })
  })
})

test('a seal is an Ed25519 signature of 128 hexadecimal digits over clinic, device, seq and hash', () => {
  expect(page.seal.signature).toMatch(/^[0-9a-f]{128}$/)
  expect(verifySeal(keys.verify, clinic, page.seal)).toEqual({ ok: true, value: page.seal })
  for (const other of [{ seq: 2 }, { hash: GENESIS }, { signature: '0'.repeat(128) }]) {
    expect(verifySeal(keys.verify, clinic, { ...page.seal, ...other })).toMatchObject({ ok: false, code: 'bad-seal' })
  }
})
