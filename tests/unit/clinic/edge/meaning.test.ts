import { expect, test } from 'vitest'
import { meaningOf } from '../../../../clinic/edge/meaning.ts'

const bill = {
  intent: 'a',
  billId: 'b',
  lines: [{ quantity: 1, base: 'x' }],
  linesBase: ['1-a'],
  expectedTotal: 500_00,
}

test('another content is another meaning, wherever in the input it differs', () => {
  expect(meaningOf({ ...bill, expectedTotal: 500_01 })).not.toBe(meaningOf(bill))
  expect(meaningOf({ ...bill, lines: [{ quantity: 2, base: 'x' }] })).not.toBe(meaningOf(bill))
  expect(meaningOf({ ...bill, lines: [] })).not.toBe(meaningOf(bill))
})

test('the intent and what the screen showed meanwhile are no part of the meaning', () => {
  const fresher = { ...bill, intent: 'c', linesBase: ['2-b'], lines: [{ quantity: 1, base: 'y' }] }
  expect(meaningOf(fresher)).toBe(meaningOf(bill))
})

test('no PIN, password or key can be guessed from it', () => {
  const of = (secret: string) =>
    meaningOf({
      pin: secret,
      admin: { pin: secret, password: secret },
      newPin: secret,
      ownPin: secret,
      recoveryKey: secret,
    })
  expect(of('4826')).toBe(of('1397'))
})

test('text that no journal could hold has a meaning too', () => {
  expect(meaningOf({ gstin: '\ud800\0' })).toMatch(/^[\w-]{43}$/)
})
