import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, describe, expect, it } from 'vitest'
import { carefulLines } from '../../../clinic/careful-lines.ts'
import { fileLog } from '../../../clinic/log.ts'

const folders: string[] = []
afterEach(() => folders.splice(0).forEach(folder => rmSync(folder, { recursive: true })))

describe('the log', () => {
  it('is turned over at a megabyte, and five old ones are kept', () => {
    const folder = mkdtempSync(join(tmpdir(), 'caresync-log-'))
    folders.push(folder)
    const log = fileLog(folder, () => 0)
    for (let line = 0; line < 20_000; line += 1) log({ event: 'listener', fault: 'x'.repeat(400) })
    const files = readdirSync(folder).sort()
    expect(files).toEqual([
      'clinic.1.log',
      'clinic.2.log',
      'clinic.3.log',
      'clinic.4.log',
      'clinic.5.log',
      'clinic.log',
    ])
    for (const file of files) expect(statSync(join(folder, file)).size).toBeLessThan(1_001_000)
    const [first = ''] = readFileSync(join(folder, 'clinic.log'), 'utf8').split('\n')
    expect(JSON.parse(first)).toEqual({ at: '1970-01-01T00:00:00.000Z', event: 'listener', fault: 'x'.repeat(400) })
  })

  it('ends nothing when it cannot be written, and says later how many lines are missing', () => {
    const folder = mkdtempSync(join(tmpdir(), 'caresync-log-'))
    folders.push(folder)
    const logs = join(folder, 'logs')
    writeFileSync(logs, 'a file where the folder should be')
    const log = fileLog(logs, () => 0)
    log({ event: 'first' })
    log({ event: 'second' })
    rmSync(logs)
    log({ event: 'third' })
    log({ event: 'fourth' })
    const at = '1970-01-01T00:00:00.000Z'
    const lines = readFileSync(join(logs, 'clinic.log'), 'utf8').split('\n').filter(Boolean)
    expect(lines.map(line => JSON.parse(line) as unknown)).toEqual([
      { at, event: 'third', lost: 2 },
      { at, event: 'fourth' },
    ])
  })

  it('begins on a line of its own after a disk that took half of one', () => {
    let kept = ''
    let room = 10
    const write = carefulLines(text => {
      kept += text.slice(0, room)
      if (text.length > room) throw new Error('ENOSPC')
    })
    write({ event: 'half of it' })
    room = 100
    write({ event: 'whole' })
    expect(kept).toBe('{"event":"\n{"event":"whole","lost":1}\n')
  })
})
