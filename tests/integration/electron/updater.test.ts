import { spawn } from 'node:child_process'
import { createHash, generateKeyPairSync, sign } from 'node:crypto'
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { build } from 'vite'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'

const STAND_IN = path.join(import.meta.dirname, '../../electron-stand-in/electron')
const folder = mkdtempSync(path.join(tmpdir(), 'caresync-updates-'))
const installed = path.join(folder, 'CareSync.AppImage')
const marker = path.join(folder, 'started-version')
const { publicKey, privateKey } = generateKeyPairSync('ed25519')
const releaseKey = publicKey.export({ type: 'spki', format: 'der' }).toString('base64')

/** A "program" that leaves a mark when it is started after its installation. */
const installer = Buffer.from(`#!/bin/sh\necho 1.1.0 > '${marker}'\n`)
const digest = (bytes: Buffer) => createHash('sha512').update(bytes).digest('base64')

function manifestOf(version: string, sha512 = digest(installer), extra = ''): string {
  const file = `CareSync-${version}.AppImage`
  const lines = [
    `version: ${version}`,
    'files:',
    `  - url: ${file}`,
    `    sha512: ${sha512}`,
    `    size: ${installer.length}`,
  ]
  return [...lines, `path: ${file}`, `sha512: ${sha512}`, `releaseDate: '2026-11-20T00:00:00.000Z'`, extra].join('\n')
}

/** What the feed serves: the manifest as the updater sees it, as our check sees it, and its signature. */
let feed: { offered: string; signed: string; signature: string }
let asked: string[] = []
let server: Server
let url = ''

function publish(manifest: string, { offered = manifest, key = privateKey } = {}): void {
  feed = { offered, signed: manifest, signature: sign(null, Buffer.from(manifest), key).toString('base64') }
}

beforeAll(async () => {
  await build({
    configFile: false,
    logLevel: 'error',
    build: {
      ssr: path.join(import.meta.dirname, 'updater-app/main.ts'),
      outDir: path.join(folder, 'app'),
      rollupOptions: { external: ['electron'] },
    },
    ssr: { noExternal: true },
  })
  writeFileSync(
    path.join(folder, 'app/package.json'),
    JSON.stringify({ name: 'caresync', version: '1.0.0', type: 'module', main: 'main.js' }),
  )
  writeFileSync(
    path.join(folder, 'app/dev-app-update.yml'),
    `provider: generic\nurl: http://127.0.0.1\nupdaterCacheDirName: updater\n`,
  )
  server = createServer((request, response) => {
    const file = path.basename(new URL(request.url ?? '/', 'http://feed').pathname)
    asked.push(file)
    // electron-updater asks with a query that defeats caches; the check of the signature asks without.
    if (file === 'latest-linux.yml') return response.end(request.url?.includes('noCache') ? feed.offered : feed.signed)
    if (file === 'latest-linux.yml.sig') return response.end(feed.signature)
    if (file.endsWith('.AppImage')) return response.end(installer)
    return response.writeHead(404).end()
  })
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
})

afterAll(() => {
  server.close()
  rmSync(folder, { recursive: true, force: true })
})

beforeEach(() => {
  asked = []
  rmSync(marker, { force: true })
  writeFileSync(installed, 'version 1.0.0')
})

/** Runs the program to its end and returns what it told. */
async function run(environment: Record<string, string> = {}): Promise<Record<string, unknown>[]> {
  const data = mkdtempSync(path.join(folder, 'data-'))
  const child = spawn(process.execPath, [STAND_IN, `--user-data-dir=${data}`, path.join(folder, 'app')], {
    env: {
      ...process.env,
      FEED: url,
      RELEASE_KEY: releaseKey,
      APPIMAGE: installed,
      XDG_CACHE_HOME: data,
      ...environment,
    },
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  let text = ''
  child.stdout.on('data', (chunk: Buffer) => (text += chunk.toString()))
  const code = await new Promise(resolve => child.once('close', resolve))
  expect(code).toBe(0)
  return text
    .split('\n')
    .flatMap(line => (line.startsWith('TOLD ') ? [JSON.parse(line.slice(5)) as Record<string, unknown>] : []))
}

const downloads = () => asked.filter(file => file.endsWith('.AppImage'))

test('a signed update is downloaded, backed up for, installed and started again', async () => {
  publish(manifestOf('1.1.0', undefined, `deadline: '2026-12-01T00:00:00.000Z'`))
  const told = await run()
  const release = { version: '1.1.0', deadline: '2026-12-01T00:00:00.000Z' }
  expect(told).toEqual([
    { phase: 'available', release: { version: '1.1.0', deadline: null } },
    { phase: 'ready', release },
    { phase: 'installing', release, step: 'backup' },
    { did: 'backup' },
    { phase: 'installing', release, step: 'restart' },
    { did: 'close' },
  ])
  await expect.poll(() => existsSync(marker), { timeout: 5_000 }).toBe(true)
  expect(existsSync(path.join(folder, 'CareSync-1.1.0.AppImage')) || readFileSync(installed).equals(installer)).toBe(
    true,
  )
})

test('an update that somebody else signed is refused before a byte of it is downloaded', async () => {
  publish(manifestOf('1.1.0'), { key: generateKeyPairSync('ed25519').privateKey })
  expect((await run()).at(-1)).toEqual({ phase: 'idle', refusal: 'its signature is wrong' })
  expect(downloads()).toEqual([])
})

test('an update without a signature is refused', async () => {
  publish(manifestOf('1.1.0'))
  feed.signature = ''
  expect((await run()).at(-1)).toEqual({ phase: 'idle', refusal: 'its signature is wrong' })
  expect(downloads()).toEqual([])
})

test('a feed that shows the check another manifest than the updater is refused', async () => {
  publish(manifestOf('1.1.0'), { offered: manifestOf('1.1.0', digest(Buffer.from('evil'))) })
  expect((await run()).at(-1)).toEqual({ phase: 'idle', refusal: 'what is offered is not what was signed' })
  expect(downloads()).toEqual([])
})

test('a file that is not the signed one is refused after its download, and nothing is installed', async () => {
  publish(manifestOf('1.1.0', digest(Buffer.from('what was signed'))))
  const last = (await run()).at(-1)
  expect(last).toMatchObject({ phase: 'idle', refusal: expect.stringContaining('sha512') as string })
  expect(readFileSync(installed, 'utf8')).toBe('version 1.0.0')
})

test('an older version, the same one and one for a newer system are no updates', async () => {
  for (const manifest of [
    manifestOf('0.9.0'),
    manifestOf('1.0.0'),
    manifestOf('1.1.0', undefined, 'minimumSystemVersion: 99.0.0'),
  ]) {
    publish(manifest)
    expect(await run()).toEqual([{ phase: 'idle', refusal: null }])
  }
  expect(downloads()).toEqual([])
})

test('an open bill makes the installation wait until it is closed', async () => {
  publish(manifestOf('1.1.0'))
  const told = await run({ BLOCKED: 'openBill' })
  expect(told.map(({ phase, did }) => phase ?? did)).toEqual([
    'available',
    'ready',
    'waiting',
    'installing',
    'backup',
    'installing',
    'close',
  ])
  expect(told[2]).toMatchObject({ reason: 'openBill' })
})

test('without a backup nothing is installed', async () => {
  publish(manifestOf('1.1.0'))
  expect((await run({ NO_BACKUP: '1' })).at(-1)).toEqual({
    phase: 'idle',
    refusal: 'no backup could be made (disk-full)',
  })
  expect(readFileSync(installed, 'utf8')).toBe('version 1.0.0')
})

test('an installer that cannot start leaves this version going on', async () => {
  publish(manifestOf('1.1.0'))
  const told = await run({ NOTHING_TO_REPLACE: '1' })
  expect(told.slice(-3)).toEqual([
    { did: 'close' },
    { did: 'start again' },
    { phase: 'idle', refusal: 'APPIMAGE env is not defined' },
  ])
  expect(readFileSync(installed, 'utf8')).toBe('version 1.0.0')
})
