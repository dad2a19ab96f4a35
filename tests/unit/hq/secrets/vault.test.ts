import { expect, test } from 'vitest'
import { makeVault } from '../../../../hq/secrets/vault.ts'

const old = 'a'.repeat(40)
const present = 'b'.repeat(40)
const vault = makeVault({ present: old, previous: undefined })

test('a sealed text opens for the purpose that it was sealed for', () => {
  const sealed = vault.seal('सुरक्षित', 'clinic 1')
  expect(sealed).not.toContain('सुरक्षित')
  expect(vault.open(sealed, 'clinic 1')).toBe('सुरक्षित')
  expect(() => vault.open(sealed, 'clinic 2')).toThrow(/authenticate/)
})

test('the same text is never sealed twice to the same', () => {
  expect(vault.seal('text', 'clinic')).not.toBe(vault.seal('text', 'clinic'))
})

test('a secret that was replaced opens as long as it is named', () => {
  const sealed = vault.seal('text', 'clinic')
  expect(makeVault({ present, previous: old }).open(sealed, 'clinic')).toBe('text')
  expect(() => makeVault({ present, previous: undefined }).open(sealed, 'clinic')).toThrow(/does not have/)
})

test('what is sealed anew needs the old secret no longer, and stays as it is the next time', () => {
  const both = makeVault({ present, previous: old })
  const renewed = both.renew(vault.seal('text', 'clinic'), 'clinic')
  expect(makeVault({ present, previous: undefined }).open(renewed, 'clinic')).toBe('text')
  expect(both.renew(renewed, 'clinic')).toBe(renewed)
  expect(() => both.renew(vault.seal('text', 'clinic'), 'another clinic')).toThrow(/authenticate/)
})

test('a changed byte is found out', () => {
  const sealed = vault.seal('text', 'clinic')
  const parts = sealed.split('.')
  const body = parts[2] ?? ''
  parts[2] = (body.startsWith('0') ? '1' : '0') + body.slice(1)
  expect(() => vault.open(parts.join('.'), 'clinic')).toThrow(/authenticate/)
})
