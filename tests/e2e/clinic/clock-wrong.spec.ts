import { expect } from '@playwright/test'
import { test } from './application.ts'
import { onRealElectron, setAhead, withClock } from './clock.ts'
import { FAMILY_PHONE, finishButton, giveToken, issuedNumber, openBill, people, startSample } from './counter.ts'

/** Three years back, in minutes: a dead battery. */
const back = -3 * 365 * 24 * 60

test('a bill under a clock that fell back is issued only after an administrator said that it is right', async ({
  pc,
}) => {
  test.skip(onRealElectron, 'sets the clock of the clinic process')
  const { page } = await startSample(pc, people.admin, withClock(pc))
  await giveToken(page, FAMILY_PHONE, 'Suresh Deshpande')
  await openBill(page)
  setAhead(pc, back)
  await finishButton(page).click()
  const question = page.getByRole('dialog', { name: /^Is it \d\d-\d\d-\d{4} \d\d:\d\d now\?$/ })
  await question.getByRole('button', { name: 'Set the clock first' }).click()
  await expect(question).toBeHidden()
  await finishButton(page).click()
  await question.getByRole('button', { name: 'The clock is right' }).click()
  expect(await issuedNumber(page)).not.toBe('')
})
