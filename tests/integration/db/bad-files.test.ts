import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { describe, expect, test } from 'vitest'
import { preference } from '../../../domain/tables/local-tables.ts'
import { openConnection } from '../../../db/open.ts'
import { AUTHENTICATED_PAGES } from '../../../db/probe.ts'
import { table } from '../../../db/schema.ts'
import { openStore } from '../../../db/store.ts'
import { howTo, KEY, newFolder, newStore, register } from './helpers.ts'

/** A sound, closed database with a few hundred pages, alone in its folder but for the seal file. */
function soundFile(): string {
  const store = newStore()
  for (let n = 0; n < 60; n++) register(store, `Patient ${n}`, `+9198220417${String(n).padStart(2, '0')}`)
  store.close()
  return store.file
}

/** Larger than what is authenticated before it is opened; its newest entry is at its end. */
function largeFile(): string {
  const store = newStore()
  const ballast = 'x'.repeat(AUTHENTICATED_PAGES * 4096)
  store.engine.write.run('INSERT INTO setting (name, value) VALUES (?, ?)', 'ballast', ballast)
  for (let n = 0; n < 40; n++) register(store, `Patient ${n}`)
  store.close()
  return store.file
}

function everything(file: string): ReadonlyMap<string, Buffer> {
  const folder = join(file, '..')
  return new Map(readdirSync(folder).map(name => [name, readFileSync(join(folder, name))]))
}

/** Opens, and expects a refusal that leaves every byte in the folder as it was, and no file more. */
function refusalOf(file: string, key = KEY): { code: string; params: object } {
  const before = everything(file)
  const opened = openStore(howTo(file, { key }))
  expect(opened.ok).toBe(false)
  expect(everything(file)).toEqual(before)
  return opened.ok ? { code: '', params: {} } : { code: opened.code, params: opened.params }
}

function flip(file: string, at: number): void {
  const bytes = readFileSync(file)
  bytes[at] = (bytes[at] ?? 0) ^ 4
  writeFileSync(file, bytes)
}

describe('a database file is refused with its reason and left untouched', () => {
  test('when the key is another one', () => {
    expect(refusalOf(soundFile(), '6b'.repeat(32)).code).toBe('wrong-key')
  })

  test('when it was cut off', () => {
    const file = soundFile()
    truncateSync(file, readFileSync(file).length - 5000)
    expect(refusalOf(file)).toEqual({ code: 'damaged-file', params: { detail: 'its end is missing' } })
  })

  test('when it was cut off inside its first page', () => {
    const file = soundFile()
    truncateSync(file, 1000)
    expect(refusalOf(file).code).toBe('damaged-file')
  })

  test.each([
    ['in the salt', 3],
    ['in the first page', 700],
    ['in the second page', 4096 + 900],
    ['far inside', 4096 * 20 + 17],
    ['in an authentication code', 4096 * 12 - 5],
  ])('when one bit is another %s', (_where, at) => {
    const file = soundFile()
    flip(file, at)
    expect(refusalOf(file).code).toBe('damaged-file')
  })

  test('when bits are others far behind what is authenticated before it is opened', () => {
    const file = largeFile()
    const bytes = readFileSync(file)
    for (let page = AUTHENTICATED_PAGES; (page + 1) * 4096 <= bytes.length; page++) {
      const at = page * 4096 + 1500
      bytes[at] = (bytes[at] ?? 0) ^ 4
    }
    writeFileSync(file, bytes)
    // A database without its seal file goes on as a new device, and so reads the end of its journal.
    rmSync(`${file}.seal`)
    expect(openStore(howTo(file))).toMatchObject({ ok: false, code: 'damaged-file' })
    expect(readFileSync(file).equals(bytes)).toBe(true)
    // Closed again, every connection of it.
    expect(existsSync(`${file}-wal`)).toBe(false)
  })

  test('when a newer version wrote it', () => {
    const file = soundFile()
    const connection = openConnection({ file, key: KEY })
    connection.sqlite.pragma('user_version=900')
    connection.sqlite.pragma('wal_checkpoint(TRUNCATE)')
    connection.close()
    expect(refusalOf(file)).toEqual({ code: 'newer-version', params: { found: 900, known: 1 } })
  })

  test('when a newer version wrote it and stopped without closing it', () => {
    const file = soundFile()
    const connection = openConnection({ file, key: KEY })
    connection.sqlite.pragma('user_version=900')
    const copy = join(newFolder(), 'copy.db')
    for (const end of ['', '-wal']) writeFileSync(copy + end, readFileSync(file + end))
    connection.close()
    expect(refusalOf(copy).code).toBe('newer-version')
  })

  test.each([
    ['a text', 'Dear diary, '.repeat(2000)],
    ['nothing', ''],
    ['a picture', `\x89PNG\r\n\x1a\n${'\0\x01\x02'.repeat(9000)}`],
  ])('when it is no database but %s', (_what, content) => {
    const file = join(newFolder(), 'clinic.db')
    writeFileSync(file, content, 'latin1')
    expect(refusalOf(file).code).toBe('not-a-database')
  })

  test('when it is a database of another program, plain or encrypted', () => {
    const plain = join(newFolder(), 'plain.db')
    new Database(plain).exec('CREATE TABLE notes (text TEXT)').close()
    expect(refusalOf(plain).code).toBe('not-a-database')
    const other = join(newFolder(), 'other.db')
    const connection = openConnection({ file: other, key: KEY })
    connection.sqlite.exec('CREATE TABLE notes (text TEXT)')
    connection.close()
    expect(refusalOf(other).code).toBe('not-a-database')
  })

  test('when it is not there', () => {
    const file = join(newFolder(), 'clinic.db')
    expect(openStore(howTo(file))).toMatchObject({ ok: false, code: 'not-found' })
    expect(existsSync(file)).toBe(false)
  })
})

describe('a connection', () => {
  test('has every pragma as the house wants it, also when a database is opened again', () => {
    const store = newStore()
    store.close()
    const connection = openConnection({ file: store.file, key: KEY })
    const pragma = (name: string): unknown => connection.sqlite.pragma(name, { simple: true })
    expect(pragma('synchronous')).toBe(2)
    expect(pragma('journal_mode')).toBe('wal')
    expect(pragma('foreign_keys')).toBe(1)
    expect(pragma('trusted_schema')).toBe(0)
    expect(pragma('cell_size_check')).toBe(1)
    expect(pragma('mmap_size')).toBe(0)
    expect(pragma('wal_autocheckpoint')).toBe(8000)
    expect(pragma('application_id')).toBe(0x43536e63)
    connection.close()
  })

  test('that only reads refuses to write, drizzle included', () => {
    const store = newStore()
    expect(() => store.read.one('DELETE FROM intent RETURNING intent')).toThrow(/readonly/)
    expect(() => store.read.orm().delete(table(preference)).run()).toThrow(/readonly/)
  })

  test('shows nothing of its content in the file', () => {
    const file = soundFile()
    const bytes = readFileSync(file).toString('latin1')
    expect(bytes.includes('SQLite format')).toBe(false)
    expect(bytes.includes('Patient 7')).toBe(false)
  })
})

test('a set-up that broke off leaves no database of the final name, and can be done again', () => {
  const file = join(newFolder(), 'clinic.db')
  mkdirSync(join(file, '..'), { recursive: true })
  writeFileSync(`${file}.making`, 'half')
  const store = newStore(file)
  expect(existsSync(`${file}.making`)).toBe(false)
  expect(register(store, 'Lakshmi Iyer')).toMatch(/^[0-9a-f-]{36}$/)
})
