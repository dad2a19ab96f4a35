import { readFileSync, writeFileSync } from 'node:fs'
import { weaknessOf } from '../config.ts'

/** In the data folder: `secret` seals keys, `token-secret` signs tokens. */
export type SecretFile = 'secret' | 'token-secret'

/** The secret of an installation that was given none: drawn once and kept in this file, for its owner alone. */
export function ownSecret(file: string, random: (bytes: number) => Uint8Array): string {
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
