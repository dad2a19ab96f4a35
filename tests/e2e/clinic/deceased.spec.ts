import { expect } from '@playwright/test'
import { test } from './application.ts'
import { FAMILY_PHONE, goTo, notice, phoneField, startSample } from './counter.ts'

test('a death is recorded on the page of the patient, ends new tokens, and is taken back', async ({ pc }) => {
  const { page } = await startSample(pc, 'Lakshmi P.')
  await goTo(page, 'Patients')
  await page.getByLabel('Find in the list').fill('Suresh Deshpande')
  await page.getByRole('link', { name: 'Suresh Deshpande' }).click()
  const header = page.getByRole('region', { name: 'Patient' })
  const card = page.getByRole('region', { name: 'Death' })
  await card.getByRole('button', { name: 'Record death' }).click()
  const dialog = page.getByRole('dialog', { name: 'Record the death of Suresh Deshpande?' })
  await dialog.getByLabel('Day of death').fill('01-01-1850')
  await dialog.getByLabel('Day of death').press('Tab')
  await expect(dialog.getByText('This day is before the birth.')).toBeVisible()
  await dialog.getByLabel('Day of death').fill('05-11-2026')
  await dialog.getByLabel('Day of death').press('Tab')
  await page.keyboard.press('F12')
  await expect(notice(page, 'Saved')).toBeVisible()
  await expect(header).toContainText(/Deceased, 0?5 Nov 2026/)
  await expect(page.getByRole('button', { name: 'Walk-in' })).toBeDisabled()
  await expect(page.getByText('Recorded as deceased: no new token.')).toBeVisible()

  await goTo(page, 'Today')
  await phoneField(page).fill(FAMILY_PHONE)
  await page.getByRole('option', { name: 'Suresh Deshpande' }).click()
  await page.getByRole('button', { name: 'Token', exact: true }).click()
  await expect(page.getByRole('alert')).toContainText('recorded as deceased')

  await page.goBack()
  await card.getByRole('button', { name: 'Take back' }).click()
  await page.keyboard.press('F12')
  await expect(header).not.toContainText('Deceased')
  await expect(page.getByRole('button', { name: 'Walk-in' })).toBeEnabled()
})
