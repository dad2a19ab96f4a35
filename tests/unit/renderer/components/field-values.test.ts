import { describe, expect, test } from 'vitest'
import { parseLook } from '../../../../renderer/app/look.ts'
import { bytesText, dateTimeText } from '../../../../renderer/components/plain-text.ts'
import { readTime } from '../../../../renderer/components/time-field.tsx'
import { minutesAndSeconds } from '../../../../renderer/features/sign-in/lock-out-clock.tsx'

describe('a time of day', () => {
  test('is read as people type it', () => {
    expect(['9', '930', '9.30', '09:30', '1330', '0:05'].map(readTime)).toEqual([
      '09:00', '09:30', '09:30', '09:30', '13:30', '00:05',
    ]) // prettier-ignore
  })
  test('is undefined when there is no such time', () => {
    expect(['', '25', '9:60', 'noon', '12345'].map(readTime)).toEqual(Array(5).fill(undefined))
  })
})

describe('plain texts', () => {
  test('show an instant in the clinic’s zone with Western digits in both languages', () => {
    expect(dateTimeText('2026-03-31T18:30:00.000Z', 'en', 'Asia/Kolkata')).toBe('01 Apr 2026, 00:00')
    expect(dateTimeText('2026-03-31T18:30:00.000Z', 'hi', 'Asia/Kolkata')).toMatch(/^01 .+ 2026, 00:00$/)
  })
  test('show sizes as disks count', () => {
    expect([500, 12_400_000, 2_500_000_000].map(bytesText)).toEqual(['1 kB', '12.4 MB', '2.50 GB'])
  })
  test('count a lock-out down in minutes and seconds', () => {
    expect([247_000, 59_001, -5].map(minutesAndSeconds)).toEqual(['4:07', '1:00', '0:00'])
  })
})

describe('the remembered look', () => {
  test('is taken only when both parts are known', () => {
    expect(parseLook('dark hi')).toEqual({ theme: 'dark', language: 'hi' })
    expect(parseLook('neon hi')).toBeNull()
    expect(parseLook(null)).toBeNull()
  })
})
