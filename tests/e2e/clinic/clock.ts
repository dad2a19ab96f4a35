import { renameSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import type { Pc, StartOptions } from './application.ts'

const fileOf = (pc: Pc): string => path.join(path.dirname(pc.data), 'minutes-ahead')

/** Starts a PC so that its clock can be set ahead. Real Electron does not hand it on, so such specs need the stand-in. */
export const withClock = (pc: Pc): StartOptions => ({
  environment: { CARESYNC_TEST_CLOCK: fileOf(pc) },
  preload: path.join(import.meta.dirname, 'shifted-clock.ts'),
})

/** Lets time pass on this PC, in minutes since the beginning of the spec. */
export function setAhead(pc: Pc, minutes: number): void {
  writeFileSync(`${fileOf(pc)}.new`, String(minutes))
  renameSync(`${fileOf(pc)}.new`, fileOf(pc))
}

export const onRealElectron = process.env['CARESYNC_REAL_ELECTRON'] === '1'
