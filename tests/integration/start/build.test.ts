import { spawn } from 'node:child_process'
import { once } from 'node:events'
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  utimesSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { buildWhatIsStale, type Project } from '../../../scripts/start/build.ts'

/** Notes each run in `runs`, makes its parts one after the other, and fails where another one makes its own. */
const builder = `
  import { appendFileSync, existsSync, mkdirSync, rmSync, writeFileSync } from 'node:fs'
  import { join } from 'node:path'
  import { setTimeout as wait } from 'node:timers/promises'
  const target = process.argv[2]
  appendFileSync('runs', process.pid + '\\n')
  if (existsSync('making')) process.exit(1)
  writeFileSync('making', '')
  for (const part of ['main/main.js', 'main/clinic.js', 'preload/preload.cjs', 'renderer/index.html']) {
    mkdirSync(join(target, part, '..'), { recursive: true })
    writeFileSync(join(target, part), String(process.pid))
    if (existsSync('hang')) await wait(600_000)
    await wait(50)
  }
  rmSync('making')
`

let folder: string
let project: Project
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'caresync-build-'))
  mkdirSync(join(folder, 'clinic'))
  writeFileSync(join(folder, 'builder.mjs'), builder)
  project = { folder, builder: [join(folder, 'builder.mjs')] }
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

const hasBegun = (): boolean =>
  existsSync(join(folder, '.cache/build')) &&
  readdirSync(join(folder, '.cache/build'), { recursive: true }).some(name => String(name).endsWith('main.js'))
const say = (): void => undefined
const runs = (): readonly string[] => readFileSync(join(folder, 'runs'), 'utf8').trim().split('\n')
const madeBy = (): ReadonlySet<string> =>
  new Set(['main/main.js', 'renderer/index.html'].map(part => readFileSync(join(folder, 'out', part), 'utf8')))

test('what is fresh is not built again, and what changed is', async () => {
  expect(await buildWhatIsStale({ project, say })).toBeUndefined()
  expect(await buildWhatIsStale({ project, say })).toBeUndefined()
  expect(runs()).toHaveLength(1)
  const later = new Date(Date.now() + 60_000)
  writeFileSync(join(folder, 'clinic/main.ts'), '')
  utimesSync(join(folder, 'clinic/main.ts'), later, later)
  expect(await buildWhatIsStale({ project, say })).toBeUndefined()
  expect(runs()).toHaveLength(2)
})

test('of two that want to build at once one does, and both have the whole of it', async () => {
  const seen: ReadonlySet<string>[] = []
  const use = (): void => void seen.push(madeBy())
  const told = await Promise.all([buildWhatIsStale({ project, say, use }), buildWhatIsStale({ project, say, use })])
  expect(told).toEqual([undefined, undefined])
  expect(runs()).toHaveLength(1)
  expect(seen).toEqual([new Set(runs()), new Set(runs())])
})

test('while it is built anew the old build stands, and the new one takes its place whole', async () => {
  await buildWhatIsStale({ project, say })
  const [first = ''] = runs()
  const state = { building: true }
  const again = buildWhatIsStale({ project, say, anyway: true }).finally(() => (state.building = false))
  const seen = new Set<string>()
  while (state.building) {
    const now = madeBy()
    expect(now.size).toBe(1)
    for (const each of now) seen.add(each)
    await new Promise(setImmediate)
  }
  await again
  expect([...seen, ...madeBy()]).toEqual([first, runs()[1]])
  expect(readdirSync(join(folder, '.cache/build'))).toEqual(['host.lock'])
})

test('a build that fails leaves the old one, and says where to look', async () => {
  await buildWhatIsStale({ project, say })
  const before = madeBy()
  writeFileSync(join(folder, 'making'), '')
  expect(await buildWhatIsStale({ project, say, anyway: true })).toContain('.cache/build.log')
  expect(madeBy()).toEqual(before)
})

test('a build that is ended ends its builder, and does not keep the next one waiting', async () => {
  writeFileSync(join(folder, 'hang'), '')
  const stopping = new AbortController()
  const ended = buildWhatIsStale({ project, say, stop: stopping.signal })
  await expect.poll(hasBegun, { timeout: 20_000 }).toBe(true)
  stopping.abort()
  expect(await ended).toContain('could not be built')
  for (const left of ['hang', 'making']) rmSync(join(folder, left))
  expect(await buildWhatIsStale({ project, say })).toBeUndefined()
})

test('a process that was killed while it built does not keep the next one waiting', async () => {
  writeFileSync(join(folder, 'hang'), '')
  const module = join(import.meta.dirname, '../../../scripts/start/build.ts')
  const text = `import { buildWhatIsStale } from ${JSON.stringify(module)}
    await buildWhatIsStale({ say: () => undefined, project: ${JSON.stringify(project)} })`
  const child = spawn(process.execPath, ['--input-type=module', '--eval', text], { stdio: 'ignore' })
  await expect.poll(hasBegun, { timeout: 20_000 }).toBe(true)
  child.kill('SIGKILL')
  await once(child, 'exit')
  process.kill(Number(runs()[0]))
  for (const left of ['hang', 'making']) rmSync(join(folder, left))
  expect(await buildWhatIsStale({ project, say })).toBeUndefined()
  expect(madeBy().size).toBe(1)
})
