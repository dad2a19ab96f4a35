import { readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { weaknessOf } from '../config.ts'

/** The secret of an installation that was given none: drawn once and kept in the data folder, for its owner alone. */
export function ownSecret(dataFolder: string, random: (bytes: number) => Uint8Array): string {
  const file = path.join(dataFolder, 'secret')
  try {
    writeFileSync(file, Buffer.from(random(32)).toString('hex'), { mode: 0o600, flag: 'wx' })
  } catch (fault) {
    if (!(fault instanceof Error && 'code' in fault && fault.code === 'EEXIST')) throw fault
  }
  const secret = readFileSync(file, 'utf8').trim()
  const weakness = weaknessOf(secret)
  if (weakness !== undefined) throw new Error(`The secret in ${file} ${weakness} Put the right one back.`)
  return secret
}
