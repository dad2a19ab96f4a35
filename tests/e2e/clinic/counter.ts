/** What people do at the counter, as steps that several specs share. Words on the screen are found as people read them. */
import { expect, type Page } from '@playwright/test'
import { documentNumberPattern } from '../../../domain/numbers.ts'
import type { Pc, Running, StartOptions } from './application.ts'

/** Everybody of the sample clinic has this PIN; it stands on its sign-in screen. */
export const SAMPLE_PIN = '2580'

export const people = {
  admin: 'Sunil Apte',
  frontDesk: 'Lakshmi P.',
  cashier: 'Farida Shaikh',
  doctor: 'Dr. Meera Kulkarni',
  auditor: 'Neeta Gokhale',
} as const

/** Three of a family share this phone in the sample: Suresh, Rukmini and Aarav Deshpande. */
export const FAMILY_PHONE = '9822041763'

export async function signIn(page: Page, name: string, pin = SAMPLE_PIN): Promise<void> {
  const door = page.getByTestId('sign-in')
  await door.getByRole('button', { name }).click()
  await door.getByLabel(`PIN of ${name}`).fill(pin)
  await door.getByLabel(`PIN of ${name}`).press('Enter')
}

/** The first screen of somebody who signed in. */
export async function atWork(page: Page, name: string): Promise<void> {
  await expect(page.getByTestId('sign-in')).toBeHidden()
  await expect(page.getByRole('banner').getByText(name)).toBeVisible()
}

/** A sample clinic on an empty PC, with somebody at work. */
export async function startSample(pc: Pc, name: string = people.cashier, options: StartOptions = {}): Promise<Running> {
  const running = await pc.start(options)
  const { page } = running
  await page.getByRole('button', { name: 'Try with a sample clinic' }).click()
  await expect(page.getByRole('heading', { name: 'Who is working?' })).toBeVisible({ timeout: 30_000 })
  await signIn(page, name)
  await atWork(page, name)
  return running
}

export async function goTo(page: Page, name: 'Today' | 'Patients' | 'Billing' | 'Audit' | 'Admin'): Promise<void> {
  await page.getByRole('navigation', { name: 'Screens' }).getByRole('link', { name }).click()
  const heading = name === 'Audit' ? 'Audit trail' : name
  await expect(page.getByRole('heading', { name: heading, exact: true })).toBeVisible()
}

export const phoneField = (page: Page) => page.getByLabel('1 · Phone or name')
export const notice = (page: Page, text: string | RegExp) => page.getByRole('status').getByText(text)

/** Types the phone into the walk-in line, chooses somebody of the family and gives a token; resolves with its label. */
export async function giveToken(page: Page, phone: string, patient: string): Promise<string> {
  await phoneField(page).fill(phone)
  await page.getByRole('option', { name: patient }).click()
  await page.getByRole('button', { name: 'Token', exact: true }).click()
  return tokenOf(page, patient)
}

/** The label of the newest token, once it is this patient's. */
export async function tokenOf(page: Page, patient: string): Promise<string> {
  const last = page.getByRole('status').getByText(new RegExp(`^Last: \\S+ ${patient}, `))
  await expect(last).toBeVisible()
  const label = /^Last: (\S+)/.exec((await last.textContent()) ?? '')?.[1]
  if (label === undefined) throw new Error('a given token has a label')
  return label
}

/** What became of the chosen token, beside its label: `Skipped`, `In room`. */
export const tokenState = (page: Page, label: string) =>
  page.getByRole('complementary', { name: 'Patient' }).getByRole('status').filter({ hasText: label })

/** Opens the bill of the token that is chosen on Today. */
export async function openBill(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Bill', exact: true }).click()
  await expect(page.getByRole('heading', { name: 'Bill', exact: true })).toBeVisible()
}

export const finishButton = (page: Page) => page.getByRole('button', { name: 'Take cash, issue and print' })

/** Takes the exact cash for the bill on screen; resolves with the number of the document that was issued. */
export async function takeCash(page: Page): Promise<string> {
  await finishButton(page).click()
  return issuedNumber(page)
}

export async function issuedNumber(page: Page): Promise<string> {
  const number = page.getByRole('heading', { level: 1, name: documentNumberPattern })
  await expect(number).toBeVisible()
  return (await number.textContent()) ?? ''
}

/** Asks the clinic to recompute every entry, as the audit screen does. */
export async function expectJournalIntact(page: Page): Promise<void> {
  await goTo(page, 'Audit')
  await page.getByRole('button', { name: 'Verify' }).click()
  await expect(page.getByRole('status').getByText(/^Intact: /)).toBeVisible()
}
