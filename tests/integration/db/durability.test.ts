import { spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'

const commits = 100
/** CI brings strace along, so there this proof is never left out. */
const hasTrace = process.env['CI'] !== undefined || spawnSync('strace', ['-V']).status === 0

describe.skipIf(!hasTrace)('on the disk (needs strace on this machine)', () => {
  let folder: string
  let calls: readonly string[]

  beforeAll(() => {
    folder = mkdtempSync(path.join(tmpdir(), 'caresync-trace-'))
    const trace = path.join(folder, 'trace')
    const script = path.join(import.meta.dirname, 'commit-many.ts')
    const run = spawnSync(
      'strace',
      [
        '-f',
        '-e',
        'trace=fsync,fdatasync,write',
        '-o',
        trace,
        process.execPath,
        script,
        path.join(folder, 'clinic.db'),
        String(commits),
      ],
      { encoding: 'utf8' },
    )
    expect(run.status, run.stderr).toBe(0)
    const lines = readFileSync(trace, 'utf8').split('\n')
    const begin = lines.findIndex(line => line.includes('COMMITS BEGIN'))
    const end = lines.findIndex(line => line.includes('COMMITS END'))
    expect(begin).toBeGreaterThan(-1)
    calls = lines.slice(begin + 1, end)
  })
  afterAll(() => rmSync(folder, { recursive: true, force: true }))

  test('each commit is synchronised at least once before it is acknowledged', () => {
    let synced = 0
    let acknowledged = 0
    for (const call of calls) {
      if (/\b(fsync|fdatasync)\(/.test(call)) synced += 1
      if (!call.includes('ACKNOWLEDGED')) continue
      acknowledged += 1
      expect(synced, `before acknowledgement ${acknowledged}`).toBeGreaterThan(0)
      synced = 0
    }
    expect(acknowledged).toBe(commits)
  })
})
