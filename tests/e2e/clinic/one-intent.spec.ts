import { expect, type Page } from '@playwright/test'
import { ask, test, told } from './application.ts'
import { FAMILY_PHONE, finishButton, giveToken, goTo, issuedNumber, notice, openBill, people, phoneField, startSample, tokenOf, tokenState } from './counter.ts' // prettier-ignore
import { papersOf } from './paper.ts'

/** Tokens of today that this patient waits with. */
async function tokensOf(page: Page, patient: string): Promise<number> {
  const { columns } = await told(page, 'queue.board', {})
  return columns.flatMap(({ waiting }) => waiting).filter(({ patientName }) => patientName === patient).length
}

async function counts(page: Page): Promise<{ documents: number; creditNotes: number; collected: number }> {
  const { documents, creditNotes, collected } = await told(page, 'billing.list', { date: null, text: '', limit: 200 })
  return { documents: documents.length, creditNotes: creditNotes.length, collected }
}

/** How many entries the journal of this clinic has. */
const entries = async (page: Page): Promise<number> => (await told(page, 'audit.verify', {})).entries

test('double Enter on the walk-in line gives one token, and saves one new person', async ({ pc }) => {
  const { page } = await startSample(pc)
  await phoneField(page).fill('9811122233')
  await page.getByLabel('Name', { exact: true }).fill('Sarala Phule')
  await page.getByLabel('Age or date of birth').fill('42')
  await page.getByLabel('Sex').selectOption('Female')
  await page.getByRole('button', { name: 'Save' }).dblclick()
  await expect(page.getByLabel('3 · Doctor')).toBeFocused()
  await Promise.all([page.keyboard.press('Enter'), page.keyboard.press('Enter')])
  await tokenOf(page, 'Sarala Phule')
  expect(await tokensOf(page, 'Sarala Phule')).toBe(1)
  const { patients } = await told(page, 'patients.family', { phone: '+919811122233' })
  expect(patients.map(({ name }) => name)).toEqual(['Sarala Phule'])
})

test('a double click on Give token gives one token and prints one slip', async ({ pc }) => {
  const { page } = await startSample(pc)
  await phoneField(page).fill(FAMILY_PHONE)
  await page.getByRole('option', { name: 'Suresh Deshpande' }).click()
  await page.getByRole('button', { name: 'Token', exact: true }).dblclick()
  await tokenOf(page, 'Suresh Deshpande')
  expect(await tokensOf(page, 'Suresh Deshpande')).toBe(1)
  await expect.poll(async () => (await told(page, 'prints.pending', {})).jobs).toEqual([])
  expect(papersOf(pc)).toHaveLength(1)
})

test('a double click on Register patient registers one', async ({ pc }) => {
  const { page } = await startSample(pc)
  await goTo(page, 'Patients')
  await page.getByRole('button', { name: 'Register patient' }).first().click()
  const dialog = page.getByRole('dialog', { name: 'Register patient' })
  await dialog.getByLabel('Phone', { exact: true }).fill('9811122233')
  await dialog.getByLabel('Whose phone').selectOption('Own phone')
  await dialog.getByLabel('Name', { exact: true }).fill('Sarala Phule')
  await dialog.getByLabel('Age or date of birth').fill('42')
  await dialog.getByLabel('Sex').selectOption('Female')
  await dialog.getByRole('button', { name: 'Register patient' }).dblclick()
  await expect(page.getByRole('region', { name: 'Patient' })).toContainText('Sarala Phule')
  const found = await told(page, 'patients.list', { text: 'Sarala Phule', offset: 0, limit: 10 })
  expect(found.total).toBe(1)
})

test('a double click on the cash button issues one document with one payment', async ({ pc }) => {
  const { page } = await startSample(pc)
  await giveToken(page, FAMILY_PHONE, 'Suresh Deshpande')
  await openBill(page)
  const before = await counts(page)
  await finishButton(page).dblclick()
  await issuedNumber(page)
  const after = await counts(page)
  expect(after).toEqual({ ...before, documents: before.documents + 1, collected: before.collected + 500_00 })
})

test('F12 twice at once issues one document with one payment', async ({ pc }) => {
  const { page } = await startSample(pc)
  await giveToken(page, FAMILY_PHONE, 'Suresh Deshpande')
  await openBill(page)
  await expect(page.getByLabel('Cash given')).toBeFocused()
  const before = await counts(page)
  await Promise.all([page.keyboard.press('F12'), page.keyboard.press('F12')])
  await issuedNumber(page)
  const after = await counts(page)
  expect(after).toEqual({ ...before, documents: before.documents + 1, collected: before.collected + 500_00 })
})

test('a double click on taking a due, and on cancelling, gives one payment and one credit note', async ({ pc }) => {
  const { page } = await startSample(pc)
  await giveToken(page, FAMILY_PHONE, 'Suresh Deshpande')
  await openBill(page)
  await page.getByRole('button', { name: 'Leave ₹500.00 unpaid' }).click()
  const before = await counts(page)
  await page.getByRole('button', { name: 'Issue, leave ₹500.00 due' }).dblclick()
  const number = await issuedNumber(page)
  expect(await counts(page)).toEqual({ ...before, documents: before.documents + 1 })

  await page.getByRole('button', { name: 'Take payment' }).click()
  await page.getByRole('button', { name: 'Take cash and print' }).dblclick()
  await expect(page.getByLabel('State', { exact: true })).toContainText('Paid')
  const paid = await counts(page)
  expect(paid.collected).toBe(before.collected + 500_00)

  await page.getByRole('button', { name: 'Cancel document' }).click()
  await page.getByLabel('Reason').fill('Billed to the wrong patient')
  await page.getByRole('button', { name: 'Cancel and pay back ₹500.00' }).dblclick()
  await expect(page.getByLabel('State', { exact: true })).toContainText('Cancelled')
  const after = await counts(page)
  expect(after.creditNotes).toBe(paid.creditNotes + 1)
  expect(number).not.toBe('')
})

test('double presses on the moves of a token move it once', async ({ pc }) => {
  const { page } = await startSample(pc, people.admin)
  const token = await giveToken(page, FAMILY_PHONE, 'Suresh Deshpande')
  await expect.poll(() => papersOf(pc)).toHaveLength(1)
  const before = await entries(page)
  await page.getByRole('button', { name: 'Skip', exact: true }).dblclick()
  await expect(tokenState(page, token)).toContainText('Skipped')
  expect(await entries(page)).toBe(before + 1)
  await page.getByRole('button', { name: 'Cancel token' }).click()
  const dialog = page.getByRole('dialog', { name: `Cancel token ${token}` })
  await dialog.getByLabel('Reason').fill('Went home')
  await dialog.getByRole('button', { name: 'Cancel token' }).dblclick()
  await expect(page.getByRole('button', { name: new RegExp(`^${token}\\b.*Suresh Deshpande`) })).toBeHidden()
  await expect(dialog).toBeHidden()
  expect(await entries(page)).toBe(before + 2)
})

test('a double click on Save makes one user', async ({ pc }) => {
  const { page } = await startSample(pc, people.admin)
  await goTo(page, 'Admin')
  await page.getByRole('button', { name: 'Add user' }).click()
  const dialog = page.getByRole('dialog', { name: 'Add user' })
  await dialog.getByLabel('Name', { exact: true }).fill('Usha Patki')
  await dialog.getByLabel('Sign-in name').fill('usha')
  await dialog.getByLabel('First PIN').fill('4817')
  const before = await entries(page)
  await dialog.getByRole('button', { name: 'Save' }).dblclick()
  await expect(dialog).toBeHidden()
  await expect(page.getByRole('row', { name: /Usha Patki/ })).toHaveCount(1)
  expect(await entries(page)).toBe(before + 1)
})

test('a call that is sent again with its intent gets the first answer and writes nothing', async ({ pc }) => {
  const { page } = await startSample(pc, people.admin)
  const twice = async (name: Repeated, input: object): Promise<void> => {
    const before = await entries(page)
    const send = () => ask(page, name, input as never)
    const [first, second] = await Promise.all([send(), send()])
    expect(first).toMatchObject({ ok: true })
    expect([second, await send()]).toEqual([first, first])
    expect(await entries(page), `${name} wrote one entry`).toBe(before + 1)
  }
  const { patients } = await told(page, 'patients.family', { phone: '+919822041763' })
  const { practitioners } = await told(page, 'practitioners.list', {})
  const patientId = patients[0]?.id
  const intent = (last: number) => `01890000-0000-7000-8000-00000000000${last}`
  await twice('queue.walkIn', {
    intent: intent(1), patientId, practitionerId: practitioners[0]?.id, priority: false,
  }) // prettier-ignore
  await twice('users.create', {
    intent: intent(2), displayName: 'Usha Patki', signInName: 'usha', roles: ['front-desk'], pin: '4817',
  }) // prettier-ignore
  await twice('patients.register', {
    intent: intent(3), name: 'Sarala Phule', nativeName: '', sex: 'female', birthDate: '1984-07-01',
    birthPrecision: 'year', phone: '+919811122233', phoneRelation: 'self', address: '', city: '', pincode: '',
    guardianName: '', guardianRelation: '', guardianPhone: null, allergies: '', allergiesKnown: false, note: '',
  }) // prettier-ignore
  await twice('billing.newBill', { intent: intent(4), patientId })
})

type Repeated = 'queue.walkIn' | 'users.create' | 'patients.register' | 'billing.newBill'

test('a double click on Back up now makes one backup', async ({ pc }) => {
  const { page } = await startSample(pc, people.admin)
  await goTo(page, 'Admin')
  await page.getByRole('link', { name: 'Backups' }).click()
  await page.getByRole('button', { name: 'Back up now' }).dblclick()
  await expect(notice(page, /^Backup made/)).toBeVisible()
  await expect(page.getByRole('button', { name: 'Verify' })).toHaveCount(1)
})
