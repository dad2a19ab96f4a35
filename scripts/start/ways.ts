import { delimiter, dirname, join } from 'node:path'
import { electronBinary } from './electron-binary.ts'
import { startProgram, type Program } from './program.ts'
import { root } from './root.ts'

/** How long a start may take until somebody can work, in milliseconds. */
const PATIENCE_MS = 60_000

export type Way = {
  readonly name: 'desktop' | 'browser'
  start(dataFolder: string | undefined, stop: AbortSignal): Program
}

/** The Node that runs this comes first for everything that is started, as npm does it for its scripts. */
function envWith(dataFolder: string | undefined): NodeJS.ProcessEnv {
  const path = [dirname(process.execPath), process.env['PATH'] ?? ''].join(delimiter)
  const env = { ...process.env, PATH: path }
  return dataFolder === undefined ? env : { ...env, CARESYNC_DATA: dataFolder }
}

export const browserWay: Way = {
  name: 'browser',
  start: (dataFolder, stop) =>
    startProgram(process.execPath, [join(root, 'clinic/host/main.ts')], {
      cwd: root, env: envWith(dataFolder), patienceMs: PATIENCE_MS, channel: true, stop,
    }), // prettier-ignore
}

const desktopWay = (binary: string): Way => ({
  name: 'desktop',
  start: (dataFolder, stop) =>
    startProgram(binary, ['.'], {
      cwd: root, env: envWith(dataFolder), patienceMs: PATIENCE_MS, channel: false, stop,
    }), // prettier-ignore
})

/** The desktop, or why not: in a few words that end a sentence. */
export async function desktop(
  say: (line: string) => void,
  stop: AbortSignal,
): Promise<Way | { readonly missing: string }> {
  if (!hasScreen()) return { missing: 'this machine has no screen' }
  const binary = await electronBinary(say, stop)
  return 'path' in binary ? desktopWay(binary.path) : binary
}

/** A chosen stand-in brings its own screen. */
function hasScreen(): boolean {
  const { env, platform } = process
  if (platform !== 'linux' || env['ELECTRON_OVERRIDE_DIST_PATH']) return true
  return Boolean(env['DISPLAY'] ?? env['WAYLAND_DISPLAY'])
}
