/** Whoever the panel shows is whom the next key works with, however fast the keys come. */
import { expect, type Locator, type Page } from '@playwright/test'
import { test, told } from './application.ts'
import { FAMILY_PHONE, giveToken, goTo, phoneField, startSample } from './counter.ts'

const panel = (page: Page) => page.getByRole('complementary', { name: 'Patient' })
const listSearch = (page: Page) => page.getByLabel('Find in the list')
const patientName = (page: Page) => page.getByRole('region', { name: 'Patient' })

/** Types a text and presses Enter before the screen can have asked for it. */
async function typeAndEnterAtOnce(field: Locator, text: string): Promise<void> {
  await field.evaluate((field: HTMLInputElement, text) => {
    const native = Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, 'value')
    native?.set?.call(field, text)
    field.dispatchEvent(new Event('input', { bubbles: true }))
    field.dispatchEvent(new KeyboardEvent('keydown', { key: 'Enter', code: 'Enter', bubbles: true, cancelable: true }))
  }, text)
}

test('the panel beside the list shows the marked row, and Enter opens who the panel shows', async ({ pc }) => {
  const { page } = await startSample(pc)
  await giveToken(page, FAMILY_PHONE, 'Rukmini Deshpande')
  await expect(panel(page)).toContainText('Rukmini Deshpande')
  await goTo(page, 'Patients')
  const rows = page.getByRole('main').getByRole('link')
  const marked = page.getByRole('main').locator('a[aria-current=true]')
  const nameOf = async () => (await marked.locator('b').textContent()) ?? ''
  await expect(rows.first()).toBeVisible()

  await expect(marked).toHaveCount(1)
  await expect(panel(page)).toContainText(await nameOf())
  await listSearch(page).fill('Deshpande')
  await expect(rows.filter({ hasNotText: 'Deshpande' })).toHaveCount(0)
  await expect(rows.nth(1)).toBeVisible()
  await expect(panel(page)).toContainText(await nameOf())
  await listSearch(page).press('ArrowDown')
  await expect(rows.nth(1)).toHaveAttribute('aria-current', 'true')
  const second = await nameOf()
  await expect(panel(page)).toContainText(second)
  await listSearch(page).press('Enter')
  await expect(patientName(page)).toContainText(second)
})

test('Enter in the list before its answer never opens a row of the search before', async ({ pc }) => {
  const { page } = await startSample(pc)
  await goTo(page, 'Patients')
  await listSearch(page).fill('Rukmini Deshpande')
  await expect(panel(page)).toContainText('Rukmini Deshpande')
  await typeAndEnterAtOnce(listSearch(page), 'Suresh Deshpande')
  await expect(patientName(page)).toContainText('Suresh Deshpande')
})

test('somebody who is registered meanwhile does not take the place of who is marked', async ({ pc }) => {
  const running = await startSample(pc)
  const { page } = running
  await goTo(page, 'Patients')
  const rows = page.getByRole('main').getByRole('link')
  const marked = page.getByRole('main').locator('a[aria-current=true]')
  await expect(rows.nth(1)).toBeVisible()
  await listSearch(page).press('ArrowDown')
  await expect(rows.nth(1)).toHaveAttribute('aria-current', 'true')
  const name = (await marked.locator('b').textContent()) ?? ''
  await expect(panel(page)).toContainText(name)
  await told(page, 'patients.register', {
    intent: '01890000-0000-7000-8000-000000000001', name: 'Sarala Phule', nativeName: '', sex: 'female',
    birthDate: '1984-07-01', birthPrecision: 'year', phone: '+919811122233', phoneRelation: 'self', address: '', city: '',
    pincode: '', guardianName: '', guardianRelation: '', guardianPhone: null, allergies: '', allergiesKnown: false, note: '',
  }) // prettier-ignore
  await expect(rows.first()).toContainText('Sarala Phule')
  await expect(marked).toContainText(name)
  await listSearch(page).press('Enter')
  await expect(patientName(page)).toContainText(name)
})

test('a new bill is made for the marked person of exactly what was typed', async ({ pc }) => {
  const { page } = await startSample(pc)
  await goTo(page, 'Billing')
  await page.getByRole('button', { name: 'New bill' }).click()
  const dialog = page.getByRole('dialog', { name: 'New bill for' })
  const field = dialog.getByLabel('Patient')
  await field.fill('Rukmini')
  await expect(dialog.getByRole('option', { name: 'Rukmini Deshpande' })).toHaveAttribute('aria-selected', 'true')
  await typeAndEnterAtOnce(field, 'Deshpande')
  await expect(dialog.getByRole('option').nth(1)).toBeVisible()
  await expect(dialog).toBeVisible()
  await field.press('ArrowDown')
  const chosen = dialog.getByRole('option', { selected: true })
  const name = (await chosen.locator('b').textContent()) ?? ''
  await field.press('Enter')
  await expect(page.getByRole('heading', { name: 'Bill', exact: true })).toBeVisible()
  await expect(patientName(page)).toContainText(name)
})

test('an Enter in the search box before the answer opens a person only when no other fits', async ({ pc }) => {
  const { page } = await startSample(pc)
  await page.keyboard.press('Control+k')
  const box = page.getByRole('combobox', { name: 'Search' })
  await typeAndEnterAtOnce(box, 'Deshpande')
  await expect(page.getByRole('option', { name: /Deshpande/ }).nth(1)).toBeVisible()
  await expect(page.getByRole('heading', { name: 'Today', exact: true })).toBeVisible()
  await typeAndEnterAtOnce(box, 'Rukmini Deshpande')
  await expect(patientName(page)).toContainText('Rukmini Deshpande')
})

test('a digit that comes before the family is shown chooses nobody and is not typed anywhere', async ({ pc }) => {
  const { page } = await startSample(pc)
  await expect(phoneField(page)).toBeVisible()
  const untouched = await phoneField(page).evaluate(async (field: HTMLInputElement, phone) => {
    field.focus()
    const native = Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, 'value')
    native?.set?.call(field, phone)
    field.dispatchEvent(new Event('input', { bubbles: true }))
    await new Promise<void>(queueMicrotask)
    return field.dispatchEvent(new KeyboardEvent('keydown', { key: '2', bubbles: true, cancelable: true }))
  }, FAMILY_PHONE)
  expect(untouched).toBe(false)
  await expect(page.getByRole('option', { name: /Rukmini Deshpande/ })).toBeVisible()
  await expect(page.getByLabel('2 · Patient')).toBeFocused()
  await expect(phoneField(page)).toHaveValue('98220 41763')
  await page.keyboard.press('2')
  await expect(page.getByLabel('3 · Doctor')).toBeFocused()
  await expect(page.getByLabel('2 · Patient')).toHaveValue('Rukmini Deshpande')
})
