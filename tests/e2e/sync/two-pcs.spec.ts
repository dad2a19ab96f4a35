import { expect, type Page } from '@playwright/test'
import { told } from '../clinic/application.ts'
import { goTo, notice, people, signIn, atWork, startSample } from '../clinic/counter.ts'
import { test, type Platform } from './headquarters.ts'

const PIN = '7391'

const sync = (page: Page) => page.getByTestId('sync')
const allSent = (page: Page) => expect(sync(page)).toHaveText(/^All sent · \d\d:\d\d$/, { timeout: 30_000 })
const offline = (page: Page) => expect(sync(page)).toHaveText(/^Offline · /, { timeout: 30_000 })

async function openHeadquarters(page: Page): Promise<void> {
  await goTo(page, 'Admin')
  await page.getByRole('link', { name: 'Headquarters' }).click()
}

/** The clinic of this PC is connected through the screen. */
async function connect(page: Page, hq: Platform): Promise<void> {
  await openHeadquarters(page)
  await page.getByLabel('Address of the headquarters').fill(hq.address)
  await page.getByLabel('Enrolment code').fill(await hq.code())
  await page.keyboard.press('F12')
  await expect(page.getByRole('heading', { name: `Headquarters at ${hq.address}` })).toBeVisible()
  await allSent(page)
}

/** An empty PC becomes one of the clinic, with an administrator at work. */
async function join(page: Page, hq: Platform, code: string): Promise<void> {
  await expect(page.getByRole('button', { name: 'Join my clinic' })).toBeVisible()
  await page.keyboard.press('4')
  await page.getByLabel('Address of the headquarters').fill(hq.address)
  await page.getByLabel('Enrolment code').fill(code.toLowerCase())
  await page.keyboard.press('Enter')
  await expect(
    page.getByText('This code lets this PC into Shanti Ayurveda & Family Clinic, Kothrud, Pune.'),
  ).toBeVisible()
  await page.getByLabel('Name of this PC').fill('Desk 2')
  await page.keyboard.press('Enter')
  await expect(page.getByRole('heading', { name: 'Write down the recovery key' })).toBeVisible({ timeout: 30_000 })
  const groups = await page.getByTestId('recovery-key').first().locator('span').allTextContents()
  await page.getByLabel('Type its last group to show that you have written it down').fill(groups.at(-1) ?? '')
  await page.keyboard.press('Enter')
  await page.getByLabel('Administrator').selectOption(people.admin)
  await page.getByLabel('New PIN', { exact: true }).fill(PIN)
  await page.getByLabel('New PIN again').fill(PIN)
  await page.keyboard.press('Enter')
  await signIn(page, people.admin, PIN)
  await atWork(page, people.admin)
}

async function openPatient(page: Page, name: string): Promise<void> {
  await goTo(page, 'Patients')
  await page.getByLabel('Find in the list').fill(name)
  await page.getByRole('link', { name }).first().click()
  await expect(page.getByRole('region', { name: 'Patient' })).toContainText(name)
}

async function register(page: Page, name: string): Promise<void> {
  await goTo(page, 'Patients')
  await page.getByRole('button', { name: 'Register patient' }).first().click()
  const dialog = page.getByRole('dialog', { name: 'Register patient' })
  await dialog.getByLabel('Name', { exact: true }).fill(name)
  await dialog.getByLabel('Age or date of birth').fill('41')
  await dialog.getByLabel('Sex').selectOption('female')
  await dialog.getByRole('button', { name: 'Register patient' }).click()
  await expect(page.getByRole('region', { name: 'Patient' })).toContainText(name)
}

async function edit(page: Page, group: string, field: string, value: string): Promise<void> {
  await page.getByRole('button', { name: `Edit ${group}` }).click()
  const box = page.getByRole('textbox', { name: field, exact: true })
  await box.fill(value)
  await page.keyboard.press('F12')
  // The form closes once it is saved; the notice of the edit before may still be there.
  await expect(box).toBeHidden()
  await expect(notice(page, 'Saved').last()).toBeVisible()
}

async function sendNow(page: Page): Promise<void> {
  await openHeadquarters(page)
  await page.keyboard.press('F8')
  await allSent(page)
}

test('two PCs of a clinic work as one, apart while headquarters are away, and level again', async ({ newPc, hq }) => {
  test.setTimeout(240_000)
  const one = (await startSample(await newPc(), people.admin)).page
  await connect(one, hq)
  const { clinic } = await told(one, 'app.state', {})
  const two = (await (await newPc()).start()).page
  await join(two, hq, await hq.code(clinic?.id))
  await allSent(two)

  await register(two, 'Malati Kelkar')
  await openPatient(one, 'Malati Kelkar')

  await hq.down()
  await offline(one)
  await offline(two)
  await edit(one, 'Address', 'City', 'Satara')
  await edit(two, 'Guardian', 'Guardian', 'Anil Kelkar')
  await edit(one, 'Name', 'Name', 'Malati Anil Kelkar')
  await edit(two, 'Name', 'Name', 'Maalati Kelkar')
  await expect(sync(one)).toHaveText('Offline · 2 waiting')

  await hq.up()
  await sendNow(one)
  await sendNow(two)
  await sendNow(one)
  for (const page of [one, two]) {
    await openPatient(page, 'Kelkar')
    await expect(page.getByRole('region', { name: 'Address' })).toContainText('Satara')
    await expect(page.getByRole('region', { name: 'Guardian' })).toContainText('Anil Kelkar')
    const conflict = page.getByRole('region', { name: 'Name', exact: true }).getByRole('alert')
    await expect(conflict).toContainText('Malati Anil Kelkar')
    await expect(conflict).toContainText('Maalati Kelkar')
    await expect(conflict).toContainText(/Also entered at Desk 2/)
  }

  await goTo(one, 'Admin')
  await one.getByRole('link', { name: 'To settle' }).click()
  await expect(one.getByRole('region', { name: /^Patient, name/ })).toContainText('Desk 2')
  const values = await one
    .getByRole('region', { name: /^Patient, name/ })
    .getByRole('listitem')
    .allTextContents()
  await one.keyboard.press(`Alt+${values.findIndex(text => text.includes('Maalati')) + 1}`)
  await expect(one.getByText('Nothing to settle')).toBeVisible()
  await expect(two.getByRole('region', { name: 'Patient' })).toContainText('Maalati Kelkar')
  await expect(two.getByRole('region', { name: 'Name', exact: true }).getByRole('alert')).toHaveCount(0)
  await allSent(one)
  await allSent(two)
})
