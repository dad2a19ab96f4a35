/** What a key press is, as far as shortcuts care. */
export type Press = {
  readonly key: string
  readonly code: string
  readonly ctrlKey: boolean
  readonly metaKey: boolean
  readonly altKey: boolean
  readonly shiftKey: boolean
  readonly isComposing: boolean
  readonly keyCode: number
}

const named: Readonly<Record<string, string>> = { ',': 'Comma' }

/** The digit of the row above the letters or of the keypad, 1 to 9, or undefined. */
export function digitOf(press: Press): number | undefined {
  const match = /^(?:Digit|Numpad)([1-9])$/.exec(press.code)
  return match ? Number(match[1]) : undefined
}

/**
 * Whether a press is a chord of the registry. Letters and digits are matched by their place on the keyboard, because under an
 * Indic layout Ctrl+K arrives as Ctrl+क. What an input method is still composing (`isComposing`, 229) is never a shortcut.
 */
export function matches(chord: string, press: Press): boolean {
  if (press.isComposing || press.keyCode === 229) return false
  const parts = chord.split('+')
  const last = parts.at(-1) ?? ''
  const ctrl = press.ctrlKey || press.metaKey
  if (ctrl !== parts.includes('Ctrl') || press.altKey !== parts.includes('Alt')) return false
  if (last === '?') return press.key === '?'
  if (press.shiftKey !== parts.includes('Shift')) return false
  if (last === 'Digit') return digitOf(press) !== undefined
  if (/^[A-Z]$/.test(last)) return press.code === `Key${last}`
  if (/^\d$/.test(last)) return press.code === `Digit${last}` || press.code === `Numpad${last}`
  return press.key === last || press.code === (named[last] ?? last)
}

/** Whether a chord is a bare character, which must never be taken from somebody who types. */
export const isBareCharacter = (chord: string): boolean => [...chord].length === 1

const shown: Readonly<Record<string, string>> = { Escape: 'Esc', Delete: 'Del', ArrowUp: '↑', ArrowDown: '↓' }

/** As a key is written on a button: `Ctrl K`, `Alt 1`, `Esc`. A digit family is `Alt 1–3`, or one of them. */
export function chordText(chord: string, digits?: number | { readonly upTo: number }): string {
  return chord
    .split('+')
    .map(part => {
      if (part !== 'Digit') return shown[part] ?? part
      if (typeof digits === 'number') return String(digits)
      const upTo = digits?.upTo ?? 9
      return upTo > 1 ? `1–${upTo}` : '1'
    })
    .join(' ')
}
