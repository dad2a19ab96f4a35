import { expect, type Page } from '@playwright/test'
import { test } from './application.ts'
import { FAMILY_PHONE, giveToken, goTo, notice, openBill, people, startSample, takeCash } from './counter.ts'

async function openSection(page: Page): Promise<void> {
  await goTo(page, 'Admin')
  await page.getByRole('link', { name: 'Clinic', exact: true }).click()
  await expect(page.getByLabel('Name of the clinic')).toBeVisible()
}

test('the clinic is corrected after its set-up, and the new name stands on screen and paper', async ({ pc }) => {
  const { page } = await startSample(pc, people.admin)
  await openSection(page)
  await expect(page.getByRole('button', { name: 'Save' })).toBeDisabled()
  await page.getByLabel('Name of the clinic').fill('Nirmal Clinic')
  await page.getByLabel('Postal code').fill('41')
  await page.keyboard.press('F12')
  await expect(page.getByText('Six digits, the first not 0.')).toBeVisible()
  await page.getByLabel('Postal code').fill('411004')
  await page.getByLabel(/^Discount that the front desk may give/).fill('7.5')
  await page.keyboard.press('F12')
  await expect(notice(page, 'The clinic is saved.')).toBeVisible()
  await expect(page.getByRole('banner')).toContainText('Nirmal Clinic')
  await goTo(page, 'Audit')
  await expect(page.getByRole('row', { name: /Clinic, name · Nirmal Clinic/ })).toBeVisible()
  await goTo(page, 'Today')
  await giveToken(page, FAMILY_PHONE, 'Suresh Deshpande')
  await openBill(page)
  await takeCash(page)
  await expect(page.getByRole('main')).toContainText('Nirmal Clinic')
})

test('another GST registration is asked about in words before it counts', async ({ pc }) => {
  const { page } = await startSample(pc, people.admin)
  await openSection(page)
  await page.getByRole('radio', { name: /^Not registered/ }).check()
  await page.keyboard.press('F12')
  const question = page.getByRole('dialog', { name: 'Change the GST registration?' })
  await expect(question).toContainText('from now on')
  await question.getByRole('button', { name: 'Go back' }).click()
  await expect(page.getByText('Not saved yet')).toBeVisible()
  await page.keyboard.press('F12')
  await page.keyboard.press('F12')
  await expect(notice(page, 'The clinic is saved.')).toBeVisible()
  await goTo(page, 'Today')
  await giveToken(page, FAMILY_PHONE, 'Suresh Deshpande')
  await openBill(page)
  await expect(page.getByRole('main').getByText('Receipt', { exact: true }).first()).toBeVisible()
})

test('the clinic changed in two windows: the second is told and keeps what it typed', async ({ pc }) => {
  const { page, openWindow } = await startSample(pc, people.admin)
  const second = await openWindow()
  await openSection(page)
  await openSection(second)
  await second.getByLabel('City').fill('Satara')
  await page.getByLabel('Name of the clinic').fill('Nirmal Clinic')
  await page.getByLabel('City').fill('Nashik')
  await page.getByRole('button', { name: 'Save' }).click()
  await expect(second.getByRole('alert')).toContainText('Somebody changed the clinic meanwhile')
  await expect(second.getByRole('button', { name: 'Save' })).toBeDisabled()
  await second.getByRole('button', { name: 'Keep what I typed' }).click()
  await expect(second.getByLabel('Name of the clinic')).toHaveValue('Nirmal Clinic')
  await second.getByRole('button', { name: 'Save' }).click()
  await expect(page.getByLabel('City')).toHaveValue('Satara')
})

test('a long name of the clinic is shortened in the top bar, where nothing lies over anything', async ({ pc }) => {
  const { page } = await startSample(pc, people.admin)
  await openSection(page)
  const isCut = (part: Element) => part.scrollWidth > part.clientWidth
  expect(
    await page
      .getByRole('banner')
      .getByTitle(/^Shanti Ayurveda/)
      .evaluate(isCut),
  ).toBe(false)
  const name = 'Shri Dhanvantari Ayurveda, Panchakarma and Family Health Centre, Kothrud (West)'
  await page.getByLabel('Name of the clinic').fill(name)
  await page.keyboard.press('F12')
  const shown = page.getByRole('banner').getByTitle(name)
  await expect(shown).toBeVisible()
  expect(await shown.evaluate(isCut)).toBe(true)
  const bar = await page.getByRole('banner').evaluate(banner => {
    const edges = [...banner.children].map(part => part.getBoundingClientRect())
    return {
      overflow: banner.scrollWidth - banner.clientWidth,
      covered: edges.filter((edge, index) => edge.left < (edges[index - 1]?.right ?? 0)).length,
    }
  })
  expect(bar).toEqual({ overflow: 0, covered: 0 })
})
