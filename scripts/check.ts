/** Format, lint with the import rules, types, unused code: all of them run, so that one run shows everything. */
import { spawnSync } from 'node:child_process'

const checks = [
  ['format', 'node_modules/prettier/bin/prettier.cjs', '--check', '--log-level=warn', '.'],
  ['lint', 'node_modules/oxlint/bin/oxlint', '--deny-warnings'],
  ['types', 'node_modules/typescript/bin/tsc', '-b'],
  ['unused', 'node_modules/knip/bin/knip.js'],
] as const

const failed = checks.filter(([name, ...args]) => {
  const since = Date.now()
  const well = spawnSync(process.execPath, args, { stdio: 'inherit' }).status === 0
  console.log(`${well ? 'ok  ' : 'FAIL'} ${name} (${Date.now() - since} ms)`)
  return !well
})
process.exit(failed.length === 0 ? 0 : 1)
