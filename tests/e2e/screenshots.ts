/**
 * Pictures of every screen, to be looked at by people: `node tests/e2e/screenshots.ts [light] [dark] [contrast] [hi] [phone]`.
 * The desktop at the size of a counter's screen, `phone` at the size of a telephone, into `.cache/screens/<look>/`.
 */
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { expect, type Page } from '@playwright/test'
import { COUNTER_SCREEN, makePc } from './clinic/application.ts'
import build from './clinic/build.ts'
import { people, startSample } from './clinic/counter.ts'
import { type Screen, screens } from './clinic/screens.ts'

const ROOT = path.join(import.meta.dirname, '../..')
process.env['ELECTRON_OVERRIDE_DIST_PATH'] ??= path.join(ROOT, 'tests/electron-stand-in')

const looks = { light: 'Light', dark: 'Dark', contrast: 'High contrast', hi: 'हिन्दी', phone: 'Light' } as const
const PHONE_SCREEN = { width: 390, height: 844 }
type Look = keyof typeof looks
const isLook = (name: string): name is Look => Object.hasOwn(looks, name)
const asked = process.argv.slice(2).filter(isLook)

async function picture(look: Look): Promise<void> {
  const folder = mkdtempSync(path.join(tmpdir(), 'caresync-screens-'))
  const pictures = path.join(ROOT, '.cache/screens', look)
  mkdirSync(pictures, { recursive: true })
  let count = 0
  const take = async (page: Page, name: string): Promise<void> => {
    count += 1
    const file = path.join(pictures, `${String(count).padStart(2, '0')}-${name}.png`)
    if (look === 'phone') await page.setViewportSize(PHONE_SCREEN)
    await page.screenshot({ path: file, animations: 'disabled' })
    if (look === 'phone') await page.setViewportSize(COUNTER_SCREEN)
    console.log(path.relative(ROOT, file))
  }
  try {
    await firstRun(path.join(folder, 'empty'), take)
    const { page, quit } = await startSample(
      makePc(path.join(folder, 'sample'), () => undefined),
      people.admin,
    )
    await choose(page, look)
    for (const screen of look === 'hi' ? byKeyAlone : screens) {
      await screen.open(page)
      await take(page, screen.name)
      await screen.leave?.(page)
    }
    await page.keyboard.press('Control+l')
    await expect(page.getByTestId('sign-in')).toBeVisible()
    await take(page, 'sign-in')
    await quit()
  } finally {
    rmSync(folder, { recursive: true, force: true, maxRetries: 5 })
  }
}

/** The ways of `screens` are written in English; keys are the same in every language. */
const byKeyAlone: readonly Screen[] = ['today', 'patients', 'billing', 'audit', 'admin'].map((name, index) => ({
  name,
  open: async page => {
    await page.keyboard.press(`Control+${index + 1}`)
    await expect(page).toHaveURL(new RegExp(`#/${name}`))
    await expect(page.getByRole('main').getByRole('heading', { level: 1 })).toBeVisible()
    await page.waitForLoadState('networkidle')
  },
}))

async function firstRun(folder: string, take: (page: Page, name: string) => Promise<void>): Promise<void> {
  const { page, quit } = await makePc(folder, () => undefined).start()
  await take(page, 'first-run')
  await page.getByRole('button', { name: 'Restore from a backup' }).click()
  await take(page, 'first-run-restore')
  await page.getByRole('button', { name: 'Back' }).click()
  await page.getByRole('button', { name: 'Set up a new clinic' }).click()
  await expect(page.getByLabel('Name of the clinic')).toBeVisible()
  await take(page, 'first-run-wizard')
  await quit()
}

async function choose(page: Page, look: Look): Promise<void> {
  await page.keyboard.press('Control+,')
  await page.getByRole('dialog').getByRole('radio', { name: looks[look], exact: true }).click()
  await page.keyboard.press('Escape')
  await expect(page.getByRole('dialog')).toHaveCount(0)
}

const removeApplication = await build()
try {
  for (const look of asked.length > 0 ? asked : (['light'] as const)) await picture(look)
} finally {
  removeApplication?.()
}
