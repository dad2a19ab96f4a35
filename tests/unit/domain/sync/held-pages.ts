/** Pages of any entries that a replica may hold: erased ones, tables that nobody knows, every script. */
import * as fc from 'fast-check'
import { GENESIS, hashEntry, type HeldEntry, type Sha256 } from '../../../../domain/journal/entry.ts'
import { redactEntry } from '../../../../domain/journal/redact.ts'
import type { ChainPoint, Page } from '../../../../domain/journal/seal.ts'
import type { Change, Entry, Json, JsonObject } from '../../../../domain/journal/types.ts'
import { clinic, hlcAt, sha256, uuid } from '../journal/journal-fixtures.ts'

const hex = (digits: number): fc.Arbitrary<string> =>
  fc.array(fc.integer({ min: 0, max: 15 }), { minLength: digits, maxLength: digits }).map(each => each.map(digit => digit.toString(16)).join('')) // prettier-ignore
const anyText = fc
  .string({ unit: 'grapheme', maxLength: 12 })
  .filter(text => text.isWellFormed() && !text.includes('\0'))
const name = fc.oneof(
  fc.constantFrom('patient', 'name', '__proto__', 'hologram'),
  anyText.filter(text => text !== ''),
)
const id = fc.oneof(
  fc.nat(20).map(n => uuid('p', n)),
  fc.uuid(),
  name,
)
const hlc = fc.oneof(
  fc.tuple(fc.nat(50), fc.nat(3)).map(([ms, counter]) => hlcAt(1_795_000_000_000 + ms, counter)),
  hex(17),
)
const clock = fc.tuple(hlc, fc.uuid(), hex(16)).map(parts => parts.join('-'))

const { json } = fc.letrec<{ json: Json }>(tie => ({
  json: fc.oneof(
    { maxDepth: 3 },
    anyText,
    fc.maxSafeInteger().map(n => (Object.is(n, -0) ? 0 : n)),
    fc.boolean(),
    fc.constant(null),
    fc.array(tie('json'), { maxLength: 3 }),
    fc.dictionary(anyText, tie('json'), { maxKeys: 3 }),
  ),
}))
const values = fc.oneof(
  fc.constant({ phone: '+919822041763', phoneRelation: 'self' }),
  fc.dictionary(name, json, { maxKeys: 3 }).map(each => Object.fromEntries(Object.entries(each)) as JsonObject),
)

const change: fc.Arbitrary<Change> = fc.oneof(
  fc.record({ op: fc.constant('add' as const), table: name, id, values }),
  fc.record({ op: fc.constant('set' as const), table: name, id, group: name, base: fc.array(clock, { maxLength: 3 }), values }), // prettier-ignore
)
const changes = fc.uniqueArray(change, {
  minLength: 1,
  maxLength: 4,
  selector: each => `${each.table}\n${each.id}\n${each.op === 'set' ? each.group : ''}`,
})

const body = fc.record({
  actor: id,
  at: fc.oneof(
    fc.date({ noInvalidDate: true, min: new Date(0), max: new Date('9999-12-31') }).map(date => date.toISOString()),
    fc.constantFrom('2026-11-22T09:30:00Z', '2026-11-22T09:30:00.1234567Z'),
  ),
  changes,
  hlc,
  intent: fc.uuid(),
  salt: hex(32),
  schema: fc.integer({ min: 1, max: 3 }),
  /** Which changes the law has erased. */
  erased: fc.oneof(fc.constant(0), fc.nat(15)),
})

export const pageArbitrary: fc.Arbitrary<Page> = fc
  .record({
    device: fc.nat(3),
    seq: fc.nat(2 ** 40),
    entries: fc.array(body, { maxLength: 5 }),
    hash: hex(64),
    signature: hex(128),
  }) // prettier-ignore
  .map(({ device, seq, entries, hash, signature }) => {
    const after: ChainPoint = seq % 3 === 0 ? { seq: 0, hash: GENESIS } : { seq, hash }
    const writer = uuid('d', device)
    const held = entries.map(({ erased, ...entry }, index) =>
      erase(sha256, { ...entry, clinic, device: writer, seq: after.seq + 1 + index }, erased),
    )
    return {
      device: writer,
      after,
      entries: held,
      seal: { device: writer, seq: after.seq + held.length, hash, signature },
    }
  })

function erase(sha256: Sha256, entry: Entry, erased: number): HeldEntry {
  const hash = hashEntry(sha256, GENESIS, entry)
  return redactEntry(sha256, { entry, hash }, (table, id, group) => {
    const index = entry.changes.findIndex(
      each => each.table === table && each.id === id && (each.op === 'set' ? each.group : '') === group,
    )
    return (erased >> index) % 2 === 1 ? 'g' : undefined
  })
}
