import { expect, test } from 'vitest'
import { freeDeviceCode } from '../../../db/device-code.ts'
import { deviceCodeAlphabet, deviceCodePattern } from '../../../domain/numbers.ts'

const zeros = (bytes: number) => new Uint8Array(bytes)
const letters = [...deviceCodeAlphabet]
const allOf = (prefix: string) => letters.flatMap(third => letters.map(fourth => prefix + third + fourth))

test('a new code keeps the characters of headquarters and is nobody else’s', () => {
  expect(freeDeviceCode('A1K7', new Set(['A1K7']), zeros)).toBe('A122')
  expect(freeDeviceCode('A1K7', new Set(['A122', 'A123']), zeros)).toBe('A124')
  expect(freeDeviceCode('A1K7', new Set(), bytes => new Uint8Array(bytes).fill(255))).toMatch(/^A1/)
})

test('the last free code of a headquarters is found, whatever the dice say', () => {
  const taken = new Set(allOf('A1'))
  taken.delete('A1ZZ')
  for (const dice of [0, 1, 128, 255]) {
    expect(freeDeviceCode('A1K7', taken, bytes => new Uint8Array(bytes).fill(dice))).toBe('A1ZZ')
  }
})

test('when all 961 are taken, all four characters are drawn', () => {
  const taken = new Set(allOf('A1'))
  const code = freeDeviceCode('A1K7', taken, zeros)
  expect(code).toMatch(deviceCodePattern)
  expect(code.slice(0, 2)).not.toBe('A1')
  expect(taken).not.toContain(code)
})
