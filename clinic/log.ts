import { appendFileSync, existsSync, mkdirSync, renameSync, rmSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { carefulLines } from './careful-lines.ts'

/** One line of the log: what happened, never to whom. */
export type LogLine = {
  readonly event: string
  readonly procedure?: string
  readonly support?: string
  readonly fault?: string
  readonly where?: string
  readonly count?: number
}

export type Log = (line: LogLine) => void

const largest = 1_000_000
const kept = 5

/** JSON lines in `clinic.log`; at one megabyte it becomes `clinic.1.log`, and five of those are kept. Never throws. */
export function fileLog(folder: string, clock: () => number): Log {
  const file = join(folder, 'clinic.log')
  const older = (age: number) => join(folder, `clinic.${age}.log`)
  const write = carefulLines(text => {
    mkdirSync(folder, { recursive: true })
    if (existsSync(file) && statSync(file).size > largest) {
      rmSync(older(kept), { force: true })
      for (let age = kept - 1; age >= 1; age -= 1) if (existsSync(older(age))) renameSync(older(age), older(age + 1))
      renameSync(file, older(1))
    }
    appendFileSync(file, text)
  })
  return line => write({ at: new Date(clock()).toISOString(), ...line })
}
