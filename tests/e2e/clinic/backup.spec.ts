import { existsSync } from 'node:fs'
import path from 'node:path'
import { expect, type Page } from '@playwright/test'
import { test, told } from './application.ts'
import {
  atWork, expectJournalIntact, goTo, issuedNumber, notice, openBill, people, phoneField, SAMPLE_PIN, signIn, startSample,
  takeCash, tokenOf,
} from './counter.ts' // prettier-ignore
import { administrator, chosenPin, clinicName, setUpClinic } from './new-clinic.ts'

async function registerAndToken(page: Page, phone: string, name: string): Promise<void> {
  await phoneField(page).fill(phone)
  await page.getByLabel('Name', { exact: true }).fill(name)
  await page.getByLabel('Age or date of birth').fill('42')
  await page.getByLabel('Sex').selectOption('Female')
  await page.getByRole('button', { name: 'Save' }).click()
  await page.getByRole('button', { name: 'Token', exact: true }).click()
  await tokenOf(page, name)
}

/** A file name in the folder of backups, as the screen lists them. */
async function backUp(page: Page, data: string): Promise<string> {
  await goTo(page, 'Admin')
  await page.getByRole('link', { name: 'Backups' }).click()
  await page.getByRole('button', { name: 'Back up now' }).click()
  await expect(notice(page, /^Backup made/)).toBeVisible()
  await page.getByRole('button', { name: 'Verify' }).click()
  await expect(page.getByRole('status').getByText(/^Intact: /)).toBeVisible()
  const { backups } = await told(page, 'backup.list', {})
  const file = backups[0]?.path ?? ''
  expect(existsSync(file), `${file} is in the folder of backups`).toBe(true)
  expect(path.dirname(file).startsWith(data)).toBe(true)
  return file
}

test('a backup brings the clinic to an empty PC with the recovery key, and numbers go on in a new series', async ({
  newPc,
}) => {
  const old = await newPc()
  const first = await old.start()
  const key = await setUpClinic(first.page)
  await signIn(first.page, administrator, chosenPin)
  await atWork(first.page, administrator)
  await registerAndToken(first.page, '9811122233', 'Sarala Phule')
  await openBill(first.page)
  const number = await takeCash(first.page)
  const backup = await backUp(first.page, old.data)
  await first.quit()

  const fresh = await newPc()
  const second = await fresh.start()
  const { page } = second
  await page.getByRole('button', { name: 'Restore from a backup' }).click()
  await page.getByLabel('Backup file').fill(backup)
  await page.getByRole('button', { name: 'Look at it' }).click()
  await expect(page.getByText(/^Backup of .*, /)).toBeVisible()
  const typed = page.getByLabel('Recovery key')

  await typed.fill('three words only')
  await page.getByRole('button', { name: 'Restore this backup' }).click()
  await expect(page.getByRole('alert')).toContainText(/recovery key is not right/)
  const groups = key.split(' ')
  await typed.fill([...groups.slice(1), groups[0]].join(' '))
  await page.getByRole('button', { name: 'Restore this backup' }).click()
  await expect(page.getByRole('alert')).toContainText(/key/)
  expect(existsSync(path.join(fresh.data, 'caresync.db')), 'a wrong key leaves nothing behind').toBe(false)

  await typed.fill(key.toLowerCase())
  await page.getByRole('button', { name: 'Restore this backup' }).click()
  await expect(page.getByRole('heading', { name: `${clinicName} is back` })).toBeVisible({ timeout: 30_000 })
  await page.getByRole('button', { name: 'Continue to sign-in' }).click()
  await signIn(page, administrator, chosenPin)
  await atWork(page, administrator)

  await goTo(page, 'Billing')
  await expect(page.getByRole('link', { name: number })).toContainText('Sarala Phule')
  await goTo(page, 'Today')
  await registerAndToken(page, '9811122244', 'Bhanu Kelkar')
  await openBill(page)
  const after = await takeCash(page)
  const series = (document: string) => document.split('-')[0]
  expect(series(after)).not.toBe(series(number))
  expect(after).toMatch(/\/000001$/)
  await expectJournalIntact(page)
  await second.quit()

  const third = await fresh.start()
  await signIn(third.page, administrator, chosenPin)
  await atWork(third.page, administrator)
  await goTo(third.page, 'Billing')
  await third.page.getByRole('link', { name: after }).click()
  expect(await issuedNumber(third.page)).toBe(after)
})

test('what is no backup is refused with a sentence, and the empty PC stays empty', async ({ pc }) => {
  const { page } = await pc.start()
  await page.getByRole('button', { name: 'Restore from a backup' }).click()
  for (const file of [path.join(pc.data, 'nothing-here'), path.join(import.meta.dirname, 'backup.spec.ts')]) {
    await page.getByLabel('Backup file').fill(file)
    await page.getByRole('button', { name: 'Look at it' }).click()
    await expect(page.getByRole('alert')).toContainText(/No backup was found|not a CareSync|cannot be used/)
  }
  await page.getByRole('button', { name: 'Back' }).click()
  await expect(page.getByRole('heading', { name: 'Welcome to CareSync' })).toBeVisible()
})

test('the recovery key of the sample is shown to an administrator with the PIN, and opens its backup', async ({
  newPc,
}) => {
  const old = await newPc()
  const first = await startSample(old, people.admin)
  const { page } = first
  const backup = await backUp(page, old.data)
  await page.getByRole('button', { name: 'Recovery key' }).click()
  const dialog = page.getByRole('dialog', { name: /^Recovery key of / })
  await dialog.getByLabel('Your own PIN, as proof').fill('9071')
  await page.keyboard.press('F12')
  await expect(dialog.getByRole('alert')).toContainText('more tries')
  await dialog.getByLabel('Your own PIN, as proof').fill(SAMPLE_PIN)
  await page.keyboard.press('F12')
  await expect(dialog.getByTestId('recovery-key')).toBeVisible()
  const key = (await dialog.getByTestId('recovery-key').locator('span').allTextContents()).join(' ')
  await first.quit()

  const second = await (await newPc()).start()
  await second.page.getByRole('button', { name: 'Restore from a backup' }).click()
  await second.page.getByLabel('Backup file').fill(backup)
  await second.page.getByRole('button', { name: 'Look at it' }).click()
  await second.page.getByLabel('Recovery key').fill(key)
  await second.page.getByRole('button', { name: 'Restore this backup' }).click()
  await expect(second.page.getByRole('heading', { name: /is back$/ })).toBeVisible({ timeout: 30_000 })
})
