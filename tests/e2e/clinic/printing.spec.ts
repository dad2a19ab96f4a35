import { rmSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { expect } from '@playwright/test'
import { test, told, type Pc } from './application.ts'
import { onRealElectron } from './clock.ts'
import { FAMILY_PHONE, giveToken, openBill, people, startSample, takeCash } from './counter.ts'
import { optionsOf, papersOf, textOf } from './paper.ts'

const fault = (pc: Pc) => path.join(pc.printer, 'fault')

test('a bill printed while the printer fails: the sale stands, the badge says so, the retry prints the same copy', async ({
  pc,
}) => {
  const { page } = await startSample(pc)
  await giveToken(page, FAMILY_PHONE, 'Rukmini Deshpande')
  await expect.poll(() => papersOf(pc)).toHaveLength(1)
  await openBill(page)
  writeFileSync(fault(pc), 'Out of paper')
  const number = await takeCash(page)
  await expect(page.getByLabel('State', { exact: true })).toContainText('Paid')
  await expect(page.getByRole('status').getByText(/Saved, but not printed: .*Out of paper/)).toBeVisible()
  const badge = page.getByRole('button', { name: '1 print failed' })
  await expect(badge).toBeVisible()
  expect(papersOf(pc)).toHaveLength(1)

  await badge.click()
  const dialog = page.getByRole('dialog', { name: 'Prints that did not reach the paper' })
  await expect(dialog).toContainText(number)
  await expect(dialog).toContainText('Out of paper')
  await dialog.getByRole('button', { name: 'Print again' }).click()
  await expect(page.getByRole('status').getByText(/^Printing failed: Out of paper/)).toBeVisible()
  expect(papersOf(pc)).toHaveLength(1)

  rmSync(fault(pc))
  await dialog.getByRole('button', { name: 'Print again' }).click()
  await expect(dialog.getByText('Everything is printed.')).toBeVisible()
  expect(papersOf(pc)).toHaveLength(2)
  const paper = textOf(papersOf(pc).at(-1) ?? '')
  expect(paper).toContain(number)
  expect(paper).toContain('Rukmini Deshpande')
  expect(paper).not.toContain('DUPLICATE')
  await page.keyboard.press('Escape')
  await expect(page.getByText('Printed once')).toBeVisible()
})

test('a print again says DUPLICATE with its number, who and when, and the first copy does not', async ({ pc }) => {
  const { page } = await startSample(pc)
  await giveToken(page, FAMILY_PHONE, 'Rukmini Deshpande')
  await openBill(page)
  const number = await takeCash(page)
  await expect.poll(() => papersOf(pc)).toHaveLength(2)
  for (const copy of [1, 2]) {
    await page.getByRole('button', { name: 'Print again' }).click()
    await expect.poll(() => papersOf(pc)).toHaveLength(2 + copy)
    const paper = textOf(papersOf(pc).at(-1) ?? '')
    expect(paper).toContain(number)
    expect(paper).toContain(`DUPLICATE ${copy}`)
    expect(paper).toContain(people.cashier)
    expect(paper).toMatch(/\d\d:\d\d/)
  }
  expect(textOf(papersOf(pc)[1] ?? '')).not.toContain('DUPLICATE')
  await expect(page.getByText('Printed 3 times')).toBeVisible()
})

test('the paper of this PC decides the size: 58 mm rolls are measured, sheets are A5', async ({ pc }) => {
  const { page } = await startSample(pc)
  const useFormat = async (name: string) => {
    await page.keyboard.press('Control+,')
    const settings = page.getByRole('dialog', { name: 'Settings' })
    await settings.getByRole('radio', { name, exact: true }).click()
    await expect(settings.getByRole('radio', { name, exact: true })).toBeChecked()
    await page.keyboard.press('Escape')
    await expect(settings).toBeHidden()
  }
  await useFormat('58 mm')
  await giveToken(page, FAMILY_PHONE, 'Rukmini Deshpande')
  await openBill(page)
  await takeCash(page)
  await expect.poll(() => papersOf(pc)).toHaveLength(2)
  await useFormat('A5')
  await page.getByRole('button', { name: 'Print again' }).click()
  await expect.poll(() => papersOf(pc)).toHaveLength(3)
  const [, roll = '', sheet = ''] = papersOf(pc)
  expect(optionsOf(roll)).toMatchObject({ silent: true, pageSize: { width: 58_000 } })
  expect(optionsOf(sheet)).toMatchObject({ silent: true, pageSize: 'A5' })
  for (const paper of [roll, sheet]) expect(textOf(paper)).toContain('SAMPLE')
})

test('a cancelled bill prints its credit note, and its own paper says cancelled', async ({ pc }) => {
  const { page } = await startSample(pc)
  await giveToken(page, FAMILY_PHONE, 'Rukmini Deshpande')
  await openBill(page)
  const number = await takeCash(page)
  await page.getByRole('button', { name: 'Cancel document' }).click()
  await page.getByLabel('Reason').fill('Billed to the wrong patient')
  await page.getByRole('button', { name: 'Cancel and pay back ₹500.00' }).click()
  await expect.poll(() => papersOf(pc)).toHaveLength(3)
  const note = textOf(papersOf(pc).at(-1) ?? '')
  expect(note).toContain(number)
  expect(note).toContain('Billed to the wrong patient')
  await page.getByRole('radio', { name: new RegExp(`Document ${number}`) }).check()
  await page.getByRole('button', { name: 'Print again' }).click()
  await expect.poll(() => papersOf(pc)).toHaveLength(4)
  expect(textOf(papersOf(pc).at(-1) ?? '')).toContain('CANCELLED')
})

test('a print that was left on its way can be printed again or put aside, and the badge goes with the last', async ({
  pc,
}) => {
  test.skip(onRealElectron, 'sets the clock of the pages ahead')
  const { page } = await startSample(pc)
  await page.clock.install()
  await giveToken(page, FAMILY_PHONE, 'Rukmini Deshpande')
  await expect.poll(() => papersOf(pc)).toHaveLength(1)
  const documentId = (await told(page, 'queue.board', {})).last?.id ?? ''
  const request = (last: number) =>
    told(page, 'prints.request', {
      intent: `01890000-0000-7000-8000-00000000000${last}`, documentKind: 'token', documentId, format: '80mm',
    }) // prettier-ignore
  await request(1)
  const { job } = await request(2)
  await told(page, 'prints.settle', { jobId: job.id, state: 'printing', reason: '' })
  await page.clock.fastForward(60_000)
  await page.getByRole('button', { name: '2 prints waiting' }).click()
  const dialog = page.getByRole('dialog', { name: 'Prints that did not reach the paper' })
  await dialog.getByRole('button', { name: 'Put aside' }).first().click()
  await expect(dialog.getByRole('listitem')).toHaveCount(1)
  await dialog.getByRole('button', { name: 'Print again' }).click()
  await expect(dialog.getByText('Everything is printed.')).toBeVisible()
  expect(papersOf(pc)).toHaveLength(2)
  await expect(page.getByRole('button', { name: /prints? (waiting|failed)/ })).toHaveCount(0)
})
