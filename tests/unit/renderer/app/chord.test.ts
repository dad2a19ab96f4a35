import { describe, expect, test } from 'vitest'
import { type Press, chordText, digitOf, isBareCharacter, matches } from '../../../../renderer/app/chord.ts'

const press = (change: Partial<Press>): Press => ({
  key: '', code: '', ctrlKey: false, metaKey: false, altKey: false, shiftKey: false, isComposing: false, keyCode: 0,
  ...change,
}) // prettier-ignore

describe('a chord', () => {
  test('is a function key by itself and not with a modifier', () => {
    expect(matches('F12', press({ key: 'F12', code: 'F12' }))).toBe(true)
    expect(matches('F12', press({ key: 'F12', code: 'F12', altKey: true }))).toBe(false)
    expect(matches('F12', press({ key: 'F12', code: 'F12', shiftKey: true }))).toBe(false)
  })
  test('is found by its place under an Indic layout, where Ctrl+K arrives as Ctrl+क', () => {
    expect(matches('Ctrl+K', press({ key: 'क', code: 'KeyK', ctrlKey: true }))).toBe(true)
  })
  test('takes Command for Ctrl on a Mac', () => {
    expect(matches('Ctrl+K', press({ key: 'k', code: 'KeyK', metaKey: true }))).toBe(true)
  })
  test('is never what an input method is still composing', () => {
    expect(matches('F2', press({ key: 'F2', code: 'F2', isComposing: true }))).toBe(false)
    expect(matches('F2', press({ key: 'Process', code: 'F2', keyCode: 229 }))).toBe(false)
  })
  test('of a digit family fits 1 to 9 of the row and of the keypad, and not 0', () => {
    expect(matches('Alt+Digit', press({ key: '3', code: 'Digit3', altKey: true }))).toBe(true)
    expect(matches('Alt+Digit', press({ key: '3', code: 'Numpad3', altKey: true }))).toBe(true)
    expect(matches('Alt+Digit', press({ key: '0', code: 'Digit0', altKey: true }))).toBe(false)
    expect(digitOf(press({ code: 'Digit7' }))).toBe(7)
  })
  test('with a question mark needs no care about Shift', () => {
    expect(matches('?', press({ key: '?', code: 'Slash', shiftKey: true }))).toBe(true)
    expect(isBareCharacter('?')).toBe(true)
    expect(isBareCharacter('F1')).toBe(false)
  })
  test('is written as on a button', () => {
    expect(chordText('Ctrl+K')).toBe('Ctrl K')
    expect(chordText('Escape')).toBe('Esc')
    expect(chordText('Alt+Digit', 2)).toBe('Alt 2')
    expect(chordText('Alt+Digit', { upTo: 3 })).toBe('Alt 1–3')
    expect(chordText('Alt+Digit', { upTo: 1 })).toBe('Alt 1')
  })
})
