import { expect, test } from 'vitest'
import { requestId } from '../../../../hq/http/request-id.ts'
import { uuidv7 } from '../../../../hq/uuidv7.ts'

const random = (bytes: number): Uint8Array => new Uint8Array(bytes).fill(0xff)
const now = Date.UTC(2026, 10, 22)

test('an id that can be logged as it is stays', () => {
  expect(requestId('desk-2_0001', now, random)).toBe('desk-2_0001')
})

test.each([undefined, 'short', 'x'.repeat(65), 'two\nlines here', 'रुक्मिणी-देशपांडे', ['desk-2_0001']])(
  'anything else (%j) gets a new one',
  given => {
    expect(requestId(given, now, random)).toBe(uuidv7(now, random))
  },
)

test('a new id is a UUID of version 7 that begins with the moment', () => {
  const id = uuidv7(now, random)
  expect(id).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/)
  expect(parseInt(id.replaceAll('-', '').slice(0, 12), 16)).toBe(now)
})
