import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { entryText } from '../../../../domain/journal/entry.ts'
import { MAX_ENTRY_BYTES, parseEntry, readEntry } from '../../../../domain/journal/parse-entry.ts'
import { entryOf, phone, uuid } from './journal-fixtures.ts'

const device = uuid('d', 1)
const patient = uuid('p', 1)
const entry = entryOf(device, 1, [phone(patient, '+919822041763')])
const withNote = (note: string) => entryOf(device, 1, [{ op: 'add', table: 'note', id: patient, values: { note } }])

describe('reading an entry from outside', () => {
  test('an entry of this version is read as it is, with its canonical text', () => {
    expect(parseEntry(JSON.stringify(entry))).toEqual({ ok: true, value: { entry, text: entryText(entry) } })
  })

  test('tables, groups and values of a newer version pass, untouched', () => {
    const odd = { ['__proto__']: 1, z: { list: [1, { deep: 'நன்றி' }] } }
    const newer = entryOf(device, 1, [
      { op: 'set', table: 'hologram', id: patient, group: 'aura', base: [], values: odd },
    ])
    const text = entryText(newer)
    expect(parseEntry(text)).toMatchObject({ ok: true, value: { text } })
  })

  test('256 KB of canonical bytes are accepted and one byte more is not', () => {
    const room = MAX_ENTRY_BYTES - Buffer.byteLength(entryText(withNote('')))
    expect(parseEntry(entryText(withNote('a'.repeat(room))))).toMatchObject({ ok: true })
    expect(parseEntry(entryText(withNote('a'.repeat(room + 1))))).toMatchObject({ ok: false, code: 'too-large' })
    expect(readEntry(withNote('a'.repeat(room + 1)))).toMatchObject({ ok: false, code: 'too-large' })
    expect(parseEntry(entryText(withNote('க'.repeat(Math.ceil(room / 3) + 1))))).toMatchObject({ code: 'too-large' })
  })

  test.each([
    ['no JSON', '{'],
    ['null', 'null'],
    ['a list', '[]'],
    ['a field of its own in the header', { ...entry, extra: 1 }],
    ['a missing field', { ...entry, actor: undefined }],
    ['a device in capitals', { ...entry, device: device.toUpperCase() }],
    ['a number from 0', { ...entry, seq: 0 }],
    ['a fraction as number', { ...entry, seq: 1.5 }],
    ['a short clock', { ...entry, hlc: '0' }],
    ['a local time', { ...entry, at: '2026-11-22T09:30:00+05:30' }],
    ['a short salt', { ...entry, salt: 'ab' }],
    ['no change', { ...entry, changes: [] }],
    ['a base that is no clock', { ...entry, changes: [{ ...phone(patient, '1'), base: ['x'] }] }],
    ['a group without a name', { ...entry, changes: [{ ...phone(patient, '1'), group: '' }] }],
    ['two changes of one group', { ...entry, changes: [phone(patient, '1'), phone(patient, '2')] }],
    ['values that are a list', { ...entry, changes: [{ ...phone(patient, '1'), values: [] }] }],
    ['money with a fraction', { ...entry, changes: [{ ...phone(patient, '1'), values: { amount: 0.5 } }] }],
    ['a lone surrogate', { ...entry, changes: [{ ...phone(patient, '1'), values: { phone: '\ud800' } }] }],
    ['U+0000', { ...entry, changes: [{ ...phone(patient, '1'), values: { phone: '\0' } }] }],
    [
      'erased values beside a salt',
      { ...entry, changes: [{ op: 'add', table: 't', id: 'x', valuesHash: 'a'.repeat(64) }] },
    ],
    ['neither salt nor erased values', { ...entry, salt: undefined }],
  ])('%s is refused', (_, input) => {
    const line = typeof input === 'string' ? input : JSON.stringify(input)
    expect(parseEntry(line)).toMatchObject({ ok: false, code: 'bad-entry' })
  })

  test('no input makes it throw', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.json()), line => {
        expect(parseEntry(line).ok).toBe(false)
      }),
    )
  })
})
