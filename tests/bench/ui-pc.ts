/** A PC with a sample clinic of any size, as the desktop opens it, for the benchmark of the screens. */
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { KEY_FILE } from '../../clinic/host/key-file.ts'
import { makeSampleFolder } from '../../clinic/sample/sample-folder.ts'
import { sampleSizes, type SizeName } from '../../clinic/sample/sample-sizes.ts'

export const isSize = (size: string): size is SizeName => Object.hasOwn(sampleSizes, size)

export async function makeSample(data: string, size: SizeName): Promise<void> {
  const now = new Date().toISOString()
  const made = await makeSampleFolder(data, { size, seed: 1, now, language: 'en', onProgress: () => undefined })
  if (!made.ok) throw new Error(`the sample was refused: ${made.code}`)
}

/**
 * A folder of `npm run sample` holds its key as the browser host keeps it. The desktop gets it as on a machine without a
 * keyring, so that both open the same data.
 */
export function openToDesktop(data: string): void {
  const sealed = join(data, 'database-key.json')
  if (existsSync(sealed)) return
  const key = Buffer.from(readFileSync(join(data, KEY_FILE), 'utf8').trim(), 'hex').toString('base64')
  writeFileSync(sealed, JSON.stringify({ protection: 'plain', key }), { mode: 0o600 })
}
