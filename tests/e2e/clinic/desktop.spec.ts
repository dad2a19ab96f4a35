/** What a screen offers on the desktop alone: the printers of the PC, and documents as PDF files. */
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { expect } from '@playwright/test'
import { test, type Running } from './application.ts'
import { FAMILY_PHONE, giveToken, notice, openBill, startSample, takeCash } from './counter.ts'
import { optionsOf, papersOf } from './paper.ts'

/** Answers the next save dialogs as a person would: with a file, or with null for Cancel. */
async function answerSaveDialog({ electron }: Running, filePath: string | null): Promise<void> {
  await electron.evaluate(({ dialog }, filePath) => {
    const answer = async () => ({ canceled: filePath === null, filePath: filePath ?? '' })
    dialog.showSaveDialog = answer as typeof dialog.showSaveDialog
  }, filePath)
}

test('the printer that is chosen in Settings prints, until the system chooses again', async ({ pc }) => {
  const { page } = await startSample(pc)
  const usePrinter = async (label: string) => {
    await page.keyboard.press('Control+,')
    const settings = page.getByRole('dialog', { name: 'Settings' })
    await settings.getByLabel('Printer of this PC').selectOption({ label })
    await expect(notice(page, 'Saved').first()).toBeVisible()
    await page.keyboard.press('Escape')
    await expect(settings).toBeHidden()
  }
  await usePrinter('Stand-in laser printer')
  await giveToken(page, FAMILY_PHONE, 'Rukmini Deshpande')
  await expect.poll(() => papersOf(pc)).toHaveLength(1)
  expect(optionsOf(papersOf(pc)[0] ?? '')).toMatchObject({ deviceName: 'stand-in-laser' })
  await usePrinter('As the system chooses')
  await openBill(page)
  await takeCash(page)
  await expect.poll(() => papersOf(pc)).toHaveLength(2)
  expect(optionsOf(papersOf(pc)[1] ?? '')).not.toHaveProperty('deviceName')
})

test('a document is saved as PDF where the person chooses, and Cancel leaves no print waiting', async ({ pc }) => {
  const running = await startSample(pc)
  const { page } = running
  await giveToken(page, FAMILY_PHONE, 'Rukmini Deshpande')
  await openBill(page)
  await takeCash(page)
  await expect(page.getByText('Printed once')).toBeVisible()
  const file = path.join(pc.data, 'bill.pdf')
  await answerSaveDialog(running, null)
  await page.getByRole('button', { name: 'Save as PDF' }).click()
  await expect(page.getByRole('button', { name: 'Save as PDF' })).toBeEnabled()
  expect(existsSync(file)).toBe(false)
  await answerSaveDialog(running, file)
  await page.getByRole('button', { name: 'Save as PDF' }).click()
  await expect(notice(page, `Saved as ${file}`)).toBeVisible()
  expect(readFileSync(file).subarray(0, 5).toString()).toBe('%PDF-')
  await expect(page.getByRole('button', { name: /prints? failed/ })).toBeHidden()
})

test('a print that failed is saved as PDF instead, and stays in the list until it is put aside', async ({ pc }) => {
  const running = await startSample(pc)
  const { page } = running
  writeFileSync(path.join(pc.printer, 'fault'), 'Out of paper')
  await giveToken(page, FAMILY_PHONE, 'Rukmini Deshpande')
  await page.getByRole('button', { name: '1 print failed' }).click()
  const dialog = page.getByRole('dialog', { name: 'Prints that did not reach the paper' })
  const file = path.join(pc.data, 'token.pdf')
  await answerSaveDialog(running, file)
  await dialog.getByRole('button', { name: 'Save as PDF' }).click()
  await expect(notice(page, `Saved as ${file}`)).toBeVisible()
  expect(existsSync(file)).toBe(true)
  await dialog.getByRole('button', { name: 'Put aside' }).click()
  await expect(dialog.getByText('Everything is printed.')).toBeVisible()
})
