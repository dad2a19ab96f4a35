import { describe, expect, test } from 'vitest'
import { syncWords } from '../../../../renderer/app/sync-words.ts'
import { translate } from '../../../../renderer/i18n/i18n.ts'
import { frameTexts } from '../../../../renderer/i18n/texts.ts'

const t = translate(frameTexts, 'en')
const at = '2026-11-23T05:12:00.000Z'
const words = (sync: Omit<Parameters<typeof syncWords>[0], 'since'>): string =>
  syncWords({ ...sync, since: null }, 'Asia/Kolkata', t).words

describe('the words about sending', () => {
  test('of a clinic without headquarters promise nothing but this PC', () => {
    expect(words({ state: 'alone', waiting: 12, at: null })).toBe('Works alone · all saved on this PC')
  })
  test('name the clinic’s own time', () => {
    expect(words({ state: 'all-sent', waiting: 0, at })).toBe('All sent · 10:42')
    expect(words({ state: 'waiting', waiting: 12, at })).toBe('12 waiting, last sent 10:42')
  })
  test('say how many wait while there is no line, or that none does, and warn', () => {
    expect(syncWords({ state: 'offline', waiting: 1, at, since: at }, 'Asia/Kolkata', t)).toEqual({
      tone: 'warn',
      words: 'Offline · 1 waiting',
    })
    expect(words({ state: 'offline', waiting: 0, at })).toBe('Offline · All sent · 10:42')
    expect(words({ state: 'offline', waiting: 0, at: null })).toBe('Offline · 0 waiting')
  })
})
