import { fork } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { z } from 'zod'
import { integer, record, text } from '../../../domain/journal/declare.ts'
import { localTables, schemaVersion, syncedTables } from '../../../domain/tables/all.ts'
import { patient } from '../../../domain/tables/people.ts'
import { backupBeforeUpdate, updateBackupOf } from '../../../db/backup-before-update.ts'
import { migrate, versionOf, type Migration } from '../../../db/migrate.ts'
import { migrations } from '../../../db/migrations/all.ts'
import { openConnection } from '../../../db/open.ts'
import type { Connection } from '../../../db/sqlite.ts'
import { KEY, newFolder, newStore, register, reopen, valueOf } from './helpers.ts'

const step = (number: number, sql: string, more: Partial<Migration> = {}): Migration => ({
  number,
  name: `step ${number}`,
  up: connection => {
    connection.sqlite.exec(sql)
  },
  ...more,
})

const begin = step(1, `CREATE TABLE parent (id INTEGER PRIMARY KEY, name TEXT) STRICT;
  CREATE TABLE child (id INTEGER PRIMARY KEY, parent INTEGER REFERENCES parent (id) ON DELETE CASCADE) STRICT;
  INSERT INTO parent VALUES (1, 'a'), (2, 'b'); INSERT INTO child VALUES (1, 1), (2, 2)`) // prettier-ignore

const rebuild = step(2, `CREATE TABLE parent2 (id INTEGER PRIMARY KEY, name TEXT, more TEXT) STRICT;
  INSERT INTO parent2 SELECT id, name, NULL FROM parent; DROP TABLE parent; ALTER TABLE parent2 RENAME TO parent`) // prettier-ignore

function older(): Connection {
  const connection = openConnection({ file: join(newFolder(), 'old.db'), key: KEY })
  valueOf(migrate(connection, { migrations: [begin], backup: backupBeforeUpdate }))
  return connection
}

const run = (connection: Connection, ...more: readonly Migration[]) =>
  migrate(connection, { migrations: [begin, ...more], backup: backupBeforeUpdate })
const countOf = (connection: Connection, table: string) =>
  connection.one<{ n: number }>(`SELECT count(*) AS n FROM ${table}`)?.n

describe('a migration', () => {
  test('that rebuilds a table empties no other, and leaves a copy of the older database', () => {
    const connection = older()
    expect(valueOf(run(connection, rebuild))).toEqual({ from: 1, to: 2 })
    expect([countOf(connection, 'parent'), countOf(connection, 'child')]).toEqual([2, 2])
    expect(connection.sqlite.pragma('foreign_keys', { simple: true })).toBe(1)
    connection.close()
    const copy = openConnection({ file: updateBackupOf(connection.file, 1), key: KEY })
    expect(versionOf(copy)).toBe(1)
    expect(countOf(copy, 'child')).toBe(2)
    copy.close()
  })

  test.each([
    ['fails half-way', step(2, `DELETE FROM child; SELECT no_such_function()`), /no_such_function/],
    ['loses rows', step(2, 'DELETE FROM child WHERE id = 2'), /left 1 of 2 rows of child/],
    ['breaks a foreign key', step(2, 'INSERT INTO child VALUES (3, 99)'), /broke foreign keys/],
  ])('that %s changes nothing', (_how, migration, message) => {
    const connection = older()
    expect(() => run(connection, migration)).toThrow(message)
    expect(versionOf(connection)).toBe(1)
    expect([countOf(connection, 'parent'), countOf(connection, 'child')]).toEqual([2, 2])
    expect(valueOf(run(connection, rebuild)).to).toBe(2)
    connection.close()
  })

  test('may lose the rows that it says it will', () => {
    const connection = older()
    expect(valueOf(run(connection, step(2, 'DELETE FROM child', { mayShrink: ['child'] }))).to).toBe(2)
    connection.close()
  })

  test('is refused on a database of a newer version', () => {
    const connection = older()
    connection.sqlite.pragma('user_version=7')
    expect(run(connection)).toMatchObject({ ok: false, code: 'newer-version', params: { found: 7, known: 1 } })
    connection.close()
  })

  test('killed in the middle leaves the older version, which is then brought on', async () => {
    const connection = older()
    connection.close()
    const program = join(newFolder(), 'killed.ts')
    const from = (path: string) => JSON.stringify(new URL(`../../../db/${path}`, import.meta.url).href)
    writeFileSync(
      program,
      `import { migrate } from ${from('migrate.ts')}
       import { openConnection } from ${from('open.ts')}
       const connection = openConnection({ file: ${JSON.stringify(connection.file)}, key: '${KEY}' })
       const step = (number, up) => ({ number, name: 'step', up })
       migrate(connection, { backup: () => undefined, migrations: [step(1, () => undefined), step(2, c => {
         c.sqlite.exec('DELETE FROM child; CREATE TABLE half (id INTEGER) STRICT')
         process.kill(process.pid, 'SIGKILL')
       })] })`,
    )
    const child = fork(program, { stdio: 'ignore' })
    const [, signal] = await once(child, 'exit')
    expect(signal).toBe('SIGKILL')
    const again = openConnection({ file: connection.file, key: KEY })
    expect([versionOf(again), countOf(again, 'child')]).toEqual([1, 2])
    expect(valueOf(run(again, rebuild)).to).toBe(2)
    again.close()
  })
})

describe('the house’s own migrations', () => {
  test('are numbered without a gap', () => {
    expect(migrations.map(migration => migration.number)).toEqual(migrations.map((_, index) => index + 1))
    expect(schemaVersion).toBe(1)
  })

  test('and the declarations: a new table and a new group come into an older database, rows kept', () => {
    const store = newStore()
    const id = register(store, 'Lakshmi Iyer')
    store.close()
    const grown = record('patient', { ...patient.groups, blood: { bloodGroup: text(z.string()) } }, patient.indexes)
    const scale = record('scale', { reading: { grams: integer(z.int()) } }, [['grams']])
    const others = syncedTables.filter(table => table.name !== 'patient')
    const declared = { version: 2, tables: [...others, grown, scale, ...localTables] }
    const updated = reopen(store.file, { declared })
    expect(updated.read.get(grown, id)).toMatchObject({ name: 'Lakshmi Iyer', bloodGroup: null })
    expect(updated.read.all('SELECT * FROM scale')).toEqual([])
    expect(() => updated.engine.write.sqlite.exec(`INSERT INTO scale (id, _heads) VALUES ('x', '')`)).toThrow(/door/)
    expect(existsSync(updateBackupOf(store.file, 1))).toBe(false)
  })

  test('and the declarations: an index that is no longer declared goes, a new one comes', () => {
    const store = newStore()
    register(store, 'Lakshmi Iyer')
    store.close()
    const others = syncedTables.filter(table => table.name !== 'patient')
    const changed = record('patient', patient.groups, [['phone'], ['name']])
    const updated = reopen(store.file, { declared: { version: 1, tables: [...others, changed, ...localTables] } })
    const indexes = updated.read.all<{ name: string }>(
      "SELECT name FROM sqlite_schema WHERE type = 'index' AND tbl_name = 'patient' AND sql IS NOT NULL ORDER BY name",
    )
    expect(indexes.map(index => index.name)).toEqual(['patient_name', 'patient_phone'])
  })
})
