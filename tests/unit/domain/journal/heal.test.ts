import { describe, expect, test } from 'vitest'
import { GENESIS, type HashedEntry, type HeldEntry } from '../../../../domain/journal/entry.ts'
import { receive } from '../../../../domain/journal/exchange.ts'
import { entriesAt, lacksValues, takeValues } from '../../../../domain/journal/heal.ts'
import { memoryPort } from '../../../../domain/journal/memory-port.ts'
import { redactEntry } from '../../../../domain/journal/redact.ts'
import { redactedUpTo, type RedactedUpTo } from '../../../../domain/journal/rulings.ts'
import { chainOf, clinic, deviceKeys, entryOf, pageOf, phone, sha256, uuid } from './journal-fixtures.ts'

const device = uuid('d', 1)
const asha = uuid('p', 1)
const ravi = uuid('p', 2)
const chain = chainOf([
  entryOf(device, 1, [phone(ravi, '1')]),
  entryOf(device, 2, [phone(asha, '+919822041763'), phone(ravi, '+919822041764')]),
])
const whole = chain[1]
if (whole === undefined) throw new Error('two entries')

const keys = deviceKeys()
const port = memoryPort()
receive(port, { sha256, verify: keys.verify, clinic }, pageOf(keys, { seq: 0, hash: GENESIS }, chain))

const none: RedactedUpTo = () => undefined
const erasing = (record: string) => redactedUpTo([{ table: 'patient', record, groups: ['phone'], upTo: '~' }])
const without = (record: string): HashedEntry => ({
  entry: redactEntry(sha256, whole, erasing(record)),
  hash: whole.hash,
})
const take = (mine: HashedEntry, offered: HeldEntry) => takeValues(sha256, port, mine, offered)

describe('values that came erased', () => {
  test('are lacking unless a redaction that is held covers them', () => {
    expect(lacksValues(whole, none)).toBe(false)
    expect(lacksValues(without(asha), none)).toBe(true)
    expect(lacksValues(without(asha), erasing(ravi))).toBe(true)
    expect(lacksValues(without(asha), erasing(asha))).toBe(false)
    const earlier = redactedUpTo([{ table: 'patient', record: asha, groups: ['phone'], upTo: '0' }])
    expect(lacksValues(without(asha), earlier)).toBe(true)
  })

  test('are given by whoever holds the entry', () => {
    expect(entriesAt(port, [{ device, seq: 2, hash: whole.hash }])).toEqual([whole])
    expect(entriesAt(port, [{ device, seq: 1, hash: whole.hash }])).toEqual([])
    expect(entriesAt(port, [{ device: uuid('d', 2), seq: 2, hash: whole.hash }])).toEqual([])
  })

  test('are taken from the whole entry, or joined from two that lack different ones', () => {
    expect(take(without(asha), whole.entry)).toBe(whole.entry)
    const joined = take(without(asha), without(ravi).entry)
    expect(joined?.changes).toMatchObject([phone(asha, '+919822041763'), phone(ravi, '+919822041764')])
    expect(joined === undefined || lacksValues({ entry: joined, hash: whole.hash }, none)).toBe(false)
  })

  test('are not taken when the offer brings none', () => {
    expect(take(without(asha), without(asha).entry)).toBeUndefined()
  })

  test('are not taken from a forged entry', () => {
    const forged = entryOf(device, 2, [phone(asha, '+919999999999'), phone(ravi, '+919822041764')])
    expect(take(without(asha), forged)).toBeUndefined()
    expect(take(without(asha), chain[0]?.entry ?? forged)).toBeUndefined()
  })
})
