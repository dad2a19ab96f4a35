import { spawnSync } from 'node:child_process'
import path from 'node:path'
import { expect, test } from 'vitest'

test('a writer killed at random points loses nothing that it acknowledged', () => {
  const script = path.resolve(import.meta.dirname, '../../../scripts/crash.ts')
  const run = spawnSync(process.execPath, [script, '--rounds', '4', '--seed', '26'], { encoding: 'utf8' })
  expect(run.stderr).toBe('')
  expect(run.stdout).toMatch(/^4 kills, \d+ acknowledged commits, 0 violations$/m)
  expect(run.status).toBe(0)
})
