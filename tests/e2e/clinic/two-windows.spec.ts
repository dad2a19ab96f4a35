import { expect, type Page } from '@playwright/test'
import { test } from './application.ts'
import { atWork, FAMILY_PHONE, giveToken, goTo, openBill, people, signIn, startSample, takeCash } from './counter.ts'

const patientPage = async (page: Page, name: string) => {
  await goTo(page, 'Patients')
  await page.getByLabel('Find in the list').fill(name)
  await page.getByRole('link', { name }).first().click()
  await expect(page.getByRole('region', { name: 'Patient' })).toContainText(name)
}

const noteOf = (page: Page) => page.getByRole('region', { name: 'Note for the desk' })

test('what one window does shows in the other without anybody asking', async ({ pc }) => {
  const running = await startSample(pc)
  const { page } = running
  const second = await running.openWindow()
  await atWork(second, people.cashier)
  const token = await giveToken(page, FAMILY_PHONE, 'Suresh Deshpande')
  const row = second.getByRole('button', { name: new RegExp(`^${token}\\b.*Suresh Deshpande`) })
  await expect(row).toBeVisible()

  await goTo(second, 'Billing')
  await openBill(page)
  const number = await takeCash(page)
  await expect(second.getByRole('link', { name: number })).toContainText('500.00')
})

test('locking one window locks the other, and both open together', async ({ pc }) => {
  const running = await startSample(pc)
  const second = await running.openWindow()
  await atWork(second, people.cashier)
  await running.page.keyboard.press('Control+l')
  await expect(second.getByRole('heading', { name: 'Who is working?' })).toBeVisible()
  await signIn(second, people.cashier)
  await atWork(running.page, people.cashier)
})

test('a patient edited in both windows: the second is told, keeps the typing, and decides', async ({ pc }) => {
  const running = await startSample(pc)
  const first = running.page
  const second = await running.openWindow()
  await atWork(second, people.cashier)
  for (const page of [first, second]) {
    await patientPage(page, 'Suresh Deshpande')
    await noteOf(page).getByRole('button', { name: 'Edit Note for the desk' }).click()
  }
  const typed = second.getByLabel('Note', { exact: true })
  await typed.fill('Comes with a stick')
  await first.getByLabel('Note', { exact: true }).fill('Prefers the morning')
  await noteOf(first).getByRole('button', { name: 'Save' }).click()
  await expect(noteOf(first)).toContainText('Prefers the morning')

  await expect(noteOf(second).getByRole('alert')).toContainText('Somebody changed this meanwhile')
  await expect(noteOf(second).getByRole('alert')).toContainText('Prefers the morning')
  await expect(typed).toHaveValue('Comes with a stick')
  await expect(noteOf(second).getByRole('button', { name: 'Save' })).toBeDisabled()
  await noteOf(second).getByRole('button', { name: 'Keep mine' }).click()
  await noteOf(second).getByRole('button', { name: 'Save' }).click()
  await expect(noteOf(first)).toContainText('Comes with a stick')
})

test('a draft bill changed in both windows: nothing that was typed is lost, and one of them counts', async ({ pc }) => {
  const running = await startSample(pc)
  const first = running.page
  await giveToken(first, FAMILY_PHONE, 'Suresh Deshpande')
  await openBill(first)
  await first.getByRole('button', { name: 'Hold bill' }).click()
  const second = await running.openWindow()
  await atWork(second, people.cashier)
  for (const page of [first, second]) {
    await goTo(page, 'Billing')
    await page.getByRole('link', { name: /Suresh Deshpande.*Draft/ }).click()
  }
  const rate = (page: Page) => page.getByLabel('Rate of line 1')
  await rate(second).fill('450')
  await rate(first).fill('400')
  await first.getByRole('button', { name: 'Hold bill' }).click()
  await expect(second.getByRole('alert').getByText('Somebody changed this draft meanwhile')).toBeVisible()
  await expect(rate(second)).toHaveValue('450')
  await expect(second.getByRole('button', { name: 'Take cash, issue and print' })).toBeDisabled()
  await second.getByRole('button', { name: 'Take theirs' }).click()
  await expect(rate(second)).toHaveValue('400')
})
