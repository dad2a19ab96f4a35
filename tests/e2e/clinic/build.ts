/**
 * The application that the specs start: a copy of the build that belongs to this run alone, so that building again meanwhile,
 * or a second run beside it, changes nothing under them.
 */
import { cpSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import path from 'node:path'
import { buildWhatIsStale } from '../../../scripts/start/build.ts'

const ROOT = path.join(import.meta.dirname, '../../..')
/** Names a folder with package.json and out/ that was built elsewhere, to test instead; set for the workers of a run. */
const APPLICATION = 'CARESYNC_E2E_APPLICATION'

export function applicationFolder(): string {
  const folder = process.env[APPLICATION]
  if (folder === undefined) throw new Error('the application is built before it is started')
  return folder
}

/** Playwright's global set-up: runs once, before the first worker. What it returns runs after the last one. */
export default async function build(): Promise<(() => void) | undefined> {
  if (process.env[APPLICATION] !== undefined) return undefined
  const cache = path.join(ROOT, '.cache')
  mkdirSync(cache, { recursive: true })
  const folder = mkdtempSync(path.join(cache, 'e2e-application-'))
  const fault = await buildWhatIsStale({
    say: line => console.log(line),
    use: () => {
      cpSync(path.join(ROOT, 'package.json'), path.join(folder, 'package.json'))
      cpSync(path.join(ROOT, 'out'), path.join(folder, 'out'), { recursive: true })
    },
  })
  if (fault !== undefined) throw new Error(fault)
  process.env[APPLICATION] = folder
  return () => rmSync(folder, { recursive: true, force: true })
}
