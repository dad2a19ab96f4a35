import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { canonical } from '../../../../domain/journal/canonical.ts'
import {
  entryHash,
  entryText,
  GENESIS,
  hashEntry,
  headerText,
  payloadHash,
  saltOf,
  valuesHash,
  writeEntry,
} from '../../../../domain/journal/entry.ts'
import { parseEntry } from '../../../../domain/journal/parse-entry.ts'
import { redactEntry } from '../../../../domain/journal/redact.ts'
import { redactedUpTo } from '../../../../domain/journal/rulings.ts'
import type { Change } from '../../../../domain/journal/types.ts'
import { chainOf, clockIn, entryOf, phone, sha256, uuid } from './journal-fixtures.ts'

const asha = uuid('p', 1)
const ravi = uuid('p', 2)
const device = uuid('d', 1)
const payment: Change = { op: 'add', table: 'payment', id: uuid('y', 1), values: { amount: 987_654, mode: 'cash' } }
const entry = entryOf(device, 1, [phone(asha, '+919822041763'), phone(ravi, '+919822041764'), payment])
const [held] = chainOf([entry])
if (held === undefined) throw new Error('one entry, one hash')
const clock = clockIn(held)

const erase = (record: string, groups: readonly string[], upTo = clock, table = 'patient') =>
  redactEntry(sha256, held, redactedUpTo([{ table, record, groups, upTo }]))

describe('the hash of an entry', () => {
  test('covers every field of the header, the entry before and the payload', () => {
    const hashes = [
      held.hash,
      hashEntry(sha256, sha256('another'), entry),
      ...[{ actor: ravi }, { at: '2026-11-22T09:30:01.000Z' }, { hlc: '0'.repeat(17) }, { intent: ravi }].map(other =>
        hashEntry(sha256, GENESIS, { ...entry, ...other }),
      ),
      ...[{ clinic: ravi }, { device: ravi }, { schema: 2 }, { seq: 2 }, { salt: 'a'.repeat(32) }].map(other =>
        hashEntry(sha256, GENESIS, { ...entry, ...other }),
      ),
      hashEntry(sha256, GENESIS, { ...entry, changes: [...entry.changes].reverse() }),
      hashEntry(sha256, GENESIS, { ...entry, changes: entry.changes.slice(1) }),
    ]
    expect(new Set(hashes).size).toBe(hashes.length)
  })

  test('covers op, table, id, group, base and every value of a change', () => {
    const original = phone(asha, '1')
    if (original.op !== 'set') throw new Error('an edit')
    const others = [
      { ...original, table: 'user' },
      { ...original, id: ravi },
      { ...original, group: 'name' },
      { ...original, base: [clock] },
      { ...original, values: { phone: '2' } },
      { op: 'add', table: original.table, id: original.id, values: original.values },
    ] satisfies Change[]
    const hashes = [original, ...others].map(each => payloadHash(sha256, { salt: entry.salt, changes: [each] }))
    expect(new Set(hashes).size).toBe(hashes.length)
  })

  test('is the one that the format description gives', () => {
    const salt = 'ab'.repeat(16)
    const change = { op: 'add', table: 'payment', id: 'x', values: { amount: 5 } } as const
    const values = sha256(sha256(`${salt}/0`).slice(0, 32) + '{"amount":5}')
    const payload = sha256(`[{"id":"x","op":"add","table":"payment","valuesHash":"${values}"}]`)
    expect(valuesHash(sha256, saltOf(sha256, salt, 0), change.values)).toBe(values)
    expect(payloadHash(sha256, { salt, changes: [change] })).toBe(payload)
    expect(entryHash(sha256, entry, GENESIS, payload)).toBe(sha256(headerText(entry, GENESIS, payload)))
    expect(headerText(entry, GENESIS, payload)).toContain(`"payloadHash":"${payload}","prev":"${GENESIS}"`)
  })

  test('the text that is kept is the canonical JSON of the entry', () => {
    expect(entryText(entry)).toBe(canonical(JSON.parse(JSON.stringify(entry))))
  })
})

describe('an entry written from the texts of its values', () => {
  const id = fc.uuid()
  const values = fc.dictionary(
    fc.string({ unit: 'binary' }).filter(key => !key.includes('\0')),
    fc.oneof(fc.maxSafeInteger(), fc.constant(null), fc.string(), fc.array(fc.boolean())),
  )
  const change: fc.Arbitrary<Change> = fc.oneof(
    fc.record({ op: fc.constant('add' as const), table: fc.string(), id, values }),
    fc.record({
      op: fc.constant('set' as const),
      table: fc.string(),
      id,
      group: fc.string(),
      base: fc.array(fc.constant(clock)),
      values,
    }),
  )

  test('has the hash and the text of the same entry written whole', () => {
    fc.assert(
      fc.property(fc.array(change, { minLength: 1 }), fc.uuid(), (changes, actor) => {
        const whole = { ...entry, actor, changes }
        const texts = changes.map(each => ({ change: each, valuesText: canonical(each.values) }))
        const written = writeEntry(sha256, held.hash, whole, texts)
        expect(written.text).toBe(entryText(whole))
        expect(written.hash).toBe(hashEntry(sha256, held.hash, whole))
        expect(written.entry).toEqual(whole)
      }),
    )
  })
})

describe('redaction', () => {
  const redacted = erase(asha, ['phone'])

  test('leaves the hash of the entry as it was, so the chain and its seals hold', () => {
    expect(hashEntry(sha256, GENESIS, redacted)).toBe(held.hash)
  })

  test('keeps of an erased change only table, record, group, base and the hash of its values', () => {
    expect(Object.keys(redacted.changes[0] ?? {}).sort()).toEqual(['base', 'group', 'id', 'op', 'table', 'valuesHash'])
    expect(entryText(redacted)).not.toContain('9822041763')
  })

  test('keeps the other changes of the entry, and the chain still proves them', () => {
    expect(redacted.changes[1]).toMatchObject(phone(ravi, '+919822041764'))
    const forged = parseEntry(entryText(redacted).replace('+919822041764', '+919999999999'))
    expect(forged.ok && hashEntry(sha256, GENESIS, forged.value.entry)).toMatch(/^[0-9a-f]{64}$/)
    expect(forged.ok && hashEntry(sha256, GENESIS, forged.value.entry)).not.toBe(held.hash)
  })

  test('removes the salt, so that an erased number cannot be found by trying', () => {
    expect(redacted).not.toHaveProperty('salt')
    const shown = redacted.changes.flatMap(each => ('salt' in each ? each.salt : []))
    expect(shown).toHaveLength(2)
    const tried = shown.map(salt => valuesHash(sha256, salt, { phone: '+919822041763' }))
    const kept = redacted.changes.flatMap(each => ('valuesHash' in each ? each.valuesHash : []))
    expect(tried).not.toContain(kept[0])
  })

  test('survives the journey', () => {
    const read = parseEntry(entryText(redacted))
    expect(read).toMatchObject({ ok: true, value: { entry: redacted } })
  })

  test('can be done again for another record, and twice for one', () => {
    const upTo = redactedUpTo([{ table: 'patient', record: ravi, groups: ['phone'], upTo: clock }])
    const both = redactEntry(sha256, { entry: redacted, hash: held.hash }, upTo)
    expect(entryText(both)).not.toContain('98220')
    expect(hashEntry(sha256, GENESIS, both)).toBe(held.hash)
    expect(redactEntry(sha256, { entry: both, hash: held.hash }, upTo)).toBe(both)
  })

  test('reaches facts by their unnamed group', () => {
    const fact = erase(payment.id, [''], clock, 'payment')
    expect(entryText(fact)).not.toContain('987654')
    expect(hashEntry(sha256, GENESIS, fact)).toBe(held.hash)
  })

  test('leaves alone what it does not name: other groups, other records, later changes', () => {
    expect(erase(asha, ['name'])).toBe(entry)
    expect(erase(uuid('p', 3), ['phone'])).toBe(entry)
    expect(erase(asha, ['phone'], '0')).toBe(entry)
  })
})
