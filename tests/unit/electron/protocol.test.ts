import { mkdtempSync, mkdirSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { expect, test, vi } from 'vitest'
import { electronModule } from './electron-module.ts'

vi.doMock('electron', electronModule)
const { fileOf, servePage } = await import('../../../electron/protocol.ts')

const root = mkdtempSync(path.join(tmpdir(), 'pages-'))
mkdirSync(path.join(root, 'renderer'))
mkdirSync(path.join(root, 'renderer-secret'))
writeFileSync(path.join(root, 'renderer/index.html'), '<h1>CareSync</h1>')
writeFileSync(path.join(root, 'renderer-secret/index.html'), 'secret')
writeFileSync(path.join(root, 'secret.json'), '{}')
const folder = path.join(root, 'renderer')
const status = async (url: string, method = 'GET') => (await servePage(folder, { url, method })).status

test('the root is the main page, served with its type and the security headers', async () => {
  const response = await servePage(folder, { url: 'app://caresync/', method: 'GET' })
  expect(await response.text()).toBe('<h1>CareSync</h1>')
  expect(Object.fromEntries(response.headers)).toMatchObject({
    'content-type': 'text/html; charset=utf-8',
    'content-security-policy': expect.stringContaining(
      "default-src 'none'; script-src 'self'; style-src 'self'",
    ) as string,
    'x-content-type-options': 'nosniff',
  })
})

test('no address leads out of the folder', async () => {
  const attempts = [
    '/../secret.json',
    '/%2e%2e/secret.json',
    '/..%2fsecret.json',
    '/%2e%2e%2fsecret.json',
    '/..%5csecret.json',
    '/../renderer-secret/index.html',
    '/..%2frenderer-secret/index.html',
    '//etc/passwd',
    '/%00/../../secret.json',
    '/%E0%A4%A.html',
  ]
  for (const attempt of attempts) {
    expect(await status(`app://caresync${attempt}`), attempt).toBe(404)
    expect(fileOf(folder, `app://caresync${attempt}`)?.startsWith(folder + path.sep) ?? true, attempt).toBe(true)
  }
})

test('another host, a folder, an unknown type and a missing file are not found', async () => {
  expect(await status('app://elsewhere/index.html')).toBe(404)
  expect(await status('app://caresync/.')).toBe(200)
  expect(await status('app://caresync/assets')).toBe(404)
  expect(await status('app://caresync/index.php')).toBe(404)
  expect(await status('app://caresync/none.html')).toBe(404)
})

test('nothing but GET is answered', async () => {
  expect(await status('app://caresync/', 'POST')).toBe(405)
})
