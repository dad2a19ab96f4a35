import {
  chmodSync,
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { once } from 'node:events'
import { createRequire } from 'node:module'
import { Worker } from 'node:worker_threads'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { outsideOfArchive } from '../../../db/driver.ts'
import { buildWhatIsStale } from '../../../scripts/start/build.ts'

const root = path.join(import.meta.dirname, '../../..')
const project = mkdtempSync(path.join(tmpdir(), 'caresync-pack-'))
const packed = path.join(project, 'release/linux-unpacked')
const resources = path.join(packed, 'resources')
const require = createRequire(import.meta.url)

type Asar = {
  readonly listPackage: (archive: string, options: object) => string[]
  readonly createPackage: (folder: string, archive: string) => Promise<void>
}
const asar: Asar = require('@electron/asar')
const inside = (): string[] =>
  asar.listPackage(path.join(resources, 'app.asar'), {}).map(file => file.replaceAll('\\', '/').replace(/^\//, ''))

function write(file: string, text = '// a line'): void {
  mkdirSync(path.dirname(path.join(project, file)), { recursive: true })
  writeFileSync(path.join(project, file), text)
}

beforeAll(async () => {
  const fault = await buildWhatIsStale({
    say: () => undefined,
    use: () => cpSync(path.join(root, 'out'), path.join(project, 'out'), { recursive: true }),
  })
  expect(fault).toBeUndefined()
  for (const file of ['package.json', 'package-lock.json', 'electron-builder.yml']) {
    cpSync(path.join(root, file), path.join(project, file))
  }
  for (const module of ['better-sqlite3', '@node-rs']) {
    cpSync(path.join(root, 'node_modules', module), path.join(project, 'node_modules', module), { recursive: true })
  }
  for (const file of [
    'out/main/main.js.map',
    'electron/main.ts',
    'tests/unit/a.test.ts',
    'tests/electron-stand-in/electron',
    '.env',
    'scripts/a.ts',
  ]) {
    write(file)
  }
  write('electron-dist/electron')
  write('electron-dist/locales/en-US.pak')
  chmodSync(path.join(project, 'electron-dist/electron'), 0o755)
  mkdirSync(path.join(project, 'empty'))
  mkdirSync(path.join(project, 'electron-dist/resources'))
  await asar.createPackage(path.join(project, 'empty'), path.join(project, 'electron-dist/resources/default_app.asar'))
  const { build, Platform } = await import('electron-builder')
  await build({
    projectDir: project,
    targets: Platform.LINUX.createTarget('dir'),
    publish: 'never',
    // The dummy program has no fuses to set.
    config: {
      extends: path.join(project, 'electron-builder.yml'),
      electronDist: path.join(project, 'electron-dist'),
      electronFuses: null,
    },
  })
})

afterAll(() => rmSync(project, { recursive: true, force: true }))

test('the bundles ship, and neither sources nor tests nor the stand-in nor maps do', () => {
  const files = inside()
  expect(files).toEqual(
    expect.arrayContaining(['out/main/main.js', 'out/main/clinic.js', 'out/preload/preload.cjs', 'package.json']),
  )
  const ours = files.filter(file => !file.startsWith('node_modules'))
  expect(ours.filter(file => !/^(out|package\.json)/.test(file) || file.endsWith('.map'))).toEqual([])
})

test('of the native modules exactly the binary of this platform ships, outside the archive', () => {
  const binary = `node_modules/better-sqlite3/prebuilds/linux-${process.arch}.node`
  const sqlite = inside().filter(file => file.startsWith('node_modules/better-sqlite3/'))
  expect(sqlite.filter(file => file.endsWith('.node'))).toEqual([binary])
  expect(sqlite.filter(file => /\/(src|deps)\/|binding\.gyp/.test(file))).toEqual([])
  expect(existsSync(path.join(resources, 'app.asar.unpacked', binary))).toBe(true)
  expect(inside().filter(file => /argon2.*\.node$/.test(file))).toHaveLength(1)
})

/** The parts of the product that run outside of the pages, as they were built. */
const bundles = (): readonly string[] =>
  readdirSync(path.join(project, 'out/main')).filter(name => name.endsWith('.js'))
const textOf = (bundle: string): string => readFileSync(path.join(project, 'out/main', bundle), 'utf8')
const driver = 'node_modules/better-sqlite3/lib/index.js'

test('everything that a thread of the product loads lies outside the archive, where plain Node reads it', async () => {
  const threads = bundles().filter(bundle => textOf(bundle).includes('worker_threads'))
  expect(threads.length).toBeGreaterThan(0)
  const inArchive = path.join(resources, 'app.asar', driver)
  const outside = outsideOfArchive(inArchive)
  expect(outside).toBe(path.join(resources, 'app.asar.unpacked', driver))
  // A thread of this process knows nothing of archives, as one of Electron did for years.
  const program = `
    const { parentPort, workerData } = require('node:worker_threads')
    const database = new (require(workerData))(':memory:')
    parentPort.postMessage(database.prepare('SELECT 42 AS answer').get())
    database.close()`
  const thread = new Worker(program, { eval: true, workerData: outside, env: {} })
  expect(await once(thread, 'message')).toEqual([{ answer: 42 }])
  await thread.terminate()
})

test('what the bundles name by their own address, or find as a module, is in the package', () => {
  const files = new Set(inside())
  let modules = 0
  for (const bundle of bundles()) {
    const named = [...textOf(bundle).matchAll(/new URL\((["'`])([^"'`]+)\1,\s*import\.meta\.url\)/g)]
    for (const [, , target = ''] of named) expect(files).toContain(path.posix.join('out/main', target))
    const found = [...textOf(bundle).matchAll(/\.resolve\((["'`])([a-z@][^"'`]*)\1\)/g)]
    for (const [, , module = ''] of found) expect(files).toContain(`node_modules/${module}/package.json`)
    modules += found.length
  }
  expect(modules).toBeGreaterThan(0)
})

test('no tool of the workshop ships with the product', () => {
  const modules = new Set(inside().flatMap(file => /^node_modules\/((?:@[^/]+\/)?[^/@]+)\//.exec(file)?.[1] ?? []))
  expect([...modules].toSorted()).toEqual(
    [
      '@node-rs/argon2',
      ...[...modules].filter(name => name.startsWith('@node-rs/argon2-')),
      'better-sqlite3',
    ].toSorted(),
  )
})

test('the update feed is written for the program, with single range requests', () => {
  expect(readFileSync(path.join(resources, 'app-update.yml'), 'utf8')).toContain('useMultipleRangeRequest: false')
})
