import { spawn } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { root } from './root.ts'

/** How long a machine without Electron's binary is asked to wait for a first answer of the download. Milliseconds. */
const PATIENCE_MS = 8000
const folder = join(root, 'node_modules/electron')

export type Binary = { readonly path: string } | { readonly missing: string }

/**
 * Electron's binary: the one that `ELECTRON_OVERRIDE_DIST_PATH` names, the installed one, or one that is fetched now.
 * `missing` says in a few words why there is none. Electron 45 has no install script, so the first start fetches it.
 */
export async function electronBinary(say: (line: string) => void, stop: AbortSignal): Promise<Binary> {
  const named = process.env['ELECTRON_OVERRIDE_DIST_PATH']
  if (named) {
    const path = join(named, platformPath())
    return existsSync(path) ? { path } : { missing: 'there is none where ELECTRON_OVERRIDE_DIST_PATH says' }
  }
  const there = installed()
  if (there) return { path: there }
  if (!(await answers(downloadAddress(), stop))) return { missing: 'Electron cannot be downloaded here' }
  say('Downloading Electron, once (about 120 MB) …')
  const fetched = (await install(stop)) ? installed() : undefined
  return fetched ? { path: fetched } : { missing: 'the download of Electron failed' }
}

function installed(): string | undefined {
  const noted = join(folder, 'path.txt')
  if (!existsSync(noted)) return undefined
  const path = join(folder, 'dist', readFileSync(noted, 'utf8').trim())
  return existsSync(path) ? path : undefined
}

function platformPath(): string {
  if (process.platform === 'darwin') return 'Electron.app/Contents/MacOS/Electron'
  return process.platform === 'win32' ? 'electron.exe' : 'electron'
}

/** Where the installer of Electron will fetch from; a mirror is named as for that. */
function downloadAddress(): string {
  const { version } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as { version: string }
  const mirror = process.env['ELECTRON_MIRROR'] ?? process.env['npm_config_electron_mirror']
  const base = mirror ?? 'https://github.com/electron/electron/releases/download/'
  return `${base}v${version}/SHASUMS256.txt`
}

async function answers(address: string, stop: AbortSignal): Promise<boolean> {
  try {
    const response = await fetch(address, {
      method: 'HEAD',
      signal: AbortSignal.any([stop, AbortSignal.timeout(PATIENCE_MS)]),
    })
    return response.ok
  } catch {
    return false
  }
}

const install = (signal: AbortSignal): Promise<boolean> =>
  new Promise(resolve => {
    const child = spawn(process.execPath, [join(folder, 'install.js')], { stdio: 'ignore', signal })
    child.on('error', () => resolve(false))
    child.on('exit', code => resolve(code === 0))
  })
