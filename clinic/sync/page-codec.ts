/**
 * Messages with pages, packed and unpacked. Compression runs beside the thread on which people work; the coding itself
 * runs on it, which is why messages are small (see `sync-machine.ts`).
 */
import { promisify } from 'node:util'
import { constants, gzip } from 'node:zlib'
import type { Page } from '../../domain/journal/seal.ts'
import type { JsonObject } from '../../domain/journal/types.ts'
import { MAX_PUSH_BYTES } from '../../domain/sync/protocol.ts'
import { encodeMessage } from '../../domain/sync/page-code.ts'

const compress = promisify(gzip)

export const pack = (bytes: Uint8Array): Promise<Buffer> => compress(bytes, { level: constants.Z_BEST_SPEED })

/** As many pages, from the first, as fit into one push; a page that alone is larger travels alone. */
export function fittingMessage(
  head: JsonObject,
  pages: readonly Page[],
): { readonly pages: readonly Page[]; readonly bytes: Uint8Array } {
  const bytes = encodeMessage(head, pages)
  if (bytes.length <= MAX_PUSH_BYTES || pages.length <= 1) return { pages, bytes }
  return fittingMessage(head, pages.slice(0, Math.ceil(pages.length / 2)))
}
