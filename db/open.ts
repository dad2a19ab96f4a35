/**
 * Opening a connection: the key, then every pragma of the house, each read back. A reopened WAL database runs at
 * synchronous=NORMAL unless FULL is set on every open, and SQLite ignores a misspelt pragma without a word.
 */
import { pathToFileURL } from 'node:url'
import Database from 'better-sqlite3'
import { makeConnection, type Connection, type Sqlite } from './sqlite.ts'

/** `CSnc`: the four bytes by which a CareSync database is told from others. */
export const APPLICATION_ID = 0x43536e63

/** The first release without the WAL-reset bug (two connections writing and checkpointing at once). */
const OLDEST_SQLITE = [3, 51, 3] as const

export const PAGES_BEFORE_CHECKPOINT = 8000

type Pragma = { readonly name: string; readonly value: string | number; readonly reads: string | number }

const always: readonly Pragma[] = [
  { name: 'synchronous', value: 'FULL', reads: 2 },
  { name: 'foreign_keys', value: 'ON', reads: 1 },
  { name: 'busy_timeout', value: 5000, reads: 5000 },
  { name: 'trusted_schema', value: 'OFF', reads: 0 },
  { name: 'cell_size_check', value: 'ON', reads: 1 },
  { name: 'temp_store', value: 'MEMORY', reads: 2 },
  { name: 'mmap_size', value: 0, reads: 0 },
  { name: 'wal_autocheckpoint', value: PAGES_BEFORE_CHECKPOINT, reads: PAGES_BEFORE_CHECKPOINT },
  { name: 'journal_size_limit', value: 67_108_864, reads: 67_108_864 },
]

/** macOS: fsync alone leaves the write in the drive's cache. */
const onMac: readonly Pragma[] = [
  { name: 'fullfsync', value: 'ON', reads: 1 },
  { name: 'checkpoint_fullfsync', value: 'ON', reads: 1 },
]

export type OpenWith = {
  /** Path, or `:memory:`. */
  readonly file: string
  /** 32 bytes as 64 hexadecimal digits. A database in memory is not encrypted. */
  readonly key: string
  readonly readonly?: boolean
  /** Nobody writes the file and it has no log: it is read without lock, log or shared memory. Implies `readonly`. */
  readonly frozen?: boolean
  readonly cacheKiB?: number
}

/** Opens and sets up a connection. Throws when the key is wrong or a pragma did not take: probe the file first. */
export function openConnection(how: OpenWith): Connection {
  const readonly = how.readonly === true || how.frozen === true
  const sqlite = new Database(how.frozen === true ? frozenName(how.file) : how.file, { readonly, timeout: 5000 })
  try {
    unlock(sqlite, how)
    assertVersion(sqlite)
    if (how.file !== ':memory:' && !readonly) setAndAssert(sqlite, walMode)
    for (const pragma of always) if (!isMeaningless(pragma, how)) setAndAssert(sqlite, pragma)
    if (process.platform === 'darwin') for (const pragma of onMac) setAndAssert(sqlite, pragma)
    if (readonly) setAndAssert(sqlite, { name: 'query_only', value: 'ON', reads: 1 })
    setAndAssert(sqlite, cacheSize(how.cacheKiB ?? 16_000))
    return makeConnection(sqlite, how.file)
  } catch (error) {
    sqlite.close()
    throw error
  }
}

/** A database in WAL mode wants a log and shared memory beside it even for reading, unless nothing there can change. */
export const frozenName = (file: string): string => `${pathToFileURL(file).href}?immutable=1`

const walMode: Pragma = { name: 'journal_mode', value: 'WAL', reads: 'wal' }
const cacheSize = (kib: number): Pragma => ({ name: 'cache_size', value: -kib, reads: -kib })

function unlock(sqlite: Sqlite, { file, key }: OpenWith): void {
  if (!/^[0-9a-f]{64}$/.test(key)) throw new RangeError('a database key is 64 hexadecimal digits')
  if (file === ':memory:') return
  sqlite.pragma("cipher='sqlcipher'")
  sqlite.pragma('legacy=4')
  sqlite.pragma(`key="x'${key}'"`)
  sqlite.prepare('SELECT count(*) FROM sqlite_schema').get()
}

function assertVersion(sqlite: Sqlite): void {
  const version = String(sqlite.prepare('SELECT sqlite_version()').pluck().get())
  const parts = version.split('.').map(Number)
  for (const [index, least] of OLDEST_SQLITE.entries()) {
    const part = parts[index] ?? 0
    if (part > least) return
    if (part < least) throw new Error(`SQLite ${version} is older than ${OLDEST_SQLITE.join('.')}`)
  }
}

function setAndAssert(sqlite: Sqlite, { name, value, reads }: Pragma): void {
  sqlite.pragma(`${name}=${value}`)
  const found: unknown = sqlite.pragma(name, { simple: true })
  if (found !== reads) throw new Error(`pragma ${name} is ${String(found)}, not ${reads}`)
}

/** mmap_size reads as nothing on a database in memory. */
function isMeaningless(pragma: Pragma, { file }: OpenWith): boolean {
  return file === ':memory:' && pragma.name === 'mmap_size'
}
