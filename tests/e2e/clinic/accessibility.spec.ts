import { readFileSync } from 'node:fs'
import path from 'node:path'
import type { AxeResults } from 'axe-core'
import { expect, type Page } from '@playwright/test'
import { test } from './application.ts'
import { people, startSample } from './counter.ts'
import { screens } from './screens.ts'

const source = readFileSync(path.join(import.meta.dirname, '../../../node_modules/axe-core/axe.min.js'), 'utf8')

const themeNames = { Light: 'light', Dark: 'dark', 'High contrast': 'contrast' } as const
type ThemeName = keyof typeof themeNames

/** Every rule that axe has, in every theme; high contrast is held against 7 : 1 as well. */
const extents = {
  Light: {},
  Dark: {},
  'High contrast': { rules: { 'color-contrast-enhanced': { enabled: true } } },
} as const

/** What axe finds on the page as it is, in a line for each. */
async function findings(page: Page, theme: ThemeName = 'Light'): Promise<readonly string[]> {
  // A policy of content security forbids a script element; the debugger's door does not ask the page.
  if (!(await page.evaluate(() => 'axe' in window))) await page.evaluate(source)
  const run = (extent: object) =>
    (window as unknown as { axe: { run: (options: object) => Promise<AxeResults> } }).axe.run({
      resultTypes: ['violations'],
      ...extent,
    })
  const { violations } = await page.evaluate(run, extents[theme])
  return violations.flatMap(({ id, nodes }) =>
    nodes.map(node => `${id}: ${node.target.join(' ')}: ${node.any[0]?.message ?? node.failureSummary ?? ''}`),
  )
}

async function chooseTheme(page: Page, theme: ThemeName): Promise<void> {
  await page.keyboard.press('Control+,')
  await page.getByRole('dialog', { name: 'Settings' }).getByRole('radio', { name: theme }).click()
  await expect(page.locator('html')).toHaveAttribute('data-theme', themeNames[theme])
  await page.keyboard.press('Escape')
  await expect(page.getByRole('dialog')).toHaveCount(0)
}

for (const theme of ['Light', 'Dark', 'High contrast'] as const) {
  test(`every screen in ${theme.toLowerCase()} colours is free of findings`, async ({ pc }) => {
    // A walk through every screen of the application, with every rule of axe on each.
    test.setTimeout(600_000)
    const { page } = await startSample(pc, people.admin)
    await chooseTheme(page, theme)
    const found: Record<string, readonly string[]> = {}
    for (const screen of screens) {
      await screen.open(page)
      const here = await findings(page, theme)
      if (here.length > 0) found[screen.name] = here
      await screen.leave?.(page)
    }
    await page.keyboard.press('Control+l')
    await expect(page.getByTestId('sign-in')).toBeVisible()
    const atDoor = await findings(page, theme)
    if (atDoor.length > 0) found['sign-in'] = atDoor
    expect(found).toEqual({})
  })
}

test('the first run is free of findings at every step', async ({ pc }) => {
  const { page } = await pc.start()
  expect(await findings(page)).toEqual([])
  await page.getByRole('button', { name: 'Restore from a backup' }).click()
  expect(await findings(page)).toEqual([])
  await page.getByRole('button', { name: 'Back' }).click()
  await page.getByRole('button', { name: 'Join my clinic' }).click()
  await expect(page.getByLabel('Enrolment code')).toBeVisible()
  expect(await findings(page), 'joining').toEqual([])
  await page.getByRole('button', { name: 'Back' }).click()
  await page.getByRole('button', { name: 'Set up a new clinic' }).click()
  for (const step of ['Clinic', 'Address', 'GST', 'First doctor', 'Administrator', 'This PC']) {
    await expect(page.getByRole('heading', { level: 1, name: step })).toBeVisible()
    expect(await findings(page), step).toEqual([])
    if (step === 'Clinic') await page.getByLabel('Name of the clinic').fill('Asha Clinic')
    if (step === 'First doctor') {
      await page.getByLabel('Name of the doctor').fill('Dr. Leena Sathe')
      await page.getByLabel('Consultation fee').fill('500')
    }
    if (step === 'Administrator') {
      await page.getByLabel('Your name').fill('Meenal Gore')
      for (const label of ['PIN', 'PIN again']) await page.getByLabel(label, { exact: true }).fill('4817')
      for (const label of ['Password', 'Password again'])
        await page.getByLabel(label, { exact: true }).fill('two umbrellas and a kettle')
    }
    if (step !== 'This PC') await page.getByRole('button', { name: 'Next' }).click()
  }
  await page.getByLabel('Name of this PC').fill('Desk 1')
  await page.getByRole('button', { name: 'Create the clinic' }).click()
  await expect(page.getByRole('heading', { level: 1, name: 'Write down the recovery key' })).toBeVisible()
  expect(await findings(page), 'recovery key').toEqual([])
})

/** Latin letters that a Hindi screen may show: names of people and keys, units, and what is the same in every language. */
const sameInHindi = [
  /^[A-Z]{1,4}-?\d*$/, // tokens, MRN, GST and the like
  /^(?:F\d+|Ctrl|Alt|Esc|Enter|Tab|Shift|Del)$/,
  /^(?:English|CareSync|SAC|HSN|CSV|PDF|mm|g|ml|A5|Dr)$/i,
]

test('in Hindi no English word of the program is left on the everyday screens', async ({ pc }) => {
  const { page } = await startSample(pc, people.admin)
  await page.keyboard.press('Control+,')
  await page.getByRole('dialog').getByRole('radio', { name: 'हिन्दी' }).click()
  await page.keyboard.press('Escape')
  await expect(page.locator('html')).toHaveAttribute('lang', 'hi')
  for (const [index, heading] of ['आज', 'मरीज़', 'बिलिंग', 'लेखा-जाँच', 'प्रबंधन'].entries()) {
    await page.keyboard.press(`Control+${index + 1}`)
    await expect(page.getByRole('heading', { level: 1, name: heading, exact: true })).toBeVisible()
    const strip = await page.getByRole('contentinfo').innerText()
    const words = strip.split(/[\s·+–]+/).filter(word => /[A-Za-z]{2,}/.test(word))
    expect(words.filter(word => !sameInHindi.some(same => same.test(word)))).toEqual([])
    const buttons = await page.getByRole('button').allInnerTexts()
    expect(buttons.join(' ')).not.toMatch(
      /\b(?:Call next|Give token|Reprint|Register|New bill|Verify|Save|Edit|Lock|Open)\b/,
    )
  }
  await page.keyboard.press('F1')
  const sheet = await page.getByRole('dialog').innerText()
  expect(sheet).not.toMatch(
    /\b(?:Walk-in|Call next|Hold|Skip|Issue and print|Search and commands|Verify|Today|Everywhere)\b/,
  )
  await page.keyboard.press('Escape')
  await page.keyboard.press('Control+l')
  await expect(page.getByRole('heading', { name: 'Who is working?' })).toHaveCount(0)
  await expect(page.getByTestId('sign-in')).toBeVisible()
})
