/** The application that the specs start: a copy of the build, so that building again meanwhile changes nothing under them. */
import { cpSync, mkdirSync, rmSync } from 'node:fs'
import path from 'node:path'
import { buildWhatIsStale } from '../../../scripts/start/build.ts'

const ROOT = path.join(import.meta.dirname, '../../..')
/** A folder with package.json and out/ that was built elsewhere, to test instead. */
const given = process.env['CARESYNC_E2E_APPLICATION']
export const applicationFolder = given ?? path.join(ROOT, '.cache/e2e-application')

/** Playwright's global set-up: runs once, before the first worker. */
export default function build(): void {
  if (given !== undefined) return
  const fault = buildWhatIsStale(line => console.log(line))
  if (fault !== undefined) throw new Error(fault)
  rmSync(applicationFolder, { recursive: true, force: true })
  mkdirSync(applicationFolder, { recursive: true })
  cpSync(path.join(ROOT, 'package.json'), path.join(applicationFolder, 'package.json'))
  cpSync(path.join(ROOT, 'out'), path.join(applicationFolder, 'out'), { recursive: true })
}
