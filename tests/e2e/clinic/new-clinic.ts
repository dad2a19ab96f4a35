/** The wizard of a new clinic, filled in as its owner would. */
import { expect, type Page } from '@playwright/test'

export const chosenPin = '4817'
export const clinicName = 'Asha Clinic'
export const administrator = 'Meenal Gore'
export const password = 'two umbrellas and a kettle'

/** From the first screen to the recovery key, written down; resolves with the key. */
export async function setUpClinic(page: Page): Promise<string> {
  await page.getByRole('button', { name: 'Set up a new clinic' }).click()
  await fillIn(page)
  return writeDownKey(page)
}

/** Every step of the open wizard, up to the button that makes the clinic. */
export async function fillIn(page: Page): Promise<void> {
  const next = () => page.getByRole('button', { name: 'Next' }).click()
  const step = (name: string) => expect(page.getByRole('heading', { level: 1, name })).toBeVisible()
  const field = (name: string) => page.getByLabel(name, { exact: true })

  await field('Name of the clinic').fill(clinicName)
  await next()
  await step('Address')
  await page.getByLabel('City').fill('Pune')
  await next()
  await step('GST')
  await next()
  await step('First doctor')
  await field('Name of the doctor').fill('Dr. Leena Sathe')
  await field('Consultation fee').fill('500')
  await next()
  await step('Administrator')
  await field('Your name').fill(administrator)
  await field('PIN').fill(chosenPin)
  await field('PIN again').fill(chosenPin)
  await field('Password').fill(password)
  await field('Password again').fill(password)
  await next()
  await step('This PC')
  await field('Name of this PC').fill('Desk 1')
  await page.getByRole('radio', { name: '80 mm' }).check()
  await page.getByRole('button', { name: 'Create the clinic' }).click()
}

async function writeDownKey(page: Page): Promise<string> {
  await expect(page.getByRole('heading', { name: 'Write down the recovery key' })).toBeVisible({ timeout: 15_000 })
  const groups = await page.getByTestId('recovery-key').first().locator('span').allTextContents()
  const typed = page.getByLabel('Type its last group to show that you have written it down')
  await typed.fill(groups[0] ?? '')
  await page.getByRole('button', { name: 'I have written it down' }).click()
  await expect(page.getByRole('alert').getByText('This is not the last group.')).toBeVisible()
  await typed.fill(groups.at(-1) ?? '')
  await page.getByRole('button', { name: 'I have written it down' }).click()
  return groups.join(' ')
}
