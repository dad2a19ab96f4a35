/**
 * Which pages the write-ahead log of a database holds, read without opening it. As SQLite does, it believes a frame only
 * when the checksum that runs through the whole log says so: a power cut leaves pages of a last transaction that never
 * reached the disk behind a header that did. Source: https://www.sqlite.org/walformat.html
 */
import { PAGE_BYTES } from './cipher-page.ts'

const HEADER_BYTES = 32
const FRAME_HEADER_BYTES = 24
const FRAME_BYTES = FRAME_HEADER_BYTES + PAGE_BYTES

/** The last bit says in which byte order the checksums were computed; they are always kept with the high byte first. */
const MAGIC = 0x377f0682
const FORMAT = 3_007_000

type Checksum = readonly [number, number]

/** The newest committed content of each page in the log, by page number; empty for a log that holds nothing. */
export function walPages(wal: Uint8Array): ReadonlyMap<number, Uint8Array> {
  const view = new DataView(wal.buffer, wal.byteOffset, wal.byteLength)
  const committed = new Map<number, Uint8Array>()
  if (wal.byteLength < HEADER_BYTES || view.getUint32(8) !== PAGE_BYTES || view.getUint32(4) !== FORMAT) {
    return committed
  }
  const magic = view.getUint32(0)
  if ((magic & ~1) !== MAGIC) return committed
  const little = (magic & 1) === 0
  let sum = add([0, 0], view, 0, 24, little)
  if (!reads(view, 24, sum)) return committed
  const salts = [view.getUint32(16), view.getUint32(20)] as const
  const open = new Map<number, Uint8Array>()
  for (let at = HEADER_BYTES; at + FRAME_BYTES <= wal.byteLength; at += FRAME_BYTES) {
    if (view.getUint32(at + 8) !== salts[0] || view.getUint32(at + 12) !== salts[1]) break
    sum = add(add(sum, view, at, 8, little), view, at + FRAME_HEADER_BYTES, PAGE_BYTES, little)
    if (!reads(view, at + 16, sum)) break
    open.set(view.getUint32(at), wal.subarray(at + FRAME_HEADER_BYTES, at + FRAME_BYTES))
    // A frame that ends a transaction says how many pages the database has.
    if (view.getUint32(at + 4) === 0) continue
    for (const [number, page] of open) committed.set(number, page)
    open.clear()
  }
  return committed
}

/** Goes on with the running checksum over `bytes` (a multiple of 8) from `at`. */
function add([first, second]: Checksum, view: DataView, at: number, bytes: number, little: boolean): Checksum {
  let a = first
  let b = second
  for (let offset = at; offset < at + bytes; offset += 8) {
    a = (a + view.getUint32(offset, little) + b) >>> 0
    b = (b + view.getUint32(offset + 4, little) + a) >>> 0
  }
  return [a, b]
}

const reads = (view: DataView, at: number, [first, second]: Checksum): boolean =>
  view.getUint32(at) === first && view.getUint32(at + 4) === second
