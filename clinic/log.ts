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

/**
 * Keeps a fault readable without patient data: quoted text and rows of four or more digits, where names, numbers and
 * phones would stand, are blanked.
 */
export const redact = (text: string): string =>
  text
    .replace(/"[^"]*"|'[^']*'|“[^”]*”|`[^`]*`/g, '…')
    .replace(/\p{Nd}(?:[\s-]?\p{Nd}){3,}/gu, '#')
    .slice(0, 500)

/** What a thrown value says of itself: its redacted message, and the places of the stack, which name only our files. */
export function describeFault(fault: unknown): { readonly fault: string; readonly where: string } {
  if (!(fault instanceof Error)) return { fault: typeof fault, where: '' }
  const places = (fault.stack ?? '').split('\n').filter(line => /^\s+at /.test(line))
  return {
    fault: `${fault.name}: ${redact(fault.message)}`,
    where: places
      .slice(0, 8)
      .map(line => line.trim().replace(/(?:file:\/\/)?[^\s(]*\/([^/\s]+\/[^/\s]+)$/, '$1'))
      .join(' < '),
  }
}

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
