import { describe, expect, test } from 'vitest'
import { foldRecord, gatherRecord, type Reading } from '../../../../domain/journal/gather.ts'
import { redactEntry } from '../../../../domain/journal/redact.ts'
import { makeRegistry } from '../../../../domain/journal/registry.ts'
import { quarantinedHashes, redactedUpTo, rulingsIn } from '../../../../domain/journal/rulings.ts'
import type { Change } from '../../../../domain/journal/types.ts'
import { schemaVersion, syncedTables } from '../../../../domain/tables/all.ts'
import { chainOf, clockIn, entryOf, sha256, uuid } from './journal-fixtures.ts'

const asha = uuid('p', 1)
const registry = makeRegistry(schemaVersion, syncedTables)
const plain: Reading = { registry, isQuarantined: () => false, redactedUpTo: () => undefined }
const name = (displayName: string): Change => ({ op: 'set', table: 'device', id: asha, group: 'name', base: [], values: { name: displayName } }) // prettier-ignore
const chain = chainOf([entryOf(uuid('d', 1), 1, [name('Desk 1')]), entryOf(uuid('d', 1), 2, [name('Desk 2')])])
const [one, two] = chain
if (one === undefined || two === undefined) throw new Error('two entries')

const ruling = (entryHash: string, word: string, seq: number) => {
  const values = { entryHash, ruling: word, reason: 'restored disk' }
  return entryOf(uuid('h', 1), seq, [{ op: 'add', table: 'journalRuling', id: uuid('r', seq), values }])
}
const redaction = (groups: readonly string[], upTo: string, table = 'device') =>
  entryOf(uuid('h', 1), 9, [
    { op: 'add', table: 'redaction', id: uuid('r', 9), values: { table, record: asha, groups, upTo } },
  ])

describe('rulings', () => {
  test('of the rulings on one entry the latest by clock counts, in any order', () => {
    const hq = chainOf([
      ruling(one.hash, 'quarantine', 1),
      ruling(one.hash, 'release', 2),
      ruling(two.hash, 'quarantine', 3),
    ])
    const rulings = hq.flatMap(held => rulingsIn(held).rulings)
    expect(quarantinedHashes(rulings)).toEqual(new Set([two.hash]))
    expect(quarantinedHashes([...rulings].reverse())).toEqual(new Set([two.hash]))
    expect(quarantinedHashes([...rulings.slice(0, 1), ...rulings])).toEqual(new Set([two.hash]))
  })

  test('a ruling that this version cannot read is passed over', () => {
    expect(rulingsIn(chainOf([ruling(one.hash, 'pardon', 1)])[0] ?? one).rulings).toEqual([])
    expect(rulingsIn(one)).toEqual({ rulings: [], redactions: [] })
  })

  test('redactions of one group reach as far as the latest of them', () => {
    const all = chainOf([redaction(['name', 'key'], 'b'), redaction(['name'], 'a')]).flatMap(
      held => rulingsIn(held).redactions,
    )
    const upTo = redactedUpTo(all)
    expect([upTo('device', asha, 'name'), upTo('device', asha, 'key')]).toEqual(['b', 'b'])
    expect(upTo('device', uuid('p', 2), 'name')).toBeUndefined()
  })

  test('what HQ rules can be erased by nobody', () => {
    const { redactions } = rulingsIn(chainOf([redaction([''], '~', 'journalRuling')])[0] ?? one)
    const upTo = redactedUpTo(redactions)
    expect(upTo('journalRuling', asha, '')).toBeUndefined()
    expect(redactEntry(sha256, one, upTo)).toBe(one.entry)
  })
})

describe('the changes of a record in the light of what HQ says', () => {
  test('each carries clock, base, values and state', () => {
    const [first, second] = gatherRecord(plain, chain, 'device', asha).get('name') ?? []
    expect(first).toEqual({
      clock: clockIn(one),
      base: [],
      values: { name: 'Desk 1' },
      state: 'known',
      quarantined: false,
    })
    expect(second?.clock).toBe(clockIn(two))
    expect(gatherRecord(plain, chain, 'device', uuid('p', 2)).size).toBe(0)
  })

  test('a quarantined entry gives no value', () => {
    const reading = { ...plain, isQuarantined: (hash: string) => hash === two.hash }
    expect(foldRecord(reading, chain, 'device', asha).groups.get('name')?.values).toEqual({ name: 'Desk 1' })
  })

  test('values are erased up to the clock, whether the entry was erased already or not', () => {
    const upTo = redactedUpTo([{ table: 'device', record: asha, groups: ['name'], upTo: clockIn(one) }])
    const whole = foldRecord({ ...plain, redactedUpTo: upTo }, chain, 'device', asha)
    const erased = [{ entry: redactEntry(sha256, one, upTo), hash: one.hash }, two]
    expect(foldRecord({ ...plain, redactedUpTo: upTo }, erased, 'device', asha)).toEqual(whole)
    expect(whole.groups.get('name')?.values).toEqual({ name: 'Desk 2' })
    expect(gatherRecord({ ...plain, redactedUpTo: upTo }, chain, 'device', asha).get('name')?.[0]).toMatchObject({
      values: null,
      state: 'redacted',
    })
  })
})
