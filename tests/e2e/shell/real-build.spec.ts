/** The shell with the real clinic process and the real screens, as `npm run build` leaves them in `out/`. */
import { randomUUID } from 'node:crypto'
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { _electron, expect, test as base, type ElectronApplication, type Page } from '@playwright/test'
import type { Output } from '../../../domain/contract/contract.ts'
import { applicationFolder } from '../clinic/build.ts'
import { STAND_IN } from './shell.ts'

type Start = { readonly data: string; readonly launch: () => Promise<ElectronApplication> }

const test = base.extend<{ start: Start }>({
  // eslint-disable-next-line no-empty-pattern -- Playwright reads the fixtures it needs from the pattern
  start: async ({}, use) => {
    process.env['ELECTRON_OVERRIDE_DIST_PATH'] ??= STAND_IN
    const data = await mkdtemp(path.join(tmpdir(), 'caresync-real-'))
    const env = { ...(process.env as Record<string, string>), CARESYNC_DATA: data, ELECTRON_STAND_IN_PRINTER: data }
    const running: ElectronApplication[] = []
    await use({
      data,
      launch: async () => {
        const electron = await _electron.launch({ args: [applicationFolder()], env })
        running.push(electron)
        return electron
      },
    })
    for (const electron of running) await electron.close()
    await rm(data, { recursive: true, force: true, maxRetries: 5 })
  },
})

/** Opens a sample clinic and signs its administrator in, by the calls that the screens make. */
async function openSample(page: Page): Promise<void> {
  await expect(page.getByRole('heading').first()).toBeVisible()
  const signedIn = await page.evaluate(async intent => {
    const { call } = window.caresync
    const made = await call('setup.sampleClinic', { intent, language: 'en' })
    if (!made.ok) return made
    const tiles = await call('session.tiles', {})
    const administrator = tiles.ok ? tiles.value.users.find(({ roles }) => roles.includes('admin')) : undefined
    return call('session.signIn', { userId: administrator?.id ?? '', secret: { pin: '2580' } })
  }, randomUUID())
  expect(signedIn).toMatchObject({ ok: true })
}

type Job = Output<'prints.request'>['job']

/** Asks for a print of a document of the sample. */
async function requestPrint(page: Page, format: Job['format']): Promise<Job> {
  const asked = await page.evaluate(
    async ({ intent, format }) => {
      const { call } = window.caresync
      const list = await call('billing.list', { date: null, text: '', limit: 1 })
      if (!list.ok) return list
      const documentId = list.value.documents[0]?.invoiceId ?? ''
      return call('prints.request', { intent, documentKind: 'invoice', documentId, format })
    },
    { intent: randomUUID(), format },
  )
  if (!asked.ok) throw new Error(asked.code)
  return asked.value.job
}

test('the screens break no rule of the content security policy, from the first start to the signed-in screen', async ({
  start,
}) => {
  const electron = await start.launch()
  const page = await electron.firstWindow()
  const refused: string[] = []
  page.on('console', message => message.text().includes('Content Security Policy') && refused.push(message.text()))
  await openSample(page)
  await page.evaluate(() => location.reload())
  await expect(page.getByRole('heading').first()).toBeVisible()
  expect(refused).toEqual([])
})

test('a real receipt reaches the roll at its own length, and a failed one is printed by the retry', async ({
  start,
}) => {
  const electron = await start.launch()
  const page = await electron.firstWindow()
  await openSample(page)
  const { id } = await requestPrint(page, '80mm')
  await writeFile(path.join(start.data, 'fault'), 'Out of paper')
  const print = () => page.evaluate(jobId => window.caresync.print(jobId), id)
  expect(await print()).toEqual({ ok: false, code: 'print-failed', params: { reason: 'Out of paper' } })
  const pending = await page.evaluate(() => window.caresync.call('prints.pending', {}))
  expect(pending).toMatchObject({ ok: true, value: { jobs: [{ id, state: 'failed', reason: 'Out of paper' }] } })
  await rm(path.join(start.data, 'fault'))
  expect(await page.evaluate(jobId => window.caresync.call('prints.retry', { jobId }), id)).toMatchObject({ ok: true })
  expect(await print()).toEqual({ ok: true, value: null })
  const [options = ''] = (await readdir(start.data)).filter(file => /^\d+-.*\.json$/.test(file))
  const { pageSize } = JSON.parse(await readFile(path.join(start.data, options), 'utf8')) as {
    pageSize: { width: number; height: number }
  }
  expect(pageSize.width).toBe(80_000)
  expect(pageSize.height).toBeGreaterThan(60_000)
  expect(pageSize.height).toBeLessThan(400_000)
})

test('after the plug was pulled the clinic is there again, opened with the key of this machine', async ({ start }) => {
  const first = await start.launch()
  await openSample(await first.firstWindow())
  const gone = new Promise(resolve => first.process().once('exit', resolve))
  first.process().kill('SIGKILL')
  await gone
  const again = await (await start.launch()).firstWindow()
  await expect(again.getByRole('heading').first()).toBeVisible()
  const state = await again.evaluate(() => window.caresync.call('app.state', {}))
  expect(state).toMatchObject({
    ok: true,
    value: { phase: 'sign-in', fault: null, host: 'desktop', clinic: { isSample: true } },
  })
})
