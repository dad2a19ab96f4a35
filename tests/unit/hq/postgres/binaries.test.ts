import { mkdirSync, mkdtempSync, readFileSync, readlinkSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { expect, test } from 'vitest'
import { findBinaries, hydrateLinks } from '../../../../hq/postgres/binaries.ts'

test('a machine without PostgreSQL of its own is told what to do', () => {
  expect(() => findBinaries('sunos', 'sparc')).toThrow(/no PostgreSQL for this machine .* DATABASE_URL/)
})

test.skipIf(process.platform === 'win32')('the links that npm cannot carry are made, once', () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'caresync-links-'))
  mkdirSync(path.join(folder, 'native/lib'), { recursive: true })
  writeFileSync(path.join(folder, 'native/lib/libpq.so.5.18'), 'library')
  const links = [{ source: 'native/lib/libpq.so.5.18', target: 'native/lib/libpq.so.5' }]
  writeFileSync(path.join(folder, 'native/pg-symlinks.json'), JSON.stringify(links))
  hydrateLinks(folder)
  hydrateLinks(folder)
  expect(readlinkSync(path.join(folder, 'native/lib/libpq.so.5'))).toBe('libpq.so.5.18')
  expect(readFileSync(path.join(folder, 'native/lib/libpq.so.5'), 'utf8')).toBe('library')
  rmSync(folder, { recursive: true })
})
