import { describe, expect, it } from 'vitest'
import {
  ageSexText, ageText, dateDigits, dateText, doctorName, doctorShortName, initials, minutesBetween, phoneText,
  rateText, readBirth, readDate, readPhone,
} from '../../../domain/words.ts' // prettier-ignore

describe('people in few words', () => {
  it('gives years without a unit in a row, months and days with one', () => {
    expect(ageSexText({ age: { value: 61, unit: 'y' }, sex: 'female' })).toBe('61 F')
    expect(ageSexText({ age: { value: 8, unit: 'm' }, sex: 'female' })).toBe('8 m F')
    expect(ageSexText({ age: null, sex: 'other' })).toBe('O')
    expect(ageSexText({ age: null, sex: 'unknown' })).toBe('')
  })

  it('marks an estimated age', () => {
    expect(ageText({ value: 61, unit: 'y' }, true)).toBe('~61 y')
    expect(ageText({ value: 12, unit: 'd' })).toBe('12 d')
    expect(ageText({ value: 61, unit: 'y' }, false, 'hi')).toBe('61 वर्ष')
    expect(ageText(null)).toBe('')
  })

  it('takes initials from the first and the last word, in any script', () => {
    expect(initials('Rukmini Deshpande')).toBe('RD')
    expect(initials('Murugan')).toBe('M')
    expect(initials('रुक्मिणी देशपांडे')).toBe('रुदे')
    expect(initials('Baby of Pooja')).toBe('BP')
  })

  it('says Dr. once, and the name that people say', () => {
    expect(doctorName('Meera Kulkarni')).toBe('Dr. Meera Kulkarni')
    expect(doctorName('Dr. Meera Kulkarni')).toBe('Dr. Meera Kulkarni')
    expect(doctorShortName('Dr. Meera Kulkarni')).toBe('Dr. Kulkarni')
    expect(doctorShortName('Tamilselvi N.')).toBe('Dr. Tamilselvi')
    expect(doctorName('Drishti Rao')).toBe('Dr. Drishti Rao')
  })
})

describe('phone numbers', () => {
  it('are shown in two groups of five', () => {
    expect(phoneText('+919822041763')).toBe('98220 41763')
    expect(phoneText(null)).toBe('')
  })

  it.each([['98220 41763'], ['9822041763'], ['+91 98220 41763'], ['098220-41763'], ['919822041763']])(
    'are read from %s',
    typed => expect(readPhone(typed)).toBe('+919822041763'),
  )

  it.each([['98220'], ['1234567890'], ['98220 41763 x'], ['']])('are not read from %j', typed =>
    expect(readPhone(typed)).toBeUndefined(),
  )
})

describe('dates and rates', () => {
  it('write a date long, medium, short and in digits', () => {
    expect(dateText('2026-11-23', 'long')).toBe('Monday, 23 November 2026')
    expect(dateText('2026-11-23', 'medium')).toBe('23 Nov 2026')
    expect(dateText('2026-11-03', 'short')).toBe('03 Nov')
    expect(dateText('2026-11-23', 'long', 'hi')).toContain('23 नवंबर 2026')
    expect(dateDigits('2026-11-23')).toBe('23-11-2026')
  })

  it('never count negative minutes', () => {
    expect(minutesBetween('2026-11-23T05:00:00.000Z', '2026-11-23T05:24:59.000Z')).toBe(24)
    expect(minutesBetween('2026-11-23T05:00:00.000Z', '2026-11-23T04:00:00.000Z')).toBe(0)
  })

  it('write basis points as a rate', () => {
    expect(rateText(500)).toBe('5 %')
    expect(rateText(250)).toBe('2.5 %')
    expect(rateText(0)).toBe('0 %')
  })

  it('read an age or a date of birth, day first', () => {
    expect(readBirth('42', '2026-11-23')).toEqual({ birthDate: '1984-07-01', precision: 'year' })
    expect(readBirth('14-03-1985', '2026-11-23')).toEqual({ birthDate: '1985-03-14', precision: 'day' })
    expect(readBirth('4/3/1985', '2026-11-23')).toEqual({ birthDate: '1985-03-04', precision: 'day' })
  })

  it.each([['31-02-1985'], ['14-03-2030'], ['14-03-1700'], ['14/3/85'], ['abc'], ['']])('refuse %j as a birth', typed =>
    expect(readBirth(typed, '2026-11-23')).toBeUndefined(),
  )
})

describe('a day as it is typed', () => {
  it.each([
    ['23-11-2026', '2026-11-23'],
    ['23/11/26', '2026-11-23'],
    ['1.4', '2026-04-01'],
    ['5', '2026-11-05'],
    ['05112025', '2025-11-05'],
    ['051125', '2025-11-05'],
  ])('%s', (typed, date) => {
    expect(readDate(typed, '2026-11-22')).toBe(date)
  })

  it.each(['', '31-11-2026', '0', 'tomorrow', '1-2-3', '2026-11-23'])('%j is none', typed => {
    expect(readDate(typed, '2026-11-22')).toBeUndefined()
  })
})
