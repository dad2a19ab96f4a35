import { renameSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { pathToFileURL } from 'node:url'
import type { Pc } from './application.ts'

const preload = pathToFileURL(path.join(import.meta.dirname, 'shifted-clock.ts')).href
const fileOf = (pc: Pc): string => path.join(path.dirname(pc.data), 'minutes-ahead')

/** The environment of a PC whose clock can be set ahead. Real Electron ignores it, so such specs need the stand-in. */
export const clockEnvironment = (pc: Pc): Record<string, string> => ({
  CARESYNC_TEST_CLOCK: fileOf(pc),
  NODE_OPTIONS: `--import=${preload}`,
})

/** Lets time pass on this PC, in minutes since the beginning of the spec. */
export function setAhead(pc: Pc, minutes: number): void {
  writeFileSync(`${fileOf(pc)}.new`, String(minutes))
  renameSync(`${fileOf(pc)}.new`, fileOf(pc))
}

export const onRealElectron = process.env['CARESYNC_REAL_ELECTRON'] === '1'
