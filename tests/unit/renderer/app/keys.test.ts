import { afterEach, describe, expect, test } from 'vitest'
import { actionIds, actionRow, places } from '../../../../renderer/app/actions.ts'
import type { ActionId } from '../../../../renderer/app/actions.ts'
import { type Press, isBareCharacter } from '../../../../renderer/app/chord.ts'
import { LOCK_LAYER, handlerFor, openLayer, register } from '../../../../renderer/app/keys.ts'

const press = (key: string, change: Partial<Press> = {}): Press => ({
  key, code: key, ctrlKey: false, metaKey: false, altKey: false, shiftKey: false, isComposing: false, keyCode: 0,
  ...change,
}) // prettier-ignore

const ends: (() => void)[] = []
const told: string[] = []
const use = (id: ActionId, name: string, layer = 0, digits = 9): void => {
  ends.push(
    register({ id, layer, digits, handle: digit => told.push(digit === undefined ? name : `${name} ${digit}`) }),
  )
}
const layer = (number: number): void => void ends.push(openLayer(number))
const hit = (pressed: Press, typing = false): string | undefined => {
  told.length = 0
  handlerFor(pressed, typing)?.(pressed.code.startsWith('Digit') ? Number(pressed.code.slice(5)) : undefined)
  return told[0]
}

afterEach(() => {
  for (const end of ends.splice(0)) end()
})

describe('the shortcut registry', () => {
  test('gives each key one meaning in each place, the frame included', () => {
    for (const place of places.filter(place => place !== 'everywhere' && place !== 'dialog')) {
      const rows = actionIds.filter(id => [place, 'everywhere'].includes(actionRow(id).where))
      const keys = rows.map(id => actionRow(id).key)
      expect(
        keys.filter((key, index) => keys.indexOf(key) !== index),
        place,
      ).toEqual([])
    }
  })
  test('takes no bare character but the question mark', () => {
    expect(actionIds.map(id => actionRow(id).key).filter(isBareCharacter)).toEqual(['?'])
  })
  test('keeps the keys that the house has agreed on', () => {
    const agreed = {
      'walk-in': 'F2', 'add-line': 'F3', 'open-patient': 'F4', discount: 'F6', 'open-bill': 'F7', 'hold-bill': 'F8',
      skip: 'F9', 'no-show': 'F10', finish: 'F12', 'call-next': 'Alt+Digit', 'new-person': 'Alt+N', search: 'Ctrl+K',
      lock: 'Ctrl+L', print: 'Ctrl+P', back: 'Escape', 'all-keys': 'F1',
    } satisfies Partial<Record<ActionId, string>> // prettier-ignore
    for (const [id, key] of Object.entries(agreed)) expect(actionRow(id as ActionId).key, id).toBe(key)
  })
})

describe('a key press', () => {
  test('reaches the handler that was registered last', () => {
    use('back', 'frame')
    use('back', 'search')
    expect(hit(press('Escape'))).toBe('search')
  })
  test('reaches nothing when nobody uses the key', () => {
    expect(hit(press('F6'))).toBeUndefined()
  })
  test('stays inside an open dialog', () => {
    use('finish', 'bill')
    use('confirm', 'dialog', 1)
    layer(1)
    expect(hit(press('F12'))).toBe('dialog')
    use('skip', 'queue')
    expect(hit(press('F9'))).toBeUndefined()
  })
  test('locks and searches also from inside a dialog', () => {
    use('lock', 'lock')
    layer(1)
    expect(hit(press('l', { code: 'KeyL', ctrlKey: true }))).toBe('lock')
  })
  test('reaches nothing beneath the lock screen, not even what works always', () => {
    use('lock', 'lock')
    use('all-keys', 'keys')
    layer(LOCK_LAYER)
    expect(hit(press('F1'))).toBeUndefined()
    expect(hit(press('l', { code: 'KeyL', ctrlKey: true }))).toBeUndefined()
  })
  test('finds the page again when the dialog is closed', () => {
    use('finish', 'bill')
    const close = openLayer(1)
    expect(hit(press('F12'))).toBeUndefined()
    close()
    expect(hit(press('F12'))).toBe('bill')
  })
  test('of a bare character belongs to whoever types', () => {
    use('all-keys-too', 'keys')
    expect(hit(press('?', { code: 'Slash', shiftKey: true }))).toBe('keys')
    expect(hit(press('?', { code: 'Slash', shiftKey: true }), true)).toBeUndefined()
  })
  test('of a digit family tells the digit and ends with the last one in use', () => {
    use('call-next', 'call', 0, 3)
    expect(hit(press('2', { code: 'Digit2', altKey: true }))).toBe('call 2')
    expect(hit(press('4', { code: 'Digit4', altKey: true }))).toBeUndefined()
  })
})
