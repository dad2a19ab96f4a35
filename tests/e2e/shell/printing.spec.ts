import { readdir, readFile, rm, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { expect } from '@playwright/test'
import { test, type Shell } from './shell.ts'

const THERMAL = '01890000-0000-7000-8000-000000000001'
const A5 = '01890000-0000-7000-8000-000000000005'
const PUT_ASIDE = '01890000-0000-7000-8000-000000000009'

const paper = async ({ data }: Shell) => (await readdir(data)).filter(file => file.endsWith('thermal.json')).toSorted()
const optionsOf = async (shell: Shell, file: string) =>
  JSON.parse(await readFile(path.join(shell.data, file), 'utf8')) as unknown
const settled = ({ told }: Shell) =>
  told().flatMap(({ request, input }) =>
    request === 'settlePrint' ? [input as { state: string; reason: string }] : [],
  )

test('a receipt is printed silently on the printer of this PC, at the measured length of the roll', async ({
  page,
  shell,
}) => {
  expect(await page.evaluate(jobId => window.caresync.print(jobId), THERMAL)).toEqual({ ok: true, value: null })
  const [file = ''] = await paper(shell)
  expect(await optionsOf(shell, file)).toMatchObject({
    silent: true,
    deviceName: 'stand-in-thermal',
    margins: { marginType: 'none' },
    pageSize: { width: 80_000, height: 125_000 },
  })
  expect(settled(shell).map(({ state }) => state)).toEqual(['printing', 'done'])
})

test('a sheet is printed as A5', async ({ page, shell }) => {
  await page.evaluate(jobId => window.caresync.print(jobId), A5)
  const [file = ''] = await paper(shell)
  expect(await optionsOf(shell, file)).toMatchObject({ pageSize: 'A5' })
})

test('a printer without paper fails the job with its reason, and the retry prints it once', async ({ page, shell }) => {
  await writeFile(path.join(shell.data, 'fault'), 'Out of paper')
  const failed = await page.evaluate(jobId => window.caresync.print(jobId), THERMAL)
  expect(failed).toEqual({ ok: false, code: 'print-failed', params: { reason: 'Out of paper' } })
  expect(settled(shell).at(-1)).toMatchObject({ state: 'failed', reason: 'Out of paper' })
  expect(await paper(shell)).toEqual([])
  await rm(path.join(shell.data, 'fault'))
  expect(await page.evaluate(jobId => window.caresync.print(jobId), THERMAL)).toMatchObject({ ok: true })
  expect(await paper(shell)).toHaveLength(1)
})

test('a job that was put aside or printed meanwhile never reaches the paper', async ({ page, shell }) => {
  const refused = await page.evaluate(jobId => window.caresync.print(jobId), PUT_ASIDE)
  expect(refused).toEqual({ ok: false, code: 'print-moved', params: {} })
  expect(settled(shell).map(({ state }) => state)).toEqual(['printing'])
  expect(await paper(shell)).toEqual([])
})

test('jobs asked for at once are printed one after the other', async ({ page, shell }) => {
  const outcomes = await page.evaluate(
    jobs => Promise.all(jobs.map(job => window.caresync.print(job))),
    [THERMAL, A5, THERMAL],
  )
  expect(outcomes.every(({ ok }) => ok)).toBe(true)
  expect(settled(shell).map(({ state }) => state)).toEqual(['printing', 'done', 'printing', 'done', 'printing', 'done'])
  expect(await paper(shell)).toHaveLength(3)
})

test('a job becomes a PDF where the person chooses, and cancelling writes nothing', async ({
  page,
  electron,
  shell,
}) => {
  const save = () => page.evaluate(jobId => window.caresync.savePdf(jobId), A5)
  expect(await save()).toEqual({ ok: true, value: { path: null } })
  const file = path.join(shell.data, 'bill.pdf')
  const proposed = await electron.evaluateHandle(({ dialog }, filePath) => {
    const paths: string[] = []
    const answer = async (options: { defaultPath: string }) => {
      paths.push(options.defaultPath)
      return { canceled: false, filePath }
    }
    dialog.showSaveDialog = answer as unknown as typeof dialog.showSaveDialog
    return paths
  }, file)
  expect(await save()).toEqual({ ok: true, value: { path: file } })
  expect((await readFile(file)).subarray(0, 5).toString()).toBe('%PDF-')
  const [proposal = ''] = await proposed.jsonValue()
  expect(path.basename(proposal)).toBe('Token W-1-26.pdf')
  expect(settled(shell)).toEqual([])
})

test('closing the last window while a receipt prints waits for the paper', async ({ page, electron, shell }) => {
  const ended = new Promise(resolve => electron.process().once('exit', resolve))
  await page.evaluate(jobId => void window.caresync.print(jobId), THERMAL)
  await electron.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.close())
  expect(await ended).toBe(0)
  expect(settled(shell).map(({ state }) => state)).toEqual(['printing', 'done'])
})

test('the printers of this PC are listed by name', async ({ page }) => {
  expect(await page.evaluate(() => window.caresync.printers())).toEqual({
    ok: true,
    value: {
      printers: [
        { name: 'stand-in-thermal', label: 'Stand-in thermal printer' },
        { name: 'stand-in-laser', label: 'Stand-in laser printer' },
      ],
    },
  })
})
