import { spawn } from 'node:child_process'
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { _electron, type ElectronApplication, expect, type Page, test as base } from '@playwright/test'

type Bridge = {
  call: (channel: string, value?: unknown) => Promise<unknown>
  on: (channel: string, listener: (value: unknown) => void) => () => void
}
declare global {
  interface Window {
    readonly fixture: Bridge
  }
}

const FIXTURE = path.join(import.meta.dirname, 'fixture')
const environment = (data: string): Record<string, string> => ({
  ...(process.env as Record<string, string>),
  ELECTRON_OVERRIDE_DIST_PATH: import.meta.dirname,
  ELECTRON_STAND_IN_PRINTER: data,
  FIXTURE_DATA: data,
})

const test = base.extend<{ data: string; electron: ElectronApplication; page: Page }>({
  // eslint-disable-next-line no-empty-pattern -- Playwright reads the fixtures it needs from the pattern
  data: async ({}, use) => {
    const folder = await mkdtemp(path.join(tmpdir(), 'stand-in-'))
    await use(folder)
    await rm(folder, { recursive: true, force: true, maxRetries: 5 })
  },
  electron: async ({ data }, use) => {
    process.env.ELECTRON_OVERRIDE_DIST_PATH = import.meta.dirname
    const electron = await _electron.launch({ args: [FIXTURE], env: environment(data) })
    await use(electron)
    await electron.close()
  },
  page: async ({ electron }, use) => {
    const page = await electron.firstWindow()
    await expect(page.getByRole('heading')).toBeVisible() // a window exists before its document
    await use(page)
  },
})

test('a value crosses preload and main and comes back as what it was', async ({ page }) => {
  const same = await page.evaluate(async () => {
    const sent = { text: 'नमस्ते', when: new Date(5), none: undefined, big: 2n ** 70n, bytes: new Uint8Array([0, 255]) }
    const answer = (await window.fixture.call('echo', { ...sent, map: new Map([[1, 'a']]) })) as {
      value: typeof sent & { map: Map<number, string> }
      isTopFrame: boolean
      origin: string
    }
    const { map, ...value } = answer.value
    return { sent, value, map: [...map], isTopFrame: answer.isTopFrame, origin: answer.origin }
  })
  expect(same.value).toEqual(same.sent)
  expect(same).toMatchObject({ map: [[1, 'a']], isTopFrame: true, origin: 'app://fixture' })
})

test('a function is no message and an unknown channel is an error', async ({ page }) => {
  const [noClone, noHandler] = await page.evaluate(() =>
    Promise.all(
      [() => window.fixture.call('echo', () => {}), () => window.fixture.call('nothing')].map(attempt =>
        Promise.resolve()
          .then(attempt)
          .catch((error: Error) => error.message),
      ),
    ),
  )
  expect(noHandler).toBe("Error invoking remote method 'nothing': Error: No handler registered for 'nothing'")
  expect(noClone).toContain('An object could not be cloned')
})

test('the page has no Node, a frozen bridge and none in its frames', async ({ page }) => {
  const seen = await page.evaluate(() => {
    const frame = document.body.appendChild(document.createElement('iframe'))
    return {
      globals: [typeof Reflect.get(window, 'require'), typeof Reflect.get(window, 'process')],
      frozen: Object.isFrozen(window.fixture) && !Reflect.set(window, 'fixture', 1),
      frame: typeof frame.contentWindow?.fixture,
    }
  })
  expect(seen).toEqual({ globals: ['undefined', 'undefined'], frozen: true, frame: 'undefined' })
})

test('a utility process answers in the Node of the stand-in and tells how it ended', async ({ page, electron }) => {
  const answer = await page.evaluate(() => window.fixture.call('ask-worker', 'who'))
  const node = await electron.evaluate(() => process.versions.node)
  expect(answer).toEqual({ question: 'who', type: 'utility', node, at: new Date(0) })
})

test('navigation and redirects away are refused and the page stays', async ({ page, electron }) => {
  const seen = await electron.evaluateHandle(({ webContents }) => {
    const events: string[] = []
    for (const contents of webContents.getAllWebContents()) {
      contents.on('will-navigate', details => void events.push(`navigate ${details.url}`))
      contents.on('will-redirect', details => void events.push(`redirect ${details.url}`))
    }
    return events
  })
  await page.getByRole('link', { name: 'Leave' }).click({ noWaitAfter: true })
  await expect.poll(() => seen.jsonValue()).toContain('navigate https://example.invalid/evil')
  await page.getByRole('link', { name: 'Redirect' }).click({ noWaitAfter: true })
  await expect.poll(() => seen.jsonValue()).toContain('redirect https://example.invalid/')
  await expect(page.getByRole('heading', { name: 'Fixture' })).toBeVisible()
  expect(await electron.evaluate(({ webContents }) => webContents.getAllWebContents()[0]?.getURL())).toBe(
    'app://fixture/',
  )
})

test('a window that the page opens is denied and never shown to the application', async ({ page, electron }) => {
  const asked = await electron.evaluateHandle(({ webContents }) => {
    const urls: string[] = []
    webContents.getAllWebContents()[0]?.setWindowOpenHandler(({ url }) => {
      urls.push(url)
      return { action: 'deny' }
    })
    return urls
  })
  await page.getByRole('link', { name: 'Help' }).click()
  await expect.poll(() => asked.jsonValue()).toEqual(['https://example.invalid/help'])
  await expect.poll(() => electron.windows().length).toBe(1)
  expect(await electron.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows().length)).toBe(1)
})

test('permissions follow the handlers of the application', async ({ page }) => {
  const states = await page.evaluate(async () => {
    const names = ['geolocation', 'notifications', 'camera', 'microphone', 'clipboard-read'] as PermissionName[]
    return Promise.all(names.map(async name => (await navigator.permissions.query({ name })).state))
  })
  expect(states).toEqual(['granted', 'denied', 'denied', 'denied', 'denied'])
})

test('the content security policy of a custom protocol holds', async ({ page }) => {
  const blocked = await page.evaluate(
    () =>
      new Promise<string>(resolve => {
        document.addEventListener('securitypolicyviolation', event => resolve(event.effectiveDirective))
        const script = document.createElement('script')
        script.textContent = 'window.intruded = true'
        document.body.append(script)
      }),
  )
  expect(blocked).toBe('script-src-elem')
  expect(await page.evaluate(() => [isSecureContext, Reflect.get(window, 'intruded')])).toEqual([true, undefined])
})

test('a page is as large as its window', async ({ page }) => {
  await expect.poll(() => page.evaluate(() => [innerWidth, innerHeight])).toEqual([900, 600])
})

test('each of several windows has its own page and closing one leaves the other', async ({ page, electron }) => {
  const opened = electron.waitForEvent('window')
  await page.evaluate(() => window.fixture.call('open-window'))
  const second = await opened
  await expect(second.getByRole('heading')).toBeVisible()
  await electron.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows().at(-1)?.close())
  await expect.poll(() => electron.windows().length).toBe(1)
  await expect(page.getByRole('heading')).toBeVisible()
})

test('a hidden window has the bounds it is given and tells when it is shown', async ({ page, electron }) => {
  await expect(page.getByRole('heading')).toBeVisible()
  const seen = await electron.evaluate(({ BrowserWindow }) => {
    const events: string[] = []
    const window = new BrowserWindow({ show: false, width: 500, height: 400 })
    for (const name of ['show', 'focus', 'hide', 'blur', 'resize'] as const)
      window.on(name as 'show', () => events.push(name))
    window.setBounds({ width: 640 })
    window.show()
    window.hide()
    const { width, height } = window.getBounds()
    window.destroy()
    return { events, width, height, visible: window.isVisible() }
  })
  expect(seen).toEqual({ events: ['resize', 'show', 'focus', 'blur', 'hide'], width: 640, height: 400, visible: false })
})

test('silent printing leaves a PDF of the asked size and a fault fails the job', async ({ page, electron, data }) => {
  await expect(page.getByRole('heading')).toBeVisible()
  const print = () =>
    electron.evaluate(
      ({ webContents }) =>
        new Promise<string>(resolve => {
          const pageSize = { width: 80_000, height: 120_000 }
          const options = {
            silent: true,
            deviceName: 'stand-in-thermal',
            pageSize,
            margins: { marginType: 'none' as const },
          }
          webContents.getAllWebContents()[0]?.print(options, (ok, reason) => resolve(ok ? 'printed' : reason))
        }),
    )
  expect(await print()).toBe('printed')
  const [pdf = ''] = (await readdir(data)).filter(file => file.endsWith('.pdf'))
  expect((await readFile(path.join(data, pdf))).subarray(0, 5).toString()).toBe('%PDF-')
  expect(pdf).toBe('001-stand-in-thermal.pdf')
  await writeFile(path.join(data, 'fault'), 'Out of paper')
  expect(await print()).toBe('Out of paper')
  await rm(path.join(data, 'fault'))
  expect(await print()).toBe('printed')
})

test('a page can become a PDF and a picture', async ({ page, electron }) => {
  await expect(page.getByRole('heading')).toBeVisible()
  const starts = await electron.evaluate(async ({ webContents }) => {
    const [contents] = webContents.getAllWebContents()
    const pdf = await contents?.printToPDF({ preferCSSPageSize: true })
    const picture = (await contents?.capturePage())?.toPNG()
    return [pdf?.subarray(0, 4).toString(), picture?.subarray(1, 4).toString()]
  })
  expect(starts).toEqual(['%PDF', 'PNG'])
})

test('unsafe windows and file pages are refused', async ({ page, electron }) => {
  await expect(page.getByRole('heading')).toBeVisible()
  const refused = await electron.evaluate(({ BrowserWindow }) => {
    const attempts: Electron.WebPreferences[] = [
      { contextIsolation: false },
      { nodeIntegration: true },
      { sandbox: false },
      { webviewTag: true },
    ]
    return attempts.map(webPreferences => {
      try {
        return new BrowserWindow({ webPreferences }).id
      } catch {
        return 'refused'
      }
    })
  })
  expect(refused).toEqual(['refused', 'refused', 'refused', 'refused'])
  const loadFile = electron.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.loadFile('page.html'))
  await expect(loadFile).rejects.toThrow('custom protocol')
})

test('what safeStorage seals can be read again after a restart and is not the text', async ({ data }) => {
  const launch = () => _electron.launch({ args: [FIXTURE], env: environment(data) })
  const first = await launch()
  const sealed = await first.evaluate(async ({ safeStorage }) =>
    (await safeStorage.encryptStringAsync('a secret')).toString('base64'),
  )
  await first.close()
  const second = await launch()
  const opened = await second.evaluate(
    async ({ safeStorage }, text) => (await safeStorage.decryptStringAsync(Buffer.from(text, 'base64'))).result,
    sealed,
  )
  await second.close()
  expect([opened, Buffer.from(sealed, 'base64').includes('a secret')]).toEqual(['a secret', false])
})

test('a crashed page is told and can be loaded again', async ({ page, electron }) => {
  await expect(page.getByRole('heading')).toBeVisible()
  const reason = await electron.evaluate(
    ({ webContents }) =>
      new Promise<string>(resolve => {
        const [contents] = webContents.getAllWebContents()
        contents?.on('render-process-gone', (_event, details) => resolve(details.reason))
        contents?.forcefullyCrashRenderer()
      }),
  )
  expect(reason).toBe('crashed')
  const title = await electron.evaluate(async ({ webContents }) => {
    const [contents] = webContents.getAllWebContents()
    const loaded = new Promise<void>(resolve => contents?.once('did-finish-load', () => resolve()))
    contents?.reload()
    await loaded
    return contents?.executeJavaScript('document.title') as Promise<string>
  })
  expect(title).toBe('Fixture')
})

const startAgain = (data: string, argument: string): Promise<number | null> =>
  new Promise(resolve => {
    const launcher = path.join(import.meta.dirname, 'electron')
    const second = spawn(process.execPath, [launcher, FIXTURE, argument], { env: environment(data), stdio: 'ignore' })
    second.once('exit', resolve)
  })

test('a second start hands its arguments to the first and ends', async ({ page, data }) => {
  await expect(page.getByRole('status')).toHaveText('no second start')
  expect(await startAgain(data, 'fixture://one')).toBe(0)
  await expect(page.getByRole('status')).toHaveText('second start with fixture://one from fixture')
})

test('five starts at once are all told, in some order, and none is lost', async ({ page, electron, data }) => {
  await expect(page.getByRole('heading')).toBeVisible()
  const told = await electron.evaluateHandle(({ app }) => {
    const seen: string[] = []
    app.on('second-instance', (_event, argv) => seen.push(argv.at(-1) ?? ''))
    return seen
  })
  const names = [1, 2, 3, 4, 5].map(n => `fixture://${n}`)
  expect(await Promise.all(names.map(name => startAgain(data, name)))).toEqual([0, 0, 0, 0, 0])
  expect((await told.jsonValue()).toSorted()).toEqual(names)
})

test('the lock of an instance that was killed does not keep the next one out', async ({ data }) => {
  const first = await _electron.launch({ args: [FIXTURE], env: environment(data) })
  const gone = new Promise(resolve => first.process().once('exit', resolve))
  first.process().kill('SIGKILL')
  await gone
  const second = await _electron.launch({ args: [FIXTURE], env: environment(data) })
  await expect((await second.firstWindow()).getByRole('heading')).toBeVisible()
  await second.close()
})

test('an older Node is told so in one plain sentence', async () => {
  const system = '/usr/bin/node'
  const answer = await new Promise<{ code: number | null; text: string } | undefined>(resolve => {
    const child = spawn(system, [path.join(import.meta.dirname, 'electron'), '.'], {
      stdio: ['ignore', 'ignore', 'pipe'],
    })
    let text = ''
    child.stderr.on('data', (chunk: Buffer) => (text += chunk.toString()))
    child.once('error', () => resolve(undefined))
    child.once('close', code => resolve({ code, text }))
  })
  test.skip(answer === undefined, 'this machine has no other Node')
  expect(answer?.text).toMatch(/^The stand-in for Electron needs Node 24 and this is v\d+\.\d+\.\d+\./)
  expect(answer?.code).toBe(1)
})
