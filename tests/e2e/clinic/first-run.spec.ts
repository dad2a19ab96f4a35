/** The way into the sample clinic when something else goes wrong than the making of it. */
import { expect, type Page } from '@playwright/test'
import { test } from './application.ts'
import { atWork, people, signIn } from './counter.ts'
import { clinicName, fillIn, setUpClinic } from './new-clinic.ts'

const chooseSample = (page: Page) => page.getByRole('button', { name: 'Try with a sample clinic' }).click()
const expectDoor = (page: Page) =>
  expect(page.getByRole('heading', { name: 'Who is working?' })).toBeVisible({ timeout: 30_000 })

test('the answer alone leads on from the progress of the sample, when no event reaches the window', async ({ pc }) => {
  const { page, electron } = await pc.start()
  await electron.evaluate(({ BrowserWindow }) => {
    for (const { webContents } of BrowserWindow.getAllWindows()) webContents.send = () => undefined
  })
  await chooseSample(page)
  await expectDoor(page)
  await signIn(page, people.cashier)
})

test('a window that was loaded again while the sample was made comes to its door, not to an error', async ({ pc }) => {
  const { page } = await pc.start()
  await chooseSample(page)
  await page.reload()
  const door = page.getByRole('heading', { name: 'Who is working?' })
  const sample = page.getByRole('button', { name: 'Try with a sample clinic' })
  await expect(door.or(sample)).toBeVisible()
  if (await sample.isVisible()) await chooseSample(page)
  await expectDoor(page)
  await signIn(page, people.cashier)
  await atWork(page, people.cashier)
})

test('two windows that begin with the sample at once come to one clinic', async ({ pc }) => {
  const { page, openWindow } = await pc.start()
  const second = await openWindow()
  await Promise.all([chooseSample(page), chooseSample(second)])
  for (const each of [page, second]) await expectDoor(each)
})

test('a wizard that another window overtook leads on to the door of the clinic that is there', async ({ pc }) => {
  const { page, openWindow } = await pc.start()
  const second = await openWindow()
  await second.getByRole('button', { name: 'Set up a new clinic' }).click()
  await second.getByLabel('Name of the clinic').fill('Overtaken Clinic')
  await setUpClinic(page)
  await fillIn(second)
  await expectDoor(second)
  await expect(second.getByTestId('sign-in')).toContainText(clinicName)
})
