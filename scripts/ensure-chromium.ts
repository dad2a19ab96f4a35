/**
 * Finds a Chromium for the e2e suite, or installs one: the system's, else Playwright's own, else Debian's package.
 * Returns its path; throws one sentence when this machine cannot have one.
 */
import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { chromium } from '@playwright/test'

const places = ['/usr/bin/chromium', '/usr/bin/google-chrome', '/usr/bin/chromium-browser', '/snap/bin/chromium']

function present(): string | undefined {
  const named = process.env['CHROMIUM_PATH']
  if (named && existsSync(named)) return named
  return [...places, chromium.executablePath()].find(place => existsSync(place))
}

function run(command: string, args: readonly string[]): boolean {
  return spawnSync(command, args, { stdio: ['ignore', 'ignore', 'inherit'] }).status === 0
}

export function ensureChromium(): string {
  const found = present()
  if (found) return found
  console.log('No Chromium on this machine; installing one for the tests of the screens …')
  run(process.execPath, ['node_modules/@playwright/test/cli.js', 'install', 'chromium'])
  const own = present()
  if (own) return own
  if (process.getuid?.() === 0 && existsSync('/usr/bin/apt-get')) {
    run('apt-get', ['update', '-qq'])
    run('apt-get', ['install', '-y', '-qq', 'chromium'])
  }
  const installed = present()
  if (!installed)
    throw new Error('The e2e suite needs a Chromium. Install one (for example "apt-get install chromium").')
  return installed
}
