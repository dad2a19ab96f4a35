import { expect, type Page } from '@playwright/test'
import { startSample, FAMILY_PHONE, issuedNumber, people, phoneField, tokenOf, tokenState } from './counter.ts'
import { test } from './application.ts'
import { cashBillByKeys, focusedLabel, Keyboard, walkInByKeys, watchPointer } from './keyboard.ts'
import { administrator, chosenPin, clinicName, password } from './new-clinic.ts'
import { papersOf } from './paper.ts'

const heading = (page: Page, name: string) => page.getByRole('heading', { level: 1, name, exact: true })

test('a returning walk-in gets a token with at most 8 keys besides the phone digits, its cash bill takes at most 5', async ({
  pc,
}) => {
  const { page } = await startSample(pc)
  const pointer = await watchPointer(page)
  const keys = new Keyboard(page)

  await walkInByKeys(page, keys, FAMILY_PHONE, 2)
  const token = await tokenOf(page, 'Rukmini Deshpande')
  const walkIn = keys.counted()
  await expect.poll(() => papersOf(pc)).toHaveLength(1)

  await expect(tokenState(page, token)).toContainText('Waiting')
  const number = await cashBillByKeys(page, keys)
  const cashBill = keys.counted()
  await expect.poll(() => papersOf(pc)).toHaveLength(2)
  await expect(page.getByLabel('State', { exact: true })).toContainText('Paid')

  expect(walkIn.length, walkIn.join(' ')).toBeLessThanOrEqual(8)
  expect(cashBill.length, cashBill.join(' ')).toBeLessThanOrEqual(5)
  expect(number).not.toBe('')
  expect(await pointer()).toBe(0)
})

test('a first day by the keyboard alone, from the empty PC to the receipt', async ({ pc }) => {
  const { page } = await pc.start()
  const pointer = await watchPointer(page)
  const keys = new Keyboard(page)
  const fill = async (label: string | RegExp, text: string, key = 'Tab') => {
    await expect.poll(() => focusedLabel(page)).toMatch(label)
    await keys.write(text)
    await keys.press(key)
  }

  await keys.press('2')
  await fill(/^Name of the clinic/, clinicName, 'Enter')
  await expect(heading(page, 'Address')).toBeVisible()
  await keys.press('Enter')
  await expect(heading(page, 'GST')).toBeVisible()
  await keys.press('Enter')
  await expect(heading(page, 'First doctor')).toBeVisible()
  await fill(/^Name of the doctor/, 'Dr. Leena Sathe')
  await keys.press('Tab', 'Tab')
  await fill(/^Consultation fee/, '500', 'Enter')
  await expect(heading(page, 'Administrator')).toBeVisible()
  await fill(/^Your name/, administrator)
  await keys.press('Tab')
  await fill(/^PIN$/, chosenPin)
  await fill(/^PIN again/, chosenPin)
  await fill(/^Password$/, password)
  await fill(/^Password again/, password, 'Enter')
  await expect(heading(page, 'This PC')).toBeVisible()
  await fill(/^Name of this PC/, 'Desk 1', 'Enter')

  await expect(heading(page, 'Write down the recovery key')).toBeVisible({ timeout: 15_000 })
  const groups = await page.getByTestId('recovery-key').first().locator('span').allTextContents()
  for (let tabs = 0; tabs < 5 && !(await focusedLabel(page)).startsWith('Type its last group'); tabs++)
    await keys.press('Tab')
  await fill(/^Type its last group/, groups.at(-1) ?? '', 'Enter')
  await expect(heading(page, 'Who is working?')).toBeVisible()
  await fill(/^PIN of /, chosenPin, 'Enter')
  await expect(heading(page, 'Today')).toBeVisible()

  await keys.press('F2')
  await expect(phoneField(page)).toBeFocused()
  await keys.write('9811122233')
  await fill(/^Name/, 'Sarala Phule', 'Enter')
  await fill(/^Age or date of birth/, '42', 'Enter')
  await fill(/^Sex/, 'F', 'Enter')
  await expect.poll(() => focusedLabel(page)).toBe('Whose phone')
  await keys.press('Enter')
  await expect.poll(() => focusedLabel(page)).toBe('3 · Doctor')
  await keys.press('Enter')
  const token = await tokenOf(page, 'Sarala Phule')
  await expect(page.getByRole('complementary').getByText('Sarala Phule')).toBeVisible()
  await keys.press('F7')
  await expect(page.getByLabel('Cash given')).toBeFocused()
  await keys.press('F12')
  const number = await issuedNumber(page)
  expect(number).toMatch(/000001$/)
  await expect.poll(() => papersOf(pc)).toHaveLength(2)

  await keys.press('Escape')
  await expect(heading(page, 'Today')).toBeVisible()
  await keys.press('Alt+1')
  await expect(tokenState(page, token)).toContainText('In room')
  await keys.press('Control+4')
  await expect(heading(page, 'Audit trail')).toBeVisible()
  await keys.press('F7')
  await expect(page.getByRole('status').getByText(/^Intact: /)).toBeVisible()
  await keys.press('Control+l')
  await expect(heading(page, 'Who is working?')).toBeVisible()
  expect(await pointer()).toBe(0)
})

test('F7 that comes before the panel is drawn opens the bill of the token that was just given', async ({ pc }) => {
  const { page } = await startSample(pc)
  const keys = new Keyboard(page)
  await walkInByKeys(page, keys, FAMILY_PHONE, 2)
  await keys.press('F7')
  await expect(heading(page, 'Bill')).toBeVisible()
  await expect(page.getByLabel('Item of line 1')).toHaveValue('Consultation, Dr. Meera Kulkarni')
})

test('every key of the registry is in the cheat sheet, and a dialog leaves the keys beneath deaf', async ({ pc }) => {
  const { page } = await startSample(pc, people.admin)
  const keys = new Keyboard(page)
  await keys.press('F1')
  const sheet = page.getByRole('dialog', { name: 'All keys' })
  for (const words of ['Walk-in', 'Call next', 'Issue and print', 'Search and commands', 'Lock'])
    await expect(sheet.getByText(words, { exact: true }).first()).toBeVisible()
  await keys.press('Control+2')
  await expect(sheet).toBeVisible()
  await expect(heading(page, 'Today')).toBeVisible()
  await keys.press('Escape')
  await expect(sheet).toBeHidden()
  await keys.press('Control+2')
  await expect(heading(page, 'Patients')).toBeVisible()
})
