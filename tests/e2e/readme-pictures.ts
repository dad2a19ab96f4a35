/** The pictures of the README, at twenty to eleven in the morning of the clinic: `npx node tests/e2e/readme-pictures.ts`. */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { expect } from '@playwright/test'
import { localTime } from '../../domain/time.ts'
import { makePc } from './clinic/application.ts'
import build from './clinic/build.ts'
import { setAhead, withClock } from './clinic/clock.ts'
import { FAMILY_PHONE, giveToken, openBill, people, startSample, takeCash } from './clinic/counter.ts'

const ROOT = path.join(import.meta.dirname, '../..')
process.env['ELECTRON_OVERRIDE_DIST_PATH'] ??= path.join(ROOT, 'tests/electron-stand-in')
const MORNING = 10 * 60 + 40

/** Minutes from now until it is morning in India. */
function untilMorning(): number {
  const [hours = 0, minutes = 0] = localTime(new Date().toISOString(), 'Asia/Kolkata').split(':').map(Number)
  return (MORNING - hours * 60 - minutes + 24 * 60) % (24 * 60)
}

async function take(folder: string): Promise<void> {
  const pc = makePc(folder, () => undefined)
  const options = withClock(pc)
  setAhead(pc, untilMorning())
  const { page, quit } = await startSample(pc, people.cashier, options)
  await page.clock.setFixedTime(Date.now() + untilMorning() * 60_000)
  await page.reload()
  const picture = (name: string) =>
    page.screenshot({ path: path.join(ROOT, 'docs/pictures', `${name}.png`), animations: 'disabled' })
  await giveToken(page, FAMILY_PHONE, 'Suresh Deshpande')
  await expect(page.getByRole('complementary').getByRole('heading', { name: 'Last visits' })).toBeVisible()
  await picture('today')
  await openBill(page)
  await page.getByLabel('Add item: name and rate').fill('Dressing 150')
  await page.keyboard.press('Enter')
  await expect(page.getByLabel('Item of line 2')).toBeVisible()
  await page.getByLabel('Cash given').fill('1000')
  await expect(page.getByRole('region', { name: 'Receipt preview' })).toContainText('1,000.00')
  await picture('bill')
  await takeCash(page)
  await expect(page.getByText('Printed once')).toBeVisible()
  await picture('receipt')
  await quit()
}

const removeApplication = await build()
const folder = mkdtempSync(path.join(tmpdir(), 'caresync-pictures-'))
try {
  await take(folder)
} finally {
  rmSync(folder, { recursive: true, force: true, maxRetries: 5 })
  removeApplication?.()
}
