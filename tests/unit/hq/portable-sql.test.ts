import { globSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, test } from 'vitest'
import { migrations } from '../../../hq/postgres/migrations/all.ts'

/**
 * Headquarters may have to move to Citus, YugabyteDB or CockroachDB: it uses only what all of them can, and every query
 * names its clinic itself.
 */
const forbidden: Readonly<Record<string, RegExp>> = {
  'a sequence': /\b(big|small)?serial\b|\bsequence\b|\bnextval\b|\bgenerated\b|\bidentity\b/i,
  'an exclusion': /\bexclude\b/i,
  'a deferred constraint': /\bdeferr(able|ed)\b/i,
  'a savepoint': /\bsavepoint\b/i,
  'LISTEN or NOTIFY': /\b(listen|notify)\b|pg_notify/i,
  'an advisory lock': /advisory/i,
  'jsonb as a source': /\bjsonb\b/i,
  'a partition': /\bpartition\b/i,
  'a cascade': /\bcascade\b/i,
  'another isolation': /\b(serializable|repeatable read)\b/i,
}

const statements = (sql: string): readonly string[] =>
  sql.split(';').flatMap(each => (each.trim() === '' ? [] : [each.trim().replace(/\s+/g, ' ')]))

const ddl = migrations.flatMap(({ sql }) => statements(sql))
const created = ddl.flatMap(sql => {
  const [, name, columns] = /^CREATE TABLE (\w+) \((.*)\)$/.exec(sql) ?? []
  return name === undefined || columns === undefined ? [] : [{ name, columns }]
})
const ofClinic = created.filter(({ columns }) => /\bclinic_id uuid\b/.test(columns)).map(({ name }) => name)

/** What is wrong with a query; a word for each. */
function faultsOf(sql: string): readonly string[] {
  const used = Object.entries(forbidden).flatMap(([what, pattern]) => (pattern.test(sql) ? [what] : []))
  const touched = ofClinic.filter(name => new RegExp(`\\b(from|into|update|join) ${name}\\b`, 'i').test(sql))
  const named = /\binsert into\b/i.test(sql)
    ? /\binsert into \w+ \(\s*clinic_id\b/i.test(sql)
    : /\bclinic_id\s*=/i.test(sql)
  return touched.length > 0 && !named ? [...used, `no clinic (${touched.join(', ')})`] : used
}

/** Texts of a file that begin as a query does. */
function queriesIn(source: string): readonly string[] {
  const code = source.replace(/\/\*[^]*?\*\//g, '').replace(/^\s*\/\/.*$/gm, '')
  const texts = [...code.matchAll(/`([^`]*)`|'((?:[^'\\\n]|\\.)*)'|"((?:[^"\\\n]|\\.)*)"/g)]
  return texts
    .map(([, template, single, double]) => (template ?? single ?? double ?? '').trim().replace(/\s+/g, ' '))
    .filter(text => /^(select|insert into|update|delete from|with) /i.test(text))
}

/** The administrator's own, before anybody is served; and the one list of all clinics, for jobs. */
const apart = ['hq/postgres/migrate.ts', 'hq/postgres/roles.ts', 'hq/postgres/cluster.ts', 'hq/commands/clinics.ts']
const root = path.join(import.meta.dirname, '../../..')
const queries = globSync('hq/**/*.ts', { cwd: root })
  .map(file => file.replaceAll('\\', '/'))
  .filter(file => !apart.includes(file) && !file.includes('/migrations/'))
  .flatMap(file => queriesIn(readFileSync(path.join(root, file), 'utf8')).map(sql => ({ file, sql })))

describe('the SQL of headquarters', () => {
  test('is found', () => {
    expect(ofClinic).toEqual(expect.arrayContaining(['clinic', 'device', 'journal', 'record']))
    expect(queries.length).toBeGreaterThan(20)
  })

  test.each(queries)('$file: $sql', ({ sql }) => {
    expect(faultsOf(sql)).toEqual([])
  })

  test('keeps its tables to what every engine can, with the clinic first in every key', () => {
    for (const sql of ddl) {
      const used = Object.entries(forbidden).flatMap(([what, pattern]) => (pattern.test(sql) ? [what] : []))
      expect(used, sql).toEqual([])
      expect(sql).not.toMatch(/\breferences\b|\bcreate (trigger|function)\b/i)
    }
    for (const { name, columns } of created.filter(table => ofClinic.includes(table.name))) {
      expect(columns, name).toMatch(/clinic_id uuid PRIMARY KEY|PRIMARY KEY \(clinic_id\b/)
      for (const [key] of columns.matchAll(/\bUNIQUE \([^)]*\)/g)) expect(key, name).toMatch(/^UNIQUE \(clinic_id\b/)
    }
    for (const sql of ddl.filter(each => /^CREATE (UNIQUE )?INDEX/.test(each))) expect(sql).toMatch(/\(clinic_id\b/)
  })

  test.each([
    ['SELECT * FROM device WHERE device_id = $1', 'no clinic (device)'],
    ['INSERT INTO device (device_id, clinic_id) VALUES ($1, $2)', 'no clinic (device)'],
    ['UPDATE record SET body = $1', 'no clinic (record)'],
    ["SELECT nextval('n')", 'a sequence'],
    ['SELECT pg_advisory_xact_lock(1)', 'an advisory lock'],
    ['SELECT pg_notify($1, $2)', 'LISTEN or NOTIFY'],
    ['SELECT body::jsonb FROM record WHERE clinic_id = $1', 'jsonb as a source'],
  ])('the check finds what is wrong with %s', (sql, fault) => {
    expect(faultsOf(sql)).toEqual([fault])
  })

  test('the check reads queries in every kind of quotes and none in comments', () => {
    const source = "/* 'SELECT 1 ' */ q('SELECT 2 FROM a') + q(\"DELETE FROM b\") + q(`UPDATE c\n  SET d`)"
    expect(queriesIn(source)).toEqual(['SELECT 2 FROM a', 'DELETE FROM b', 'UPDATE c SET d'])
  })
})
