/**
 * What CI runs: the checks, then every suite; ends with one line that sums them all, `N passed, N failed, N skipped`.
 * A check that fails counts as one failed test; so does a suite that ran nothing.
 */
import { spawnSync } from 'node:child_process'
import { mkdirSync, readFileSync, rmSync } from 'node:fs'
import { ensureChromium } from './ensure-chromium.ts'

type Sum = { passed: number; failed: number; skipped: number }

const folder = '.cache/test-results'
const sum: Sum = { passed: 0, failed: 0, skipped: 0 }

function announce(title: string): number {
  console.log(`\n── ${title}`)
  return Date.now()
}

function close(title: string, since: number, part: Sum): void {
  sum.passed += part.passed
  sum.failed += part.failed
  sum.skipped += part.skipped
  const seconds = Math.round((Date.now() - since) / 1000)
  console.log(`── ${title}: ${part.passed} passed, ${part.failed} failed, ${part.skipped} skipped in ${seconds} s`)
}

function node(args: readonly string[], env: NodeJS.ProcessEnv = {}): boolean {
  return spawnSync(process.execPath, args, { stdio: 'inherit', env: { ...process.env, ...env } }).status === 0
}

function readReport<T>(file: string): T | undefined {
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as T
  } catch {
    console.error(`No report at ${file}: the suite ended before it could write one.`)
    return undefined
  }
}

/** The numbers of a suite; an exit status that disagrees with them is a failure of its own. */
function checked(part: Sum, exitedWell: boolean): Sum {
  const ranNothing = part.passed + part.failed === 0
  return ranNothing || (!exitedWell && part.failed === 0) ? { ...part, failed: part.failed + 1 } : part
}

function check(): void {
  const since = announce('check')
  const well = node(['scripts/check.ts'])
  close('check', since, { passed: well ? 1 : 0, failed: well ? 0 : 1, skipped: 0 })
}

function vitest(project: string): void {
  const since = announce(project)
  const file = `${folder}/${project}.json`
  const well = node([
    'node_modules/vitest/vitest.mjs', 'run', '--project', project, '--reporter=default', '--reporter=json',
    `--outputFile.json=${file}`,
  ]) // prettier-ignore
  const report = readReport<{ numPassedTests: number; numFailedTests: number; numPendingTests: number }>(file)
  close(
    project,
    since,
    checked(
      {
        passed: report?.numPassedTests ?? 0,
        failed: report?.numFailedTests ?? 0,
        skipped: report?.numPendingTests ?? 0,
      },
      well,
    ),
  )
}

function playwright(): void {
  const since = announce('e2e')
  const file = `${folder}/e2e.json`
  const well = node(['node_modules/@playwright/test/cli.js', 'test', '--reporter=list,json'], {
    PLAYWRIGHT_JSON_OUTPUT_NAME: file,
    CHROMIUM_PATH: ensureChromium(),
  })
  const report = readReport<{ stats: { expected: number; unexpected: number; flaky: number; skipped: number } }>(file)
  close(
    'e2e',
    since,
    checked(
      {
        passed: report?.stats.expected ?? 0,
        failed: (report?.stats.unexpected ?? 0) + (report?.stats.flaky ?? 0),
        skipped: report?.stats.skipped ?? 0,
      },
      well,
    ),
  )
}

rmSync(folder, { recursive: true, force: true })
mkdirSync(folder, { recursive: true })
check()
const builtAt = announce('build')
const built = node(['scripts/build.ts'])
close('build', builtAt, { passed: built ? 1 : 0, failed: built ? 0 : 1, skipped: 0 })
for (const project of ['unit', 'integration', 'simulation']) vitest(project)
playwright()
console.log(`\n${sum.passed} passed, ${sum.failed} failed, ${sum.skipped} skipped`)
process.exit(sum.failed === 0 ? 0 : 1)
