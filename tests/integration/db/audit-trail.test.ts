import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { makeIds } from '../../../db/ids.ts'
import { auditCount, auditPage } from '../../../db/journal-read.ts'
import { randomFrom } from '../../../db/node-crypto.ts'
import { openConnection } from '../../../db/open.ts'
import { createStore } from '../../../db/store.ts'
import { verifyChain } from '../../../db/verify-chain.ts'
import { ok } from '../../../domain/errors.ts'
import { documentPrint } from '../../../domain/tables/money.ts'
import { patient } from '../../../domain/tables/people.ts'

const newId = makeIds(Date.now, randomFrom)
const asha = newId()
const ravi = newId()

function openTrail() {
  const folder = mkdtempSync(path.join(tmpdir(), 'caresync-trail-'))
  const file = path.join(folder, 'clinic.db')
  const key = Buffer.from(randomFrom(32)).toString('hex')
  let now = Date.parse('2026-11-22T18:29:00.000Z')
  const created = createStore({
    file,
    key,
    clinicId: newId(),
    deviceCode: 'A1K7',
    clock: () => now,
    random: randomFrom,
  })
  if (!created.ok) throw new Error(created.code)
  const store = created.value
  onTestFinished(() => {
    store.close()
    rmSync(folder, { recursive: true, force: true })
  })
  const write = (actor: string, work: Parameters<typeof store.commit<string>>[1]) => {
    const done = store.commit({ actor, intent: newId() }, work)
    if (!done.ok) throw new Error(done.code)
    now += 60_000
    return done.value.result
  }
  const patientId = write(asha, tx => {
    const id = tx.newId()
    tx.set(patient, id, 'name', { name: 'Rukmini Deshpande', nativeName: 'रुक्मिणी देशपांडे' }, [])
    return ok(id)
  })
  write(ravi, tx => {
    tx.set(patient, patientId, 'note', { note: 'Comes on Mondays' }, [])
    return ok('')
  })
  const printId = write(asha, tx => {
    const id = tx.newId()
    const values = {
      documentKind: 'invoice',
      documentId: newId(),
      copy: 1,
      printedAt: tx.now,
      printedBy: 'Asha',
    } as const
    tx.add(documentPrint, id, values)
    return ok(id)
  })
  /** A stranger with the key and other tools: the guards of the journal are no proof, the chain is. */
  const tamper = (sql: string, ...params: readonly (string | number)[]) => {
    const connection = openConnection({ file, key })
    for (const name of connection.all<{ name: string }>("SELECT name FROM sqlite_schema WHERE type = 'trigger'")) {
      connection.sqlite.exec(`DROP TRIGGER "${name.name}"`)
    }
    connection.run(sql, ...params)
    connection.close()
  }
  return { store, patientId, printId, tamper, write }
}

test('the trail is read newest first, page by page', () => {
  const { store, printId } = openTrail()
  const first = auditPage(store.read, {}, undefined, 2)
  const [newest] = first.rows
  expect(newest?.changes).toMatchObject([{ op: 'add', table: 'documentPrint', id: printId, redacted: false }])
  const rest = auditPage(store.read, {}, first.next, 100)
  expect(2 + rest.rows.length).toBe(auditCount(store.read, {}))
  expect(rest.next).toBeUndefined()
})

test('it is filtered by person, table, record and day', () => {
  const { store, patientId, printId } = openTrail()
  expect(auditPage(store.read, { actor: ravi }, undefined, 9).rows).toHaveLength(1)
  expect(auditPage(store.read, { table: 'patient' }, undefined, 9).rows).toHaveLength(2)
  expect(auditPage(store.read, { recordId: patientId }, undefined, 9).rows).toHaveLength(2)
  expect(auditPage(store.read, { recordId: printId }, undefined, 9).rows).toHaveLength(1)
  const evening = { actor: asha, until: '2026-11-22T18:30:00.000Z' }
  expect(auditPage(store.read, evening, undefined, 9).rows).toHaveLength(1)
  expect(auditCount(store.read, { recordId: "x' OR 1=1" })).toBe(0)
})

/** A journal of the given length: one entry a minute from 1 January 2026 on, the oldest one by Ravi, the others by Asha. */
function openLong(entries: number) {
  const { store, tamper } = openTrail()
  tamper(
    `WITH RECURSIVE row(value) AS (SELECT 1 UNION ALL SELECT value + 1 FROM row WHERE value < ?)
     INSERT INTO journal (branch, seq, hash, at, actor, entry)
       SELECT 1, 1000 + value, zeroblob(32), strftime('%Y-%m-%dT%H:%M:%fZ', '2026-01-01', (value - 1) || ' minutes'),
              iif(value = 1, ?, ?), '{"changes":[],"device":"d","seq":1}' FROM row`,
    entries,
    ravi,
    asha,
  )
  return store
}

test('a search without an index reads a bounded part of the journal at once, and can be gone on with', () => {
  const store = openLong(45_000)
  const filter = { actor: ravi, until: '2026-02-01T00:00:00.000Z' }
  const newest = auditPage(store.read, filter, undefined, 9)
  expect(newest.rows).toEqual([])
  let { next, rows } = newest
  let pages = 1
  for (; next !== undefined && rows.length === 0; pages += 1) ({ next, rows } = auditPage(store.read, filter, next, 9))
  expect(rows).toHaveLength(1)
  expect(pages).toBe(3)
  expect(auditCount(store.read, filter)).toBeUndefined()
})

test('the entries of a day are found by its index, in one page and with their number', () => {
  const store = openLong(45_000)
  const day = { from: '2026-01-01T00:00:00.000Z', until: '2026-01-02T00:00:00.000Z' }
  const plans = new Set<string>()
  const explaining: typeof store.read = {
    ...store.read,
    all: (sql, ...params) => {
      for (const { detail } of store.read.all<{ detail: string }>(`EXPLAIN QUERY PLAN ${sql}`, ...params))
        plans.add(detail)
      return store.read.all(sql, ...params)
    },
  }
  expect(auditPage(explaining, { ...day, actor: ravi }, undefined, 9).rows).toHaveLength(1)
  expect([...plans].some(detail => detail.includes('COVERING INDEX journal_at'))).toBe(true)
  expect([...plans].filter(detail => detail.startsWith('SCAN'))).toEqual([])
  expect(auditPage(store.read, { ...day, actor: asha }, undefined, 50).next).toBeDefined()
  expect(auditCount(store.read, day)).toBe(1440)
  expect(auditCount(store.read, { ...day, actor: asha })).toBe(1439)
})

test('an untouched journal is intact', async () => {
  const { store } = openTrail()
  const report = await verifyChain(store.read)
  expect(report).toMatchObject({ devices: 1, fault: undefined })
  expect(report.entries).toBe(auditCount(store.read, {}))
})

test('a journal that somebody writes to while it is verified is intact', async () => {
  const { store, write } = openTrail()
  const second = () => {
    write(ravi, tx => {
      tx.set(patient, tx.newId(), 'note', { note: '' }, [])
      return ok('')
    })
  }
  for (let count = 0; count < 2100; count += 1) second()
  const report = await verifyChain(store.read, second)
  expect(report.fault).toBeUndefined()
})

test('a changed letter is found at its entry', async () => {
  const { store, tamper } = openTrail()
  tamper("UPDATE journal SET entry = replace(entry, 'Mondays', 'Fridays') WHERE entry LIKE '%Mondays%'")
  expect((await verifyChain(store.read)).fault).toMatchObject({ detail: 'the entry is not what was written' })
})

test('another person as the writer is found', async () => {
  const { store, tamper } = openTrail()
  tamper('UPDATE journal SET entry = replace(entry, ?, ?) WHERE actor = ?', ravi, asha, ravi)
  expect((await verifyChain(store.read)).fault?.detail).toBe('the entry is not what was written')
})

test('a removed entry is found, in the middle and at the end', async () => {
  const middle = openTrail()
  middle.tamper('DELETE FROM journal WHERE actor = ?', ravi)
  expect((await verifyChain(middle.store.read)).fault?.detail).toBe('the entry is missing')
  const end = openTrail()
  end.tamper('DELETE FROM journal WHERE n = (SELECT max(n) FROM journal)')
  expect((await verifyChain(end.store.read)).fault?.detail).toBe('the entry is missing')
})

test('a chain that was computed anew without the writer’s key is found by its seals', async () => {
  const { store, tamper } = openTrail()
  store.seal()
  tamper('UPDATE seal SET signature = zeroblob(64)')
  expect((await verifyChain(store.read)).fault?.detail).toBe('the seal does not fit')
})
