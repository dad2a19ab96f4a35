import { createHash } from 'node:crypto'
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { patient } from '../../../domain/tables/people.ts'
import { isAuthentic, pageKeys, PAGE_BYTES, SALT_BYTES } from '../../../db/cipher-page.ts'
import { openStore } from '../../../db/store.ts'
import { walPages } from '../../../db/wal-pages.ts'
import { howTo, KEY, newFolder, newStore, register, valueOf, write } from './helpers.ts'

const HEADER = 32
const FRAME = 24 + PAGE_BYTES

/** The files of a PC that lost its power: patients in the log, and a last transaction that also wrote the first page. */
function afterPowerCut(): { file: string; wal: Buffer; lastBegins: number } {
  const store = newStore()
  store.engine.write.sqlite.pragma('wal_checkpoint(TRUNCATE)')
  register(store, 'Lakshmi Iyer')
  const lastBegins = readFileSync(`${store.file}-wal`).length
  // Larger than the free pages, so that the file grows and its first page says so.
  write(store, tx => {
    tx.set(patient, tx.newId(), 'name', { name: 'Ramesh Patel', nativeName: '' }, [])
    return 'x'.repeat(30_000)
  })
  const file = join(newFolder(), 'clinic.db')
  for (const end of ['', '-wal']) writeFileSync(file + end, readFileSync(store.file + end))
  return { file, wal: readFileSync(`${file}-wal`), lastBegins }
}

const pageOf = (wal: Buffer, at: number): number => wal.readUInt32BE(at)

function digestOf(wal: Buffer): string {
  const hash = createHash('sha256')
  for (const [number, page] of [...walPages(wal)].sort(([a], [b]) => a - b)) hash.update(`${number} `).update(page)
  return hash.digest('hex')
}

function namesAfterOpening(file: string): readonly string[] {
  const store = valueOf(openStore(howTo(file)))
  const names = store.read.all<{ name: string }>('SELECT name FROM patient ORDER BY name').map(row => row.name)
  store.close()
  return names
}

describe('a log whose last transaction is torn', () => {
  test('opens with everything before it when a page of it did not reach the disk', () => {
    const { file, wal, lastBegins } = afterPowerCut()
    let first = lastBegins
    while (pageOf(wal, first) !== 1) first += FRAME
    wal.fill(0, first + 24 + 512, first + 24 + 1024)
    writeFileSync(`${file}-wal`, wal)
    expect(namesAfterOpening(file)).toEqual(['Lakshmi Iyer'])
  })

  test.each([
    ['whose end is missing', (wal: Buffer) => wal.subarray(0, wal.length - 100)],
    ['without its last frame', (wal: Buffer) => wal.subarray(0, wal.length - FRAME)],
  ])('opens with everything before it, %s', (_how, tear) => {
    const { file, wal } = afterPowerCut()
    writeFileSync(`${file}-wal`, tear(wal))
    expect(namesAfterOpening(file)).toEqual(['Lakshmi Iyer'])
  })

  test('opens without the log when the header of the log is torn', () => {
    const { file, wal } = afterPowerCut()
    wal.fill(0, 16, 24)
    writeFileSync(`${file}-wal`, wal)
    expect(namesAfterOpening(file)).toEqual([])
  })
})

describe('the pages of a log', () => {
  test('are the newest committed ones, as SQLite itself would read them', () => {
    const { file, wal } = afterPowerCut()
    const keys = pageKeys(KEY, readFileSync(file).subarray(0, SALT_BYTES))
    const pages = walPages(wal)
    expect(pages.size).toBeGreaterThan(5)
    for (const [number, page] of pages) expect(isAuthentic(keys, page, number)).toBe(true)
    expect(namesAfterOpening(file)).toEqual(['Lakshmi Iyer', 'Ramesh Patel'])
  })

  test('end at the last whole transaction before the first frame whose checksum is another', () => {
    const { wal, lastBegins } = afterPowerCut()
    const before = digestOf(wal.subarray(0, lastBegins))
    for (let at = lastBegins; at < wal.length; at += FRAME) {
      const torn = Buffer.from(wal)
      torn[at + 24 + 2000] = (torn[at + 24 + 2000] ?? 0) ^ 1
      expect(digestOf(torn)).toBe(before)
    }
    expect(walPages(wal.subarray(0, HEADER)).size).toBe(0)
  })
})
