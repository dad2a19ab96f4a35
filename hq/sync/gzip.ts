/** Messages with entries travel compressed; both ways run on Node's own threads. */
import { promisify } from 'node:util'
import { gunzip, gzip } from 'node:zlib'
import { ok, refuse, type Outcome } from '../../domain/errors.ts'

/** A page alone: as many entries as may wait for a seal, each as large as may be. Also the end of a small bomb. */
const MAX_BYTES = 64 * 1024 * 1024

const compress = promisify<Uint8Array, { level: number }, Buffer>(gzip)
const expand = promisify<Uint8Array, { maxOutputLength: number }, Buffer>(gunzip)

/** Most of a page is chance: a higher level takes three times as long for one hundredth. */
export const packed = (bytes: Uint8Array): Promise<Buffer> => compress(bytes, { level: 1 })

/** Refuses with `too-large`, or with `bad-message` for what is not gzip. */
export async function unpacked(bytes: Uint8Array): Promise<Outcome<Uint8Array>> {
  try {
    return ok(await expand(bytes, { maxOutputLength: MAX_BYTES }))
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : ''
    if (code === 'ERR_BUFFER_TOO_LARGE') return refuse('too-large')
    if (code.startsWith('Z_') || code === 'ERR_TRAILING_JUNK_AFTER_STREAM_END') {
      return refuse('bad-message', { detail: 'not gzip' })
    }
    throw error
  }
}
