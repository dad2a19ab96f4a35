import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  documentKinds,
  documentNumber,
  documentNumberPattern,
  lastOfSeries,
  seriesKey,
  type DocumentKind,
} from '../../../domain/numbers.ts'
import { permissions, permissionsOf, rolePresets, roles } from '../../../domain/permissions.ts'
import { ageOn, birthFromAge, dayBounds, financialYear, localDate, localTime } from '../../../domain/time.ts'

describe('the clinic’s day', () => {
  test('it begins at local midnight', () => {
    expect(localDate('2026-03-31T18:29:59.999Z', 'Asia/Kolkata')).toBe('2026-03-31')
    expect(localDate('2026-03-31T18:30:00.000Z', 'Asia/Kolkata')).toBe('2026-04-01')
    expect(localTime('2026-03-31T18:30:00.000Z', 'Asia/Kolkata')).toBe('00:00')
  })

  test('it lasts from local midnight to the next, also where clocks are put forward', () => {
    expect(dayBounds('2026-04-01', 'Asia/Kolkata')).toEqual({
      from: '2026-03-31T18:30:00.000Z',
      until: '2026-04-01T18:30:00.000Z',
    })
    expect(dayBounds('2026-03-29', 'Europe/Berlin')).toEqual({
      from: '2026-03-28T23:00:00.000Z',
      until: '2026-03-29T22:00:00.000Z',
    })
  })

  test('the financial year begins on 1 April', () => {
    expect(financialYear('2026-03-31')).toBe(2025)
    expect(financialYear('2026-04-01')).toBe(2026)
  })
})

describe('document numbers', () => {
  test('they read as device, kind, year and counter', () => {
    expect(documentNumber(seriesKey('A1K7', 'receipt', '2026-11-22'), 123)).toBe('A1K7R-26/000123')
  })

  test('they have at most sixteen characters, of those that the law allows', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...(Object.keys(documentKinds) as DocumentKind[])),
        fc.integer({ min: 1, max: lastOfSeries }),
        (kind, next) => {
          const number = documentNumber(seriesKey('A1K7', kind, '2026-04-01'), next)
          expect(number.length).toBeLessThanOrEqual(16)
          expect(number).toMatch(/^[A-Z0-9][A-Z0-9\-/]*$/)
          expect(number).toMatch(documentNumberPattern)
        },
      ),
    )
  })

  test('no two kinds share a letter', () => {
    expect(new Set(Object.values(documentKinds)).size).toBe(Object.keys(documentKinds).length)
  })
})

describe('age', () => {
  test.each([
    ['1984-11-23', '2026-11-22', { value: 41, unit: 'y' }],
    ['1984-11-22', '2026-11-22', { value: 42, unit: 'y' }],
    ['2026-03-20', '2026-11-22', { value: 8, unit: 'm' }],
    ['2026-11-10', '2026-11-22', { value: 12, unit: 'd' }],
    ['2026-11-22', '2026-11-22', { value: 0, unit: 'd' }],
  ] as const)('born %s, on %s', (born, today, age) => {
    expect(ageOn(born, today)).toEqual(age)
  })

  test('a birth in the future has no age', () => {
    expect(ageOn('2026-11-23', '2026-11-22')).toBeUndefined()
  })

  test('an age that is told becomes an estimated birth date of the same age', () => {
    for (const typed of ['42', '42y', '8m', '12d', '0', '130']) {
      const birth = birthFromAge(typed, '2026-11-22')
      const age = birth && ageOn(birth.birthDate, '2026-11-22')
      expect(birth, typed).toBeDefined()
      if (typed !== '0') expect(age?.value, typed).toBe(Number.parseInt(typed, 10))
    }
  })

  test.each(['', '-1', '131', 'abc', '4 2', '12w'])('%j is no age', typed => {
    expect(birthFromAge(typed, '2026-11-22')).toBeUndefined()
  })
})

describe('permissions', () => {
  test('each permission is held by at least one role', () => {
    const held = permissionsOf(roles)
    expect(permissions.filter(permission => !held.has(permission))).toEqual([])
  })

  test('the front desk neither cancels documents nor manages people', () => {
    const desk = permissionsOf(['front-desk'])
    for (const permission of ['billing.cancel', 'billing.refund', 'user.manage', 'audit.read'] as const) {
      expect(desk.has(permission)).toBe(false)
    }
  })

  test('the auditor changes nothing but own settings', () => {
    expect(rolePresets.auditor.filter(name => /\.(write|manage|cancel|refund|discount)$/.test(name))).toEqual([])
  })
})
