/**
 * Judging a database file before it is opened. It only reads, so whatever is wrong with the file, it stays byte for byte
 * what it was. Small files are authenticated whole; of large ones the beginning, and the rest whenever it is read.
 */
import { closeSync, existsSync, fstatSync, openSync, readFileSync, readSync } from 'node:fs'
import { ok, refuse, type Outcome } from '../domain/errors.ts'
import { isAuthentic, PAGE_BYTES, pageKeys, readHeader, SALT_BYTES, type PageKeys } from './cipher-page.ts'
import { isNetworkDrive } from './network-drive.ts'
import { APPLICATION_ID } from './open.ts'
import { keyCheckOf, readSealFile } from './seal-file.ts'
import { walPages } from './wal-pages.ts'

/** 32 MiB are authenticated in about a tenth of a second. */
export const AUTHENTICATED_PAGES = 8192
const PLAIN_SQLITE = 'SQLite format 3\0'

/**
 * Says whether a file is a sound CareSync database for this key and not newer than `known`. Refuses with `not-found`,
 * `network-drive`, `not-a-database`, `wrong-key`, `damaged-file` or `newer-version`.
 */
export function probe(file: string, key: string, known: number): Outcome<{ readonly userVersion: number }> {
  if (!existsSync(file)) return refuse('not-found', { what: file })
  if (isNetworkDrive(file)) return refuse('network-drive', { file })
  const fd = openSync(file, 'r')
  try {
    return probeOpen(fd, file, key, known)
  } finally {
    closeSync(fd)
  }
}

function probeOpen(fd: number, file: string, key: string, known: number): Outcome<{ readonly userVersion: number }> {
  const { size } = fstatSync(fd)
  const logged = existsSync(`${file}-wal`) ? walPages(readFileSync(`${file}-wal`)) : new Map<number, Uint8Array>()
  const onDisk = readPage(fd, 1)
  const first = logged.get(1) ?? onDisk
  if (onDisk.length < SALT_BYTES || first.length < PAGE_BYTES) return notOurs(file, key, onDisk)
  const keys = pageKeys(key, onDisk.subarray(0, SALT_BYTES))
  if (!isAuthentic(keys, first, 1)) return notOurs(file, key, onDisk, secondIsAuthentic(fd, keys))
  const { pages, userVersion, applicationId } = readHeader(keys, first)
  if (applicationId !== APPLICATION_ID) return refuse('not-a-database')
  if (userVersion > known) return refuse('newer-version', { found: userVersion, known })
  const last = Math.min(pages, AUTHENTICATED_PAGES)
  for (const { number, page } of pagesOf(fd, 2, last)) {
    if (logged.has(number)) continue
    if (number * PAGE_BYTES > size) return refuse('damaged-file', { detail: 'its end is missing' })
    if (!isAuthentic(keys, page, number)) {
      return refuse('damaged-file', { detail: `page ${number} is not what was written` })
    }
  }
  if (size < pages * PAGE_BYTES && !logged.has(pages)) return refuse('damaged-file', { detail: 'its end is missing' })
  return ok({ userVersion })
}

/** The first page cannot be read: another key, a damaged page, or no database at all. */
function notOurs(file: string, key: string, start: Uint8Array, secondIsFine = false): Outcome<never> {
  if (Buffer.from(start).toString('latin1').startsWith(PLAIN_SQLITE)) return refuse('not-a-database')
  if (secondIsFine || readSealFile(file).some(sealed => sealed.keyCheck === keyCheckOf(key))) {
    return refuse('damaged-file', { detail: 'its first page is not what was written' })
  }
  return looksEncrypted(start) ? refuse('wrong-key') : refuse('not-a-database')
}

/** Bits of the salt spoil every page, so this can say yes for certain, not no. */
function secondIsAuthentic(fd: number, keys: PageKeys): boolean {
  const page = readPage(fd, 2)
  return page.length === PAGE_BYTES && isAuthentic(keys, page, 2)
}

/** Ciphertext uses nearly all byte values in a page; text, pictures and archives do not in their first one. */
function looksEncrypted(start: Uint8Array): boolean {
  return start.length === PAGE_BYTES && new Set(start).size > 250
}

const PAGES_AT_ONCE = 64

/** The pages from `first` to `last`; each is looked at before the next is asked for. One beyond the file is empty. */
function* pagesOf(
  fd: number,
  first: number,
  last: number,
): Generator<{ readonly number: number; readonly page: Uint8Array }> {
  const block = Buffer.alloc(PAGES_AT_ONCE * PAGE_BYTES)
  for (let from = first; from <= last; from += PAGES_AT_ONCE) {
    const read = readSync(fd, block, 0, block.length, (from - 1) * PAGE_BYTES)
    const until = Math.min(last, from + PAGES_AT_ONCE - 1)
    for (let number = from; number <= until; number++) {
      const at = (number - from) * PAGE_BYTES
      yield { number, page: block.subarray(at, Math.max(at, Math.min(at + PAGE_BYTES, read))) }
    }
  }
}

function readPage(fd: number, number: number): Uint8Array {
  const page = Buffer.alloc(PAGE_BYTES)
  return page.subarray(0, readSync(fd, page, 0, PAGE_BYTES, (number - 1) * PAGE_BYTES))
}
