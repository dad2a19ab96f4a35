import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { readRecoveryKey, writeRecoveryKey } from '../../../domain/recovery-key.ts'

const key = fc.uint8Array({ minLength: 32, maxLength: 32 }).map(bytes => Buffer.from(bytes).toString('hex'))

describe('the recovery key', () => {
  it('gives the key of the database back, however it is typed', () => {
    fc.assert(
      fc.property(key, hex => {
        const written = writeRecoveryKey(hex)
        expect(written).toMatch(/^([0-9A-Z]{6}-){8}[0-9A-Z]{6}$/)
        expect(readRecoveryKey(written)).toBe(hex)
        expect(readRecoveryKey(` ${written.toLowerCase().replaceAll('-', ' ').replaceAll('0', 'o')} `)).toBe(hex)
      }),
    )
  })

  it('notices one wrong character and two neighbours swapped', () => {
    const places = fc.integer({ min: 0, max: 53 })
    fc.assert(
      fc.property(key, places, fc.integer({ min: 1, max: 31 }), (hex, place, step) => {
        const alphabet = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'
        const plain = [...writeRecoveryKey(hex).replaceAll('-', '')]
        const wrong = alphabet[(alphabet.indexOf(plain[place] ?? '') + step) % 32] ?? ''
        expect(readRecoveryKey(plain.with(place, wrong).join(''))).toBeUndefined()
        const next = (place + 1) % 54
        const swapped = plain.with(place, plain[next] ?? '').with(next, plain[place] ?? '')
        if (next > place && plain[next] !== plain[place]) expect(readRecoveryKey(swapped.join(''))).toBeUndefined()
      }),
    )
  })

  it('refuses what has another length or other characters', () => {
    expect(readRecoveryKey('')).toBeUndefined()
    expect(readRecoveryKey('0'.repeat(53))).toBeUndefined()
    expect(readRecoveryKey('U'.repeat(54))).toBeUndefined()
  })
})
