import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { expect, type Page } from '@playwright/test'
import { test } from './shell.ts'

/** Calls with a name and an input that the types would refuse. */
const callAnything = (page: Page, name: string, input: unknown) =>
  page.evaluate(([name, input]) => window.caresync.call(name as 'app.state', input as Record<string, never>), [
    name,
    input,
  ] as const)

test('a page has no Node and a bridge of a few frozen functions', async ({ page }) => {
  const seen = await page.evaluate(() => ({
    globals: ['require', 'process', 'module', 'Buffer'].filter(name => name in window),
    members: Object.entries(window.caresync)
      .map(([name, value]) => `${name}: ${typeof value}`)
      .toSorted(),
    frozen: Object.isFrozen(window.caresync) && !Reflect.set(window, 'caresync', {}),
    secure: isSecureContext,
  }))
  expect(seen).toEqual({
    globals: [],
    members: [
      'call',
      'chooseBackup',
      'installUpdate',
      'on',
      'print',
      'printers',
      'ready',
      'savePdf',
      'updateState',
    ].map(name => `${name}: function`),
    frozen: true,
    secure: true,
  })
})

test('an unknown procedure and a wrong input are refused before the clinic process hears of them', async ({ page }) => {
  expect(await callAnything(page, 'patients.dropAll', {})).toEqual({
    ok: false,
    code: 'unknown-procedure',
    params: { name: 'patients.dropAll' },
  })
  expect(await callAnything(page, 'toString', {})).toMatchObject({ code: 'unknown-procedure' })
  expect(await callAnything(page, 'drafts.get', { form: 7 })).toEqual({
    ok: false,
    code: 'bad-input',
    params: { issues: 'form' },
  })
  expect(await callAnything(page, 'drafts.get', { form: 'a', extra: 1 })).toMatchObject({ code: 'bad-input' })
  expect(await callAnything(page, 'desktop.print', { jobId: '../../etc/passwd' })).toMatchObject({ code: 'bad-input' })
})

test('a frame inside a page holds no bridge', async ({ page }) => {
  const bridge = await page.evaluate(() => {
    const frame = document.body.appendChild(document.createElement('iframe'))
    return typeof frame.contentWindow?.caresync
  })
  expect(bridge).toBe('undefined')
})

test('a page from elsewhere in our own window is refused', async ({ page, electron }) => {
  const server: Server = createServer((_request, response) =>
    response.setHeader('content-type', 'text/html').end('<h1>Foreign</h1>'),
  )
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  await electron.evaluate(async ({ session, webContents }, url) => {
    session.defaultSession.webRequest.onBeforeRequest((_details, answer) => answer({}))
    await webContents.getAllWebContents()[0]?.loadURL(url)
  }, `http://127.0.0.1:${port}/`)
  await expect(page.getByRole('heading', { name: 'Foreign' })).toBeVisible()
  expect(await callAnything(page, 'drafts.get', { form: 'window' })).toEqual({
    ok: false,
    code: 'not-allowed',
    params: { permission: 'desktop' },
  })
  server.close()
})

test('the session of the pages reaches no network, not even for the shell itself', async ({ electron }) => {
  const answers: string[] = []
  const server: Server = createServer((request, response) => {
    answers.push(request.url ?? '')
    response.end('reached')
  })
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  const reached = await electron.evaluate(
    ({ net, session }, url) =>
      Promise.all(
        [net.fetch(`${url}pages`), session.fromPartition('other').fetch(`${url}other`)].map(attempt =>
          attempt.then(
            response => response.text(),
            (error: Error) => error.message,
          ),
        ),
      ),
    `http://127.0.0.1:${port}/`,
  )
  expect(reached).toEqual(['net::ERR_BLOCKED_BY_CLIENT', 'reached'])
  expect(answers).toEqual(['/other'])
  server.close()
})

test('a page can neither leave nor open a window, and only listed sites reach the browser of the machine', async ({
  page,
  electron,
}) => {
  const opened = await electron.evaluateHandle(({ shell }) => {
    const urls: string[] = []
    shell.openExternal = async url => void urls.push(url)
    return urls
  })
  await page.getByRole('link', { name: 'Elsewhere' }).click()
  await page.getByRole('link', { name: 'Leave' }).click({ noWaitAfter: true })
  await page.evaluate(() => {
    window.open('https://services.gst.gov.in.example.invalid/')
    window.open('https://user@services.gst.gov.in/')
    window.open('file:///etc/passwd')
  })
  await page.getByRole('link', { name: 'Search a GSTIN' }).click()
  await expect.poll(() => opened.jsonValue()).toEqual(['https://services.gst.gov.in/services/searchtp'])
  await expect.poll(() => electron.windows().length).toBe(1)
  expect(await electron.evaluate(({ webContents }) => webContents.getAllWebContents()[0]?.getURL())).toBe(
    'app://caresync/',
  )
  await expect(page.getByRole('heading', { name: 'CareSync' })).toBeVisible()
})

test('the content security policy stops inline script, inline style, evaluation, frames and the network', async ({
  page,
}) => {
  const stopped = await page.evaluateHandle(() => {
    const directives: string[] = []
    document.addEventListener('securitypolicyviolation', event => directives.push(event.effectiveDirective))
    const script = Object.assign(document.createElement('script'), { textContent: 'window.intruded = true' })
    const style = Object.assign(document.createElement('style'), { textContent: 'h1 { display: none }' })
    const frame = Object.assign(document.createElement('iframe'), { src: 'https://example.invalid/' })
    document.body.append(script, style, frame)
    // From a timer, because what a debugger evaluates directly is exempt from the policy.
    setTimeout(() => Reflect.set(window, 'evaluated', new Function('return 1')()))
    void fetch('https://example.invalid/').catch(() => directives.push('refused'))
    return directives
  })
  await expect
    .poll(async () => (await stopped.jsonValue()).toSorted())
    .toEqual(['connect-src', 'frame-src', 'refused', 'script-src', 'script-src-elem', 'style-src-elem'])
  const left = await page.evaluate(() => ['intruded', 'evaluated'].filter(name => name in window))
  expect(left).toEqual([])
  await expect(page.getByRole('heading', { name: 'CareSync' })).toBeVisible()
})

test('a path out of the folder of pages is not found', async ({ page }) => {
  const statuses = await page.evaluate(() =>
    Promise.all(
      [
        '/%2e%2e/%2e%2e/package.json',
        '/..%2f..%2fpackage.json',
        '/..%5c..%5cpackage.json',
        '/assets',
        '/nothing.js',
        '/%00.html',
      ].map(async path => (await fetch(path)).status),
    ),
  )
  expect(statuses).toEqual([404, 404, 404, 404, 404, 404])
  expect(await page.evaluate(async () => (await fetch('/index.html', { method: 'POST' })).status)).toBe(405)
})

test('no permission is given but writing to the clipboard', async ({ page }) => {
  const states = await page.evaluate(async () => {
    const names = [
      'geolocation',
      'notifications',
      'camera',
      'microphone',
      'midi',
      'clipboard-read',
      'clipboard-write',
    ] as PermissionName[]
    return Promise.all(names.map(async name => `${name}: ${(await navigator.permissions.query({ name })).state}`))
  })
  expect(states).toEqual([
    'geolocation: denied',
    'notifications: denied',
    'camera: denied',
    'microphone: denied',
    'midi: denied',
    'clipboard-read: denied',
    'clipboard-write: granted',
  ])
})

test('crash reports are never sent anywhere', async ({ page, electron }) => {
  await expect(page.getByRole('heading')).toBeVisible()
  const started = await electron.evaluate(({ crashReporter }) => Reflect.get(crashReporter, 'started') as unknown)
  test.skip(started === undefined, 'only the stand-in tells how crash reports were started')
  expect(started).toEqual([{ uploadToServer: false }])
})
