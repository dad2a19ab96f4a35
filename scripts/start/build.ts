import { spawn } from 'node:child_process'
import {
  existsSync, mkdirSync, readdirSync, renameSync, rmSync, statSync, utimesSync, writeFileSync,
} from 'node:fs' // prettier-ignore
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { lockFolder, type FolderLock } from '../../clinic/folder-lock.ts'
import { root } from './root.ts'

/** What the bundles are made from. */
const sources = [
  'clinic',
  'db',
  'domain',
  'electron',
  'mappings',
  'renderer',
  'electron.vite.config.ts',
  'package.json',
] as const
const made = ['main/main.js', 'main/clinic.js', 'preload/preload.cjs', 'renderer/index.html'] as const
const stampName = '.built-from'

/** How often a build that another process makes is asked whether it is there. Milliseconds. */
const ASK_MS = 100

export type Project = {
  readonly folder: string
  /** A program for Node that builds the project into the folder that its last argument names. */
  readonly builder: readonly string[]
}

const house: Project = {
  folder: root,
  builder: [join(root, 'node_modules/electron-vite/bin/electron-vite.js'), 'build', '--outDir'],
}

export type BuildWith = {
  /** Gets one line when there is something to do. */
  readonly say: (line: string) => void
  /** Ends the build. */
  readonly stop?: AbortSignal
  /** Builds also what is not stale. */
  readonly anyway?: boolean
  /** Runs on the finished build while nobody can build anew. */
  readonly use?: () => void
  readonly project?: Project
}

/**
 * Builds what is stale into `out/`; a sentence when that fails. Of several processes that want to build, one does and the
 * others wait for it. The bundles are made elsewhere and take their place whole, so that nobody ever reads half a build.
 */
export async function buildWhatIsStale(how: BuildWith): Promise<string | undefined> {
  const { project = house } = how
  const lock = await takeTurn(join(project.folder, '.cache/build'), how.stop)
  if (!lock) return 'CareSync was not built: it was ended before.'
  try {
    const fault = how.anyway === true || isStale(project) ? await build(project, how) : undefined
    if (fault === undefined) how.use?.()
    return fault
  } finally {
    lock.release()
  }
}

async function takeTurn(folder: string, stop: AbortSignal | undefined): Promise<FolderLock | undefined> {
  for (;;) {
    if (stop?.aborted) return undefined
    const lock = lockFolder(folder)
    if (lock) return lock
    await wait(ASK_MS)
  }
}

/** Whether something is newer than the last build, or a part of it is missing. Folders count: a file may have gone. */
function isStale({ folder }: Project): boolean {
  const stamp = join(folder, 'out', stampName)
  if (!existsSync(stamp) || made.some(file => !existsSync(join(folder, 'out', file)))) return true
  const builtFrom = statSync(stamp).mtimeMs
  return sources.some(source => newest(join(folder, source)) > builtFrom)
}

function newest(path: string): number {
  const stats = statSync(path, { throwIfNoEntry: false })
  if (!stats) return 0
  if (!stats.isDirectory()) return stats.mtimeMs
  return readdirSync(path).reduce((latest, name) => Math.max(latest, newest(join(path, name))), stats.mtimeMs)
}

async function build({ folder, builder }: Project, { say, stop }: BuildWith): Promise<string | undefined> {
  say('Building CareSync …')
  const begun = new Date()
  const workshop = join(folder, '.cache/build')
  // What a build left that was killed. Its builder may still run, so no two builds ever share a name.
  for (const name of readdirSync(workshop)) {
    if (/^(making|old)-/.test(name)) rmSync(join(workshop, name), { recursive: true, force: true })
  }
  const making = join(workshop, `making-${process.pid}-${begun.getTime()}`)
  const old = join(workshop, `old-${process.pid}`)
  const { status, printed } = await run([...builder, making], folder, stop)
  writeFileSync(join(folder, '.cache/build.log'), printed)
  if (status !== 0) return 'CareSync could not be built; .cache/build.log says why.'
  const stamp = join(making, stampName)
  mkdirSync(making, { recursive: true })
  writeFileSync(stamp, '')
  // What changed while it was being built is newer than the stamp.
  utimesSync(stamp, begun, begun)
  const out = join(folder, 'out')
  if (existsSync(out)) renameSync(out, old)
  renameSync(making, out)
  rmSync(old, { recursive: true, force: true })
  return undefined
}

type Ran = { readonly status: number | null; readonly printed: string }

function run(args: readonly string[], folder: string, signal: AbortSignal | undefined): Promise<Ran> {
  const child = spawn(process.execPath, args, {
    cwd: folder,
    env: { ...process.env, NO_COLOR: '1' },
    stdio: ['ignore', 'pipe', 'pipe'],
    signal,
  })
  const printed: string[] = []
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (text: string) => printed.push(text))
  }
  return new Promise(resolve => {
    child.on('error', fault => printed.push(fault.message))
    child.on('close', status => resolve({ status, printed: printed.join('') }))
  })
}
