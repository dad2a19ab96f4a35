/** The screens at the size of a telephone: everything can be reached by scrolling down, nothing is cut off at the side. */
import { expect, type Page } from '@playwright/test'
import { COUNTER_SCREEN, test } from './application.ts'
import { people, startSample } from './counter.ts'
import { screens } from './screens.ts'

const PHONE_SCREEN = { width: 390, height: 844 }

/** What stands out of the window at its side, or makes the page itself scroll. */
async function misfits(page: Page): Promise<readonly string[]> {
  await page.setViewportSize(PHONE_SCREEN)
  const found = await page.evaluate(() => {
    const { scrollWidth, scrollHeight, clientWidth, clientHeight } = document.documentElement
    const scrolls = [
      ...(scrollWidth > clientWidth ? [`the page is ${scrollWidth} wide`] : []),
      ...(scrollHeight > clientHeight ? [`the page is ${scrollHeight} high`] : []),
    ]
    const isInScroller = (element: Element): boolean => {
      const parent = element.parentElement
      if (!parent) return false
      return ['auto', 'scroll'].includes(getComputedStyle(parent).overflowX) || isInScroller(parent)
    }
    const cut = [...document.querySelectorAll('#root *, #dialogs *')].filter(element => {
      const { left, right, width, height } = element.getBoundingClientRect()
      const isShown = width > 1 && height > 1 && getComputedStyle(element).visibility === 'visible'
      return isShown && (right > clientWidth + 1 || left < -1) && !isInScroller(element)
    })
    return [
      ...scrolls,
      ...cut.map(element => `${element.tagName} ${element.className} ${element.textContent?.slice(0, 30)}`),
    ]
  })
  await page.setViewportSize(COUNTER_SCREEN)
  return found
}

test('on a telephone nothing stands out at the side of any screen', async ({ pc }) => {
  test.setTimeout(180_000)
  const { page } = await startSample(pc, people.admin)
  const found: Record<string, readonly string[]> = {}
  for (const screen of screens) {
    await screen.open(page)
    const here = await misfits(page)
    if (here.length > 0) found[screen.name] = here.slice(0, 6)
    await screen.leave?.(page)
  }
  await page.keyboard.press('Control+l')
  await expect(page.getByTestId('sign-in')).toBeVisible()
  const atDoor = await misfits(page)
  if (atDoor.length > 0) found['sign-in'] = atDoor
  expect(found).toEqual({})
})
