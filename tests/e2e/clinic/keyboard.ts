/** A person who never touches the mouse: keys are pressed one by one, and those that are work are counted. */
import { expect, type Page } from '@playwright/test'
import { issuedNumber, phoneField } from './counter.ts'

/** Sends the key; `digitsOf` and `write` type what the patient says and are no work of the program's making. */
export class Keyboard {
  #page: Page
  #pressed: string[] = []

  constructor(page: Page) {
    this.#page = page
  }

  async press(...keys: readonly string[]): Promise<void> {
    for (const key of keys) {
      this.#pressed.push(key)
      await this.#page.keyboard.press(key)
    }
  }

  /** Types a text letter by letter, without counting. */
  async write(text: string): Promise<void> {
    await this.#page.keyboard.type(text)
  }

  /** The keys pressed since the last count. */
  counted(): readonly string[] {
    return this.#pressed.splice(0)
  }
}

/** Counts what a pointer does in this page from now on; 0 proves that the keyboard was alone. */
export async function watchPointer(page: Page): Promise<() => Promise<number>> {
  const seen = await page.evaluateHandle(() => {
    const count = { events: 0 }
    for (const type of ['pointerdown', 'pointermove', 'wheel', 'touchstart'])
      window.addEventListener(type, () => (count.events += 1), { capture: true, passive: true })
    return count
  })
  return () => seen.evaluate(({ events }) => events)
}

/** What has the focus, as a screen reader names it. */
export const focusedLabel = (page: Page): Promise<string> =>
  page.evaluate(() => {
    const element = document.activeElement
    if (element instanceof HTMLInputElement || element instanceof HTMLSelectElement)
      return element.labels?.[0]?.textContent ?? element.getAttribute('aria-label') ?? ''
    return element?.textContent ?? ''
  })

/**
 * A returning walk-in: the phone, the person by their digit in the family list, the doctor that is offered. The digits of the
 * phone are what the patient says; the rest is counted.
 */
export async function walkInByKeys(page: Page, keys: Keyboard, phone: string, digit: number): Promise<void> {
  await expect(phoneField(page)).toBeVisible()
  await keys.press('F2')
  await keys.write(phone)
  await expect.poll(() => focusedLabel(page)).toBe('2 · Patient')
  await keys.press(String(digit))
  await expect.poll(() => focusedLabel(page)).toBe('3 · Doctor')
  await keys.press('Enter')
  await expect.poll(() => focusedLabel(page)).toBe('1 · Phone or name')
}

/** The bill of the token that was just given, paid with the exact cash; resolves with the number of the document. */
export async function cashBillByKeys(page: Page, keys: Keyboard): Promise<string> {
  await keys.press('F7')
  await expect(page.getByLabel('Cash given')).toBeFocused()
  await keys.press('F12')
  return issuedNumber(page)
}
