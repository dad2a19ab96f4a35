/** Which pages the write-ahead log of a database holds, read without opening it. Source: sqlite.org/fileformat2.html 4.1 */
import { PAGE_BYTES } from './cipher-page.ts'

const HEADER_BYTES = 32
const FRAME_HEADER_BYTES = 24

/** The newest committed content of each page in the log, by page number; empty for a log that holds nothing. */
export function walPages(wal: Uint8Array): ReadonlyMap<number, Uint8Array> {
  const view = new DataView(wal.buffer, wal.byteOffset, wal.byteLength)
  const committed = new Map<number, Uint8Array>()
  if (wal.byteLength < HEADER_BYTES || view.getUint32(8) !== PAGE_BYTES) return committed
  const salts = [view.getUint32(16), view.getUint32(20)] as const
  const open = new Map<number, Uint8Array>()
  for (
    let at = HEADER_BYTES;
    at + FRAME_HEADER_BYTES + PAGE_BYTES <= wal.byteLength;
    at += FRAME_HEADER_BYTES + PAGE_BYTES
  ) {
    if (view.getUint32(at + 8) !== salts[0] || view.getUint32(at + 12) !== salts[1]) break
    open.set(view.getUint32(at), wal.subarray(at + FRAME_HEADER_BYTES, at + FRAME_HEADER_BYTES + PAGE_BYTES))
    // A frame that ends a transaction says how many pages the database has.
    if (view.getUint32(at + 4) === 0) continue
    for (const [number, page] of open) committed.set(number, page)
    open.clear()
  }
  return committed
}
