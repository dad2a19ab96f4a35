import { randomUUID } from 'node:crypto'
import { existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeAll, beforeEach, expect, test } from 'vitest'
import { buildWhatIsStale } from '../../../scripts/start/build.ts'
import { begin, finished, oldNode, processesWith, root, start } from './run-start.ts'

let folder: string
let mark: string
beforeAll(async () => {
  expect(await buildWhatIsStale({ say: () => undefined })).toBeUndefined()
})
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'caresync-start-'))
  mark = randomUUID()
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

const onLinux = process.platform === 'linux'
const old = oldNode()
const hasChromium = existsSync('/usr/bin/chromium') || Boolean(process.env['CHROMIUM_PATH'])
const addressLine = /(CareSync [a-z ]+, at|CareSync is open at) (http:\/\/127\.0\.0\.1:\d+\/\?token=[\w-]+)/

test('--check says the way and the time in one line, and leaves no process and no folder behind', async () => {
  const { status, out, err } = await start(['--check', '--browser'], { TMPDIR: folder, CARESYNC_MARK: mark })
  expect(err).toEqual([])
  expect(out).toEqual([expect.stringMatching(/^CareSync starts: browser, \d+ ms$/)])
  expect(status).toBe(0)
  expect(readdirSync(folder)).toEqual([])
  if (onLinux) expect(processesWith(mark)).toEqual([])
})

test('--check goes by the browser host, and says why, where no desktop window can open', async () => {
  const { status, out } = await start(['--check'], { ELECTRON_OVERRIDE_DIST_PATH: join(folder, 'nowhere') })
  expect(out).toEqual([expect.stringMatching(/^CareSync starts: browser, \d+ ms \(no desktop window: .+\)$/)])
  expect(status).toBe(0)
})

test.skipIf(!hasChromium)('--check opens the desktop window for real, on the stand-in for its binary', async () => {
  const standIn = join(root, 'tests/electron-stand-in')
  const env = { ELECTRON_OVERRIDE_DIST_PATH: standIn, TMPDIR: folder, CARESYNC_MARK: mark }
  const { status, out, err } = await start(['--check'], env)
  expect(err).toEqual([])
  expect(out).toEqual([expect.stringMatching(/^CareSync starts: desktop, \d+ ms$/)])
  expect(status).toBe(0)
  expect(readdirSync(folder).filter(name => name.startsWith('caresync-check-'))).toEqual([])
  if (onLinux) expect(processesWith(mark)).toEqual([])
})

test.skipIf(old === undefined)('--check works when it is begun by an old Node', async () => {
  const { status, out } = await start(['--check', '--browser'], {}, old)
  expect(out).toEqual([expect.stringMatching(/^CareSync starts: browser, \d+ ms$/)])
  expect(status).toBe(0)
})

test('--check ends with one sentence and status 1 when CareSync cannot start', async () => {
  const { status, out, err } = await start(['--check', '--browser'], { CARESYNC_PORT: 'many' })
  expect(status).toBe(1)
  expect(out).toEqual([])
  expect(err).toEqual(['CareSync does not start: CARESYNC_PORT is a number from 0 to 65535.'])
})

test('what is not understood gets one sentence and no stack', async () => {
  const { status, err } = await start(['--chek'])
  expect(status).toBe(1)
  expect(err).toEqual(['This is not understood. Use: npm start [-- --check] [-- --browser] [-- --data FOLDER]'])
})

test('a second start on the same data folder leads to the first, and opens nothing twice', async () => {
  const first = begin(['--browser', '--data', folder])
  const ended = finished(first.child)
  const [, , address = ''] = await first.line(addressLine)
  const second = await start(['--browser', '--data', folder])
  expect(second.status).toBe(0)
  const found = addressLine.exec(second.out.join('\n'))
  expect(found?.[1]).toContain('already runs')
  expect(new URL(found?.[2] ?? '').origin).toBe(new URL(address).origin)
  expect((await fetch(found?.[2] ?? '')).status).toBe(200)
  first.child.kill('SIGTERM')
  expect((await ended).status).toBe(0)
  expect(existsSync(join(folder, 'host.json'))).toBe(false)
})

test.runIf(onLinux)('the browser host ends when the program that started it was killed', async () => {
  const first = begin(['--browser', '--data', folder], { CARESYNC_MARK: mark })
  const ended = finished(first.child)
  await first.line(addressLine)
  first.child.kill('SIGKILL')
  // The pipes close when the last process that holds them has ended.
  await ended
  await expect.poll(() => processesWith(mark), { timeout: 20_000 }).toEqual([])
})

test.runIf(onLinux)('a host that was killed leaves no lock behind', async () => {
  const first = begin(['--browser', '--data', folder], { CARESYNC_MARK: mark })
  const ended = finished(first.child)
  await first.line(addressLine)
  const host = processesWith(mark).find(id => Number(id) !== first.child.pid)
  process.kill(Number(host), 'SIGKILL')
  await ended
  const again = begin(['--browser', '--data', folder])
  const [, said] = await again.line(addressLine)
  expect(said).toBe('CareSync is open at')
  again.child.kill('SIGTERM')
  expect((await finished(again.child)).status).toBe(0)
})

const nodes = [process.execPath, ...(old === undefined ? [] : [old])]
const endings = nodes.flatMap(node => (['SIGINT', 'SIGTERM'] as const).map(signal => ({ node, signal })))

test.runIf(onLinux).each(endings)(
  '$signal ends the browser host that $node started, in order',
  async ({ node, signal }) => {
    const begun = begin(['--browser', '--data', folder], { CARESYNC_MARK: mark }, node)
    const ended = finished(begun.child)
    await begun.line(addressLine)
    begun.child.kill(signal)
    expect(await ended).toMatchObject({ status: 0, err: [] })
    expect(existsSync(join(folder, 'host.json'))).toBe(false)
    expect(processesWith(mark)).toEqual([])
  },
)

test.runIf(onLinux && hasChromium).each(['SIGINT', 'SIGTERM'] as const)('%s ends the desktop window', async signal => {
  const standIn = join(root, 'tests/electron-stand-in')
  const env = { ELECTRON_OVERRIDE_DIST_PATH: standIn, TMPDIR: folder, CARESYNC_MARK: mark }
  const begun = begin(['--data', join(folder, 'data')], env)
  const ended = finished(begun.child)
  // The clinic process takes it, the last of all that are started.
  await expect.poll(() => existsSync(join(folder, 'data/host.lock')), { timeout: 40_000 }).toBe(true)
  begun.child.kill(signal)
  await ended
  await expect.poll(() => processesWith(mark), { timeout: 20_000 }).toEqual([])
})

test.runIf(onLinux).each(nodes)('a check that is ended before its end leaves nothing behind, by %s', async node => {
  const begun = begin(['--check', '--browser'], { TMPDIR: folder, CARESYNC_MARK: mark }, node)
  const ended = finished(begun.child)
  await expect
    .poll(() => readdirSync(folder).some(name => name.startsWith('caresync-check-')), { timeout: 20_000 })
    .toBe(true)
  begun.child.kill('SIGTERM')
  expect(await ended).toEqual({ status: 130, out: [], err: [] })
  expect(readdirSync(folder)).toEqual([])
  expect(processesWith(mark)).toEqual([])
})
