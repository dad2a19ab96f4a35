import fc from 'fast-check'
import { expect, test } from 'vitest'
import { formatHeads, parseHeads } from '../../../db/heads.ts'
import { idKey, idOfKey } from '../../../db/blob.ts'
import { makeIds } from '../../../db/ids.ts'
import { isNetworkDrive } from '../../../db/network-drive.ts'
import { randomFrom } from '../../../db/node-crypto.ts'

const clock = fc.integer({ min: 0, max: 99 }).map(n => String(n).padStart(71, '0'))
const heads = fc.dictionary(fc.stringMatching(/^[a-z]{1,8}$/), fc.uniqueArray(clock, { minLength: 1, maxLength: 3 }))

test('heads read back as they were written', () => {
  fc.assert(
    fc.property(heads, byGroup => {
      const sorted = Object.entries(byGroup).map(([group, clocks]) => [group, [...clocks].sort()] as const)
      const read = parseHeads(formatHeads(new Map(sorted)))
      expect(new Map([...read].map(([group, clocks]) => [group, [...clocks].sort()]))).toEqual(new Map(sorted))
    }),
  )
})

test('groups that one entry wrote share one clock', () => {
  const own = '1'.repeat(71)
  expect(formatHeads(new Map([['name', [own]], ['phone', [own]]]))).toBe(`${own} name,phone`) // prettier-ignore
  expect(parseHeads('').size).toBe(0)
})

test('ids are UUIDv7, each greater than the one before, also when the clock stands still or goes back', () => {
  const wall = [1000, 1000, 999, 5, 2000]
  let at = 0
  const newId = makeIds(() => wall[at++ % wall.length] ?? 0, randomFrom)
  const made = Array.from({ length: 20_000 }, newId)
  expect(made).toEqual([...made].sort())
  expect(new Set(made).size).toBe(made.length)
  expect(made.every(id => /^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/.test(id))).toBe(true)
})

test('a UUID is kept in sixteen bytes, any other id as it is', () => {
  fc.assert(
    fc.property(fc.uuid(), id => {
      expect(idKey(id)).toHaveLength(16)
      expect(idOfKey(idKey(id) as Uint8Array)).toBe(id)
    }),
  )
  expect(idKey('not a uuid')).toBe('not a uuid')
})

test('network drives are told by their path or their file system', () => {
  expect(isNetworkDrive('\\\\server\\share\\clinic.db')).toBe(true)
  expect(isNetworkDrive('/data/clinic.db', () => 0x6969)).toBe(process.platform === 'linux')
  expect(isNetworkDrive('/data/clinic.db', () => 0xef53)).toBe(false)
})
