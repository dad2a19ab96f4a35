/** The shell's own log in the data folder: times, codes and reasons, never what a person typed. */
import { appendFileSync, existsSync, mkdirSync, readFileSync, renameSync, statSync } from 'node:fs'
import path from 'node:path'

const LARGEST_BYTES = 512 * 1024

export type Log = {
  readonly write: (what: string, detail?: Readonly<Record<string, string | number | boolean | null>>) => void
  /** The newest lines, oldest first. */
  readonly tail: (lines: number) => readonly string[]
}

export function openLog(folder: string, now: () => Date): Log {
  const file = path.join(folder, 'logs', 'shell.log')
  mkdirSync(path.dirname(file), { recursive: true })
  return {
    write: (what, detail = {}) => {
      if (existsSync(file) && statSync(file).size > LARGEST_BYTES) renameSync(file, `${file}.1`)
      appendFileSync(file, `${JSON.stringify({ at: now().toISOString(), what, ...detail })}\n`)
    },
    tail: lines => (existsSync(file) ? readFileSync(file, 'utf8').trimEnd().split('\n').slice(-lines) : []),
  }
}
