/** What a page measures of its own: from the key to the frame that shows it, and from the key to the answer on screen. */
import type { Page } from '@playwright/test'

type Watch = { readonly frames: number[]; readonly answers: number[]; wanted: string }
type Watching = { caresyncBench: Watch }

/**
 * Begins to measure in this page. A frame counts as painted when a message that its animation callback posted arrives: by
 * then style, layout and paint of that frame are done.
 */
export async function watchKeys(page: Page): Promise<void> {
  await page.evaluate(() => {
    const watch: Watch = { frames: [], answers: [], wanted: '' }
    ;(window as unknown as Watching).caresyncBench = watch
    const afterPaint = (done: () => void) =>
      requestAnimationFrame(() => {
        const { port1, port2 } = new MessageChannel()
        port1.addEventListener('message', done, { once: true })
        port1.start()
        port2.postMessage(null)
      })
    let lastKey = 0
    window.addEventListener(
      'keydown',
      event => {
        lastKey = event.timeStamp
        const at = event.timeStamp
        if (event.key.length === 1) afterPaint(() => watch.frames.push(performance.now() - at))
      },
      { capture: true },
    )
    const look = () => {
      const box = document.querySelector<HTMLInputElement>('[role=combobox][aria-autocomplete=list]')
      const count = document.querySelector('search output')?.textContent ?? ''
      if (watch.wanted === '' || box?.value !== watch.wanted || count === '') return
      watch.wanted = ''
      const at = lastKey
      afterPaint(() => watch.answers.push(performance.now() - at))
    }
    new MutationObserver(look).observe(document.body, { childList: true, subtree: true, characterData: true })
  })
}

/** Key to painted frame in milliseconds, for every key that wrote something since the last call. */
export const takeFrames = (page: Page): Promise<number[]> =>
  page.evaluate(() => (window as unknown as Watching).caresyncBench.frames.splice(0))

/** Types a query into the search box and waits for its answer; milliseconds from its last key to the painted answer. */
export async function searchOnScreen(page: Page, query: string): Promise<number> {
  await page.evaluate(wanted => {
    const { caresyncBench } = window as unknown as Watching
    caresyncBench.answers.length = 0
    caresyncBench.wanted = wanted
  }, query)
  await page.keyboard.press('Control+k')
  await page.keyboard.type(query)
  const answered = await page.waitForFunction(() => (window as unknown as Watching).caresyncBench.answers[0])
  await page.keyboard.press('Escape')
  return (await answered.jsonValue()) ?? Number.NaN
}
