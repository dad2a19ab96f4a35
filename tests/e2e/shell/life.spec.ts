import { spawn } from 'node:child_process'
import { readFile, writeFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import path from 'node:path'
import { expect } from '@playwright/test'
import { firstPage, test, type Shell } from './shell.ts'

function startAgain({ application, environment }: Shell, ...more: string[]): Promise<number | null> {
  const executable = createRequire(import.meta.url)('electron') as string
  const second = spawn(executable, [application, ...more], { env: environment, stdio: 'ignore' })
  return new Promise(resolve => second.once('exit', resolve))
}

test('the first screen is announced, and data lives in the folder that was named', async ({ shell }) => {
  const electron = await shell.launch()
  const ready = new Promise<void>(resolve =>
    electron.process().stdout?.on('data', (text: Buffer) => text.includes('CARESYNC_READY') && resolve()),
  )
  await ready
  expect(await electron.evaluate(({ app }) => app.getPath('userData'))).toBe(shell.data)
  expect(shell.told()[0]).toEqual({ kind: 'start', version: '0.1.0' })
})

test('a second start focuses the first window and ends', async ({ page, electron, shell }) => {
  await electron.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.minimize())
  expect(await startAgain(shell)).toBe(0)
  const isFront = () =>
    electron.evaluate(({ BrowserWindow }) => {
      const [window] = BrowserWindow.getAllWindows()
      return Boolean(window?.isFocused() && !window.isMinimized())
    })
  await expect.poll(isFront).toBe(true)
  expect(electron.windows()).toEqual([page])
})

test('a second start can ask for one more window, and its calls bear the name of that window', async ({
  page,
  electron,
  shell,
}) => {
  const opened = electron.waitForEvent('window')
  expect(await startAgain(shell, '--new-window')).toBe(0)
  const second = await opened
  await expect(second.getByRole('heading', { name: 'CareSync' })).toBeVisible()
  const nameOf = () => window.caresync.call('drafts.get', { form: 'window' })
  expect(await page.evaluate(nameOf)).toMatchObject({ value: { body: 'window-1' } })
  expect(await second.evaluate(nameOf)).toMatchObject({ value: { body: 'window-2' } })
  await electron.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows().at(-1)?.close())
  await expect.poll(() => shell.told()).toContainEqual({ kind: 'windowClosed', window: 'window-2' })
  await expect(page.getByRole('heading', { name: 'CareSync' })).toBeVisible()
})

test('an event of the clinic process reaches the page', async ({ page }) => {
  await page.evaluate(() => window.caresync.call('drafts.put', { form: 'event', body: null }))
  await expect(page.getByRole('status')).toContainText('prints')
})

test('quitting with open typing keeps it, and the clinic process is flushed before the end', async ({ shell }) => {
  const first = await shell.launch()
  const page = await firstPage(first)
  await page.evaluate(() => {
    addEventListener('pagehide', () => void window.caresync.call('drafts.put', { form: 'walk-in', body: 'half a na' }))
  })
  await first.close()
  expect(shell.told().at(-1)).toEqual({ kind: 'quit' })
  const again = await firstPage(await shell.launch())
  const draft = await again.evaluate(() => window.caresync.call('drafts.get', { form: 'walk-in' }))
  expect(draft).toMatchObject({ ok: true, value: { body: 'half a na' } })
})

test('a page that is loaded again while it loads is no fault', async ({ shell }) => {
  const electron = await shell.launch()
  const page = await electron.firstWindow()
  await electron.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.loadURL('app://caresync/#again'))
  await expect(page.getByRole('heading', { name: 'CareSync' })).toBeVisible()
  expect(await page.evaluate(() => location.hash)).toBe('#again')
})

test('a page that hangs cannot keep the application open', async ({ page, electron }) => {
  const ended = new Promise(resolve => electron.process().once('exit', resolve))
  await page.evaluate(
    () =>
      void setTimeout(() => {
        for (;;);
      }),
  )
  await electron.evaluate(({ app }) => app.quit())
  expect(await ended).toBe(0)
})

test('sleep, wake and the lock of the machine are told to the clinic process', async ({ page, electron, shell }) => {
  await expect(page.getByRole('heading')).toBeVisible()
  await electron.evaluate(({ powerMonitor }) => {
    for (const event of ['suspend', 'resume', 'lock-screen']) powerMonitor.emit(event)
  })
  const power = (state: string) => ({ kind: 'power', state })
  await expect
    .poll(() => shell.told().filter(({ kind }) => kind === 'power'))
    .toEqual([power('suspend'), power('resume'), power('lockScreen')])
})

test('a call that the clinic process dies of is refused, and the next one is served by a new process', async ({
  page,
}) => {
  const dies = await page.evaluate(() => window.caresync.call('drafts.put', { form: 'die', body: null }))
  expect(dies).toEqual({ ok: false, code: 'restarting', params: {} })
  const next = await page.evaluate(() => window.caresync.call('drafts.get', { form: 'window' }))
  expect(next).toMatchObject({ ok: true })
})

test('three deaths in five minutes lead to a plain dialog with a support file, and to another try', async ({
  shell,
}) => {
  const electron = await shell.launch()
  const page = await firstPage(electron)
  const file = path.join(shell.data, 'support.json')
  const asked = await electron.evaluateHandle(({ dialog }, filePath) => {
    const messages: string[] = []
    const responses = [1, 0]
    const answer = async (options: { message: string }) => {
      messages.push(options.message)
      return { response: responses.shift() ?? 2, checkboxChecked: false }
    }
    dialog.showMessageBox = answer as unknown as typeof dialog.showMessageBox
    dialog.showSaveDialog = async () => ({ canceled: false, filePath })
    return messages
  }, file)
  const die = () => page.evaluate(() => window.caresync.call('drafts.put', { form: 'die', body: 'Asha Devi' }))
  for (let death = 0; death < 3; death++) expect(await die()).toMatchObject({ code: 'restarting' })
  await expect.poll(() => asked.jsonValue()).toEqual(Array(2).fill('CareSync cannot reach its data on this PC.'))
  const answers = () => page.evaluate(() => window.caresync.call('drafts.get', { form: 'window' }))
  await expect.poll(answers).toMatchObject({ ok: true })
  const bundle = await readFile(file, 'utf8')
  expect(JSON.parse(bundle)).toMatchObject({ caresync: '0.1.0', crashes: [{ code: 3 }, { code: 3 }, { code: 3 }] })
  expect(bundle).not.toContain('Asha')
})

test('a clinic process that cannot start at all ends in the dialog, and quitting works', async ({ shell }) => {
  await writeFile(path.join(shell.data, 'cannot-live'), '')
  const electron = await shell.launch()
  const ended = new Promise(resolve => electron.process().once('exit', resolve))
  await electron.evaluate(({ dialog }) => {
    const quit = async () => ({ response: 2, checkboxChecked: false })
    dialog.showMessageBox = quit as unknown as typeof dialog.showMessageBox
  })
  expect(await ended).toBe(0)
})

test('a crashed page is loaded again by itself', async ({ page, electron }) => {
  await expect(page.getByRole('heading')).toBeVisible()
  const title = await electron.evaluate(async ({ webContents }) => {
    const [contents] = webContents.getAllWebContents()
    const loaded = new Promise<void>(resolve => contents?.once('did-finish-load', () => resolve()))
    contents?.forcefullyCrashRenderer()
    await loaded
    return contents?.executeJavaScript('document.title') as Promise<string>
  })
  expect(title).toBe('CareSync')
})

test('the database key comes back after a restart and is not in the file as text', async ({ shell }) => {
  const key = Buffer.from('a key of thirty-two bytes exactly').toString('base64')
  const first = await shell.launch()
  const page = await firstPage(first)
  const read = () => window.caresync.call('drafts.get', { form: 'key' })
  expect(await page.evaluate(read)).toEqual({ ok: true, value: { key: null } })
  const sealed = await page.evaluate(body => window.caresync.call('drafts.put', { form: 'key', body }), key)
  expect(sealed).toEqual({ ok: true, value: { protection: 'system' } })
  await first.close()
  expect(await readFile(path.join(shell.data, 'database-key.json'), 'utf8')).not.toContain(key)
  const again = await firstPage(await shell.launch())
  expect(await again.evaluate(read)).toEqual({ ok: true, value: { key } })
})

test('a key that this machine cannot read any more is told as lost and left untouched', async ({ shell }) => {
  const file = path.join(shell.data, 'database-key.json')
  const foreign = JSON.stringify({ protection: 'system', sealed: Buffer.alloc(64, 7).toString('base64') })
  await writeFile(file, foreign)
  const page = await firstPage(await shell.launch())
  const answer = await page.evaluate(() => window.caresync.call('drafts.get', { form: 'key' }))
  expect(answer).toEqual({ ok: false, code: 'key-lost', params: {} })
  expect(await readFile(file, 'utf8')).toBe(foreign)
})

test('the window comes back where it was', async ({ shell }) => {
  const first = await shell.launch()
  await firstPage(first)
  const bounds = { x: 40, y: 50, width: 1100, height: 700 }
  await first.evaluate(({ BrowserWindow }, place) => BrowserWindow.getAllWindows()[0]?.setBounds(place), bounds)
  await first.close()
  const second = await shell.launch()
  await firstPage(second)
  expect(await second.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.getBounds())).toEqual(bounds)
})
