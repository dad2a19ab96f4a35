import { expect, type Page } from '@playwright/test'
import { ask, test, told } from './application.ts'
import { withClock, onRealElectron, setAhead } from './clock.ts'
import { atWork, goTo, notice, people, phoneField, SAMPLE_PIN, signIn, startSample } from './counter.ts'

const door = (page: Page) => page.getByTestId('sign-in')
const lock = (page: Page) => page.keyboard.press('Control+l')

async function enterPin(page: Page, name: string, pin: string): Promise<void> {
  await door(page).getByLabel(`PIN of ${name}`).fill(pin)
  await door(page)
    .getByRole('button', { name: /^(Sign in|Unlock)/ })
    .click()
}

/** Five wrong PINs, each refused with the tries that are left. */
async function guessInVain(page: Page, name: string): Promise<void> {
  await door(page).getByRole('button', { name }).click()
  for (const left of [4, 3, 2, 1]) {
    await enterPin(page, name, '9071')
    await expect(door(page).getByRole('alert')).toContainText(`${left} more tries`)
  }
  await enterPin(page, name, '9071')
  await expect(door(page).getByRole('alert')).toContainText('Too many wrong tries')
}

test('typing outlives a lock and a switch of users: everybody finds the own draft again', async ({ pc }) => {
  const { page } = await startSample(pc, people.frontDesk)
  await phoneField(page).fill('98110')
  await lock(page)
  await expect(door(page)).toBeVisible()
  await expect(page.getByText('98110')).toBeHidden()
  await signIn(page, people.cashier)
  await atWork(page, people.cashier)
  await expect(phoneField(page)).toHaveValue('')
  await phoneField(page).fill('Suresh')
  await lock(page)
  await signIn(page, people.frontDesk)
  await atWork(page, people.frontDesk)
  await expect(phoneField(page)).toHaveValue('98110')
  await lock(page)
  await signIn(page, people.cashier)
  await atWork(page, people.cashier)
  await expect(phoneField(page)).toHaveValue('Suresh')
})

test('the same person unlocks to the very screen that was left, with a half-filled form as it was', async ({ pc }) => {
  const { page } = await startSample(pc, people.frontDesk)
  await goTo(page, 'Patients')
  await page.getByRole('button', { name: 'Register patient' }).first().click()
  await page.getByRole('dialog').getByLabel('Name', { exact: true }).fill('Sarala Ph')
  await lock(page)
  await expect(door(page)).toBeVisible()
  await expect(page.getByRole('dialog', { name: 'Register patient' })).toBeHidden()
  await page.keyboard.press('Escape')
  await enterPin(page, people.frontDesk, SAMPLE_PIN)
  await expect(page.getByRole('dialog').getByLabel('Name', { exact: true })).toHaveValue('Sarala Ph')
})

test('a PIN typed after a tile that is already chosen, or after nothing at all, goes to the pad', async ({ pc }) => {
  const { page } = await startSample(pc, people.cashier)
  await lock(page)
  await door(page).getByRole('button', { name: people.cashier }).click()
  await page.keyboard.type(SAMPLE_PIN)
  await page.keyboard.press('Enter')
  await atWork(page, people.cashier)
  await lock(page)
  await door(page).getByRole('heading', { name: 'Who is working?' }).click()
  await page.keyboard.type(SAMPLE_PIN)
  await page.keyboard.press('Enter')
  await atWork(page, people.cashier)
})

test('a locked page shows nothing of a patient and answers nothing', async ({ pc }) => {
  const { page } = await startSample(pc, people.cashier)
  await lock(page)
  await expect(door(page)).toBeVisible()
  const answers = [
    await ask(page, 'queue.board', {}),
    await ask(page, 'search.find', { text: 'Suresh', limit: 5 }),
    await ask(page, 'prints.pending', {}),
  ]
  for (const answer of answers) expect(answer).toEqual({ ok: false, code: 'locked', params: {} })
  await page.keyboard.press('Control+k')
  await expect(page.getByRole('combobox', { name: 'Search' })).toBeHidden()
})

test('ten minutes without work lock the PC, and a key in between counts as work', async ({ pc }) => {
  test.skip(onRealElectron, 'sets the clock of the clinic process ahead')
  const { page, electron } = await startSample(pc, people.cashier, withClock(pc))
  // Nobody touches this machine: the shell tells so every ten seconds.
  await electron.evaluate(({ powerMonitor }) => Object.assign(powerMonitor, { getSystemIdleTime: () => 86_400 }))
  setAhead(pc, 9)
  await told(page, 'session.touch', {})
  setAhead(pc, 18)
  await told(page, 'queue.board', {})
  setAhead(pc, 20)
  await expect(door(page)).toBeVisible({ timeout: 15_000 })
  await enterPin(page, people.cashier, SAMPLE_PIN)
  await atWork(page, people.cashier)
})

test('five wrong PINs lock a person out with a running clock, across a restart, until the time is over', async ({
  pc,
}) => {
  test.skip(onRealElectron, 'sets the clock of the clinic process ahead')
  const first = await startSample(pc, people.cashier, withClock(pc))
  await lock(first.page)
  await guessInVain(first.page, people.frontDesk)
  const clock = door(first.page).getByRole('timer')
  await expect(clock).toHaveText(/^4:5\d$/)
  await expect(door(first.page).getByLabel(`PIN of ${people.frontDesk}`)).toBeDisabled()
  await signIn(first.page, people.cashier)
  await atWork(first.page, people.cashier)
  await first.pullThePlug()

  setAhead(pc, 2)
  const second = await pc.start(withClock(pc))
  await signIn(second.page, people.frontDesk)
  await expect(door(second.page).getByRole('timer')).toHaveText(/^[23]:\d\d$/)
  await second.quit()

  setAhead(pc, 6)
  const third = await pc.start(withClock(pc))
  await signIn(third.page, people.frontDesk)
  await atWork(third.page, people.frontDesk)
})

test('an administrator sets a new PIN with the own one as proof, and the lock-out ends at once', async ({ pc }) => {
  const { page } = await startSample(pc, people.admin)
  await lock(page)
  await guessInVain(page, people.frontDesk)
  await signIn(page, people.admin)
  await atWork(page, people.admin)
  await goTo(page, 'Admin')
  const row = page.getByRole('row', { name: new RegExp(people.frontDesk) })
  await expect(row).toContainText('Locked out until')
  await row.getByRole('button', { name: 'Set a new PIN' }).click()
  const dialog = page.getByRole('dialog', { name: `New PIN for ${people.frontDesk}` })
  const set = async (newPin: string, ownPin: string) => {
    await dialog.getByLabel('New PIN', { exact: true }).fill(newPin)
    await dialog.getByLabel('Your own PIN, as proof').fill(ownPin)
    await dialog.getByRole('button', { name: 'Set a new PIN' }).click()
  }
  await set('1234', SAMPLE_PIN)
  await expect(dialog.getByRole('alert')).toContainText('not a simple row')
  await set('7301', '9071')
  await expect(dialog.getByRole('alert')).toContainText('more tries')
  await set('7301', SAMPLE_PIN)
  await expect(notice(page, `The new PIN of ${people.frontDesk} is set.`)).toBeVisible()
  await expect(row).not.toContainText('Locked out')
  await lock(page)
  await signIn(page, people.frontDesk, '7301')
  await atWork(page, people.frontDesk)
})

test('a front desk user sees no Admin and no audit trail, and the contract refuses both', async ({ pc }) => {
  const { page } = await startSample(pc, people.frontDesk)
  const screens = page.getByRole('navigation', { name: 'Screens' })
  await expect(screens.getByRole('link')).toHaveText(['Today', 'Patients', 'Billing'])
  for (const hash of ['#/admin/users', '#/audit']) {
    await page.evaluate(to => (window.location.hash = to), hash)
    await expect(page.getByText('Your role does not use this screen')).toBeVisible()
  }
  const intent = '01890000-0000-7000-8000-000000000001'
  const someone = { displayName: 'X', signInName: 'xx', roles: ['admin' as const], pin: '4817' }
  const refused = [
    await ask(page, 'users.list', {}),
    await ask(page, 'audit.verify', {}),
    await ask(page, 'backup.list', {}),
    await ask(page, 'users.create', { intent, ...someone }),
    await ask(page, 'billing.cancel', { intent, invoiceId: intent, reason: 'none', expectedRefund: 0 }),
  ]
  expect(refused.map(answer => (answer.ok ? answer : [answer.code, answer.params]))).toEqual([
    ['not-allowed', { permission: 'user.read' }],
    ['not-allowed', { permission: 'audit.read' }],
    ['not-allowed', { permission: 'backup.manage' }],
    ['not-allowed', { permission: 'user.manage' }],
    ['not-allowed', { permission: 'billing.cancel' }],
  ])
})

test('a user who is disabled is signed out at once and cannot come back', async ({ pc }) => {
  const { page } = await startSample(pc, people.admin)
  await goTo(page, 'Admin')
  await page
    .getByRole('row', { name: new RegExp(people.frontDesk) })
    .getByRole('button', { name: 'Edit' })
    .click()
  const dialog = page.getByRole('dialog', { name: people.frontDesk })
  await dialog.getByLabel('May sign in').uncheck()
  await dialog.getByRole('button', { name: 'Save' }).click()
  await expect(page.getByRole('row', { name: new RegExp(people.frontDesk) })).toContainText('Disabled')
  await lock(page)
  await expect(door(page).getByRole('button', { name: people.admin })).toBeVisible()
  await expect(door(page).getByRole('button', { name: people.frontDesk })).toBeHidden()
})
