import { type Paise, paise } from '../../../domain/money.ts'
import { parseAmount } from '../../../domain/money-text.ts'

/** The cash a person lays on the counter, as it is being typed or counted note by note. */
export type CashGiven = {
  readonly text: string
  /** False while the field holds the exact amount that was filled in; the first key or note then starts anew. */
  readonly touched: boolean
}

/** Notes that the counter offers as buttons, in rupees. ₹2,000 notes are not offered. */
export const quickNotes = [100, 200, 500] as const

export const exactly = (amount: Paise): CashGiven => ({ text: plainAmount(amount), touched: false })

/** As an amount is typed: `1065`, `1065.50`. */
export const plainAmount = (amount: number): string =>
  amount % 100 === 0 ? String(amount / 100) : (amount / 100).toFixed(2)

/** A note laid down: the first one starts the count, the next ones are added. */
export function addNote(given: CashGiven, rupees: number): CashGiven {
  const before = given.touched ? (parseAmount(given.text) ?? 0) : 0
  return { text: plainAmount(before + rupees * 100), touched: true }
}

/** A key of the pad. What would not be an amount is not taken. */
export function pressPad(given: CashGiven, key: string): CashGiven {
  const before = given.touched ? given.text : ''
  if (key === 'back') return { text: before.slice(0, -1), touched: true }
  const text = before === '0' && /^\d/.test(key) ? key.replace(/^0+(?=\d)/, '') : before + key
  return text === '.' || parseAmount(text) !== undefined ? { text, touched: true } : given
}

/** The notes and coins of a change, largest first, in rupees; what is below a rupee comes last, in paise. */
export function changeNotes(change: Paise): { readonly rupees: readonly number[]; readonly paise: number } {
  const notes = []
  let left = Math.floor(change / 100)
  for (const note of [500, 200, 100, 50, 20, 10, 5, 2, 1]) {
    for (; left >= note; left -= note) notes.push(note)
  }
  return { rupees: notes, paise: change % 100 }
}

/** `2 × 500 + 20 + 5`: how the change is given with the fewest notes. */
export function changeText(change: Paise): string {
  const { rupees, paise: rest } = changeNotes(change)
  const kinds = [...new Set(rupees)].map(note => {
    const count = rupees.filter(other => other === note).length
    return count > 1 ? `${count} × ${note}` : String(note)
  })
  return [...kinds, ...(rest > 0 ? [`${rest} p`] : [])].join(' + ')
}

/** What to give back, or how much is missing; undefined while what is typed is no amount. */
export function settle(given: CashGiven, due: Paise): { readonly tendered: Paise; readonly change: Paise } | undefined {
  const tendered = parseAmount(given.text)
  return tendered === undefined ? undefined : { tendered, change: paise(tendered - due) }
}
