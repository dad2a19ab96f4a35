import { spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, readdirSync, statSync, utimesSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
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
const made = ['out/main/main.js', 'out/main/clinic.js', 'out/preload/preload.cjs', 'out/renderer/index.html'] as const
const stamp = join(root, 'out/.built-from')

/** Whether something is newer than the last build, or a part of it is missing. Folders count: a file may have gone. */
function isStale(): boolean {
  if (!existsSync(stamp) || made.some(file => !existsSync(join(root, file)))) return true
  const builtFrom = statSync(stamp).mtimeMs
  return sources.some(source => newest(join(root, source)) > builtFrom)
}

function newest(path: string): number {
  const stats = statSync(path, { throwIfNoEntry: false })
  if (!stats) return 0
  if (!stats.isDirectory()) return stats.mtimeMs
  return readdirSync(path).reduce((latest, name) => Math.max(latest, newest(join(path, name))), stats.mtimeMs)
}

/** Builds what is stale; a sentence when that fails. `say` gets one line when there is something to do. */
export function buildWhatIsStale(say: (line: string) => void): string | undefined {
  if (!isStale()) return undefined
  say('Building CareSync …')
  const begun = new Date()
  const log = join(root, '.cache/build.log')
  mkdirSync(join(root, '.cache'), { recursive: true })
  const tool = join(root, 'node_modules/electron-vite/bin/electron-vite.js')
  const run = spawnSync(process.execPath, [tool, 'build'], {
    cwd: root,
    encoding: 'utf8',
    env: { ...process.env, NO_COLOR: '1' },
  })
  writeFileSync(log, `${run.stdout}\n${run.stderr}`)
  if (run.status !== 0) return 'CareSync could not be built; .cache/build.log says why.'
  writeFileSync(stamp, '')
  // What changed while it was being built is newer than the stamp.
  utimesSync(stamp, begun, begun)
  return undefined
}
