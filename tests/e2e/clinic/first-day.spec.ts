import { expect } from '@playwright/test'
import { test } from './application.ts'
import {
  atWork, expectJournalIntact, goTo, openBill, phoneField, signIn, takeCash, tokenOf,
} from './counter.ts' // prettier-ignore
import { administrator, chosenPin, clinicName, setUpClinic } from './new-clinic.ts'
import { papersOf, textOf } from './paper.ts'

test('a first day: set up, register, token, bill, cash, receipt, plug pulled, and everything is there', async ({
  pc,
}) => {
  const first = await pc.start()
  const { page } = first
  await setUpClinic(page)
  await signIn(page, administrator, chosenPin)
  await atWork(page, administrator)

  await phoneField(page).fill('9811122233')
  await page.getByLabel('Name', { exact: true }).fill('Sarala Phule')
  await page.getByLabel('Age or date of birth').fill('42')
  await page.getByLabel('Sex').selectOption('Female')
  await page.getByRole('button', { name: 'Save' }).click()
  await page.getByRole('button', { name: 'Token', exact: true }).click()
  const token = await tokenOf(page, 'Sarala Phule')
  await openBill(page)
  await expect(page.getByText('To pay')).toBeVisible()
  const number = await takeCash(page)
  await expect.poll(() => papersOf(pc)).toHaveLength(2)

  const [slip = '', receipt = ''] = papersOf(pc)
  expect(textOf(slip)).toContain(token)
  const paper = textOf(receipt)
  for (const said of [clinicName, number, 'Sarala Phule', 'Consultation, Dr. Leena Sathe', '500.00', 'Paid in full'])
    expect(paper).toContain(said)
  expect(paper).not.toContain('DUPLICATE')

  await first.pullThePlug()
  const second = await pc.start()
  const again = second.page
  await signIn(again, administrator, chosenPin)
  await atWork(again, administrator)
  const row = again.getByRole('button', { name: new RegExp(`^${token}\\b.*Sarala Phule`) })
  await expect(row).toBeVisible()
  await expect(row).toContainText('Paid')

  await goTo(again, 'Billing')
  const document = again.getByRole('link', { name: number })
  await expect(document).toContainText('Sarala Phule')
  await expect(document).toContainText('500.00')
  await expect(document).toContainText('Paid')
  await document.click()
  await expect(again.getByRole('heading', { name: number })).toBeVisible()
  await expect(again.getByLabel('State', { exact: true })).toContainText('Cash')
  await expect(again.getByText('Printed once')).toBeVisible()
  await expectJournalIntact(again)
})
