/** The shell's own log in the data folder: times, codes and reasons, never what a person typed. */
import { appendFileSync, existsSync, mkdirSync, readFileSync, renameSync, statSync } from 'node:fs'
import path from 'node:path'
import { carefulLines } from '../clinic/careful-lines.ts'

const LARGEST_BYTES = 512 * 1024

export type Log = {
  /** Never throws: what cannot be written is counted and told later. */
  readonly write: (what: string, detail?: Readonly<Record<string, string | number | boolean | null>>) => void
  /** The newest lines, oldest first; a log that cannot be read says so in one line. */
  readonly tail: (lines: number) => readonly string[]
}

export function openLog(folder: string, now: () => Date): Log {
  const file = path.join(folder, 'logs', 'shell.log')
  const write = carefulLines(text => {
    mkdirSync(path.dirname(file), { recursive: true })
    if (existsSync(file) && statSync(file).size > LARGEST_BYTES) renameSync(file, `${file}.1`)
    appendFileSync(file, text)
  })
  return {
    write: (what, detail = {}) => write({ at: now().toISOString(), what, ...detail }),
    tail: lines => (existsSync(file) ? readable(file).trimEnd().split('\n').slice(-lines) : []),
  }
}

function readable(file: string): string {
  try {
    return readFileSync(file, 'utf8')
  } catch (fault) {
    return `the log cannot be read: ${fault instanceof Error && 'code' in fault ? String(fault.code) : 'unknown'}`
  }
}
