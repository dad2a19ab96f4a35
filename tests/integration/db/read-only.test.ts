import { describe, expect, test } from 'vitest'
import { ok } from '../../../domain/errors.ts'
import Database from 'better-sqlite3'
import { checkHealth } from '../../../db/health.ts'
import { openStoreOf } from '../../../db/open-store.ts'
import { makeGuardian } from '../../../db/read-only.ts'
import { patient } from '../../../domain/tables/people.ts'
import { ACTOR, newId, newStore, register } from './helpers.ts'
import { openSync, writeSync, closeSync, statSync } from 'node:fs'

const fault = (code: string) => new Database.SqliteError('said SQLite', code)

describe('read-only mode', () => {
  test('begins when the disk is full, says so, and ends when there is space again', () => {
    let free = 0
    const guardian = makeGuardian('clinic.db', () => free)
    expect(guardian.refusal()).toBeUndefined()
    expect(guardian.fault(fault('SQLITE_FULL'))).toMatchObject({ code: 'disk-full' })
    expect(guardian.mode()).toEqual({ writable: false, reason: 'the disk is full' })
    expect(guardian.refusal()).toMatchObject({ code: 'read-only', params: { reason: 'the disk is full' } })
    free = 1e9
    expect(guardian.refusal()).toBeUndefined()
    expect(guardian.mode()).toEqual({ writable: true })
  })

  test('stays when the file is damaged, whatever the disk does', () => {
    const guardian = makeGuardian('clinic.db', () => 1e9)
    guardian.fault(fault('SQLITE_CORRUPT_INDEX'))
    guardian.fault(fault('SQLITE_FULL'))
    expect(guardian.refusal()).toMatchObject({ params: { reason: 'the database file is damaged' } })
  })

  test('is not for errors of the program', () => {
    const guardian = makeGuardian('clinic.db', () => 1e9)
    expect(guardian.fault(new Error('a bug'))).toBeUndefined()
    expect(guardian.fault(fault('SQLITE_CONSTRAINT'))).toBeUndefined()
    expect(guardian.mode()).toEqual({ writable: true })
  })

  test('refuses every write of a store and lets everything be read', async () => {
    const store = newStore()
    const id = register(store, 'Lakshmi Iyer')
    const guardian = makeGuardian(store.file, () => 0)
    guardian.fault(fault('SQLITE_FULL'))
    const full = openStoreOf(store.engine, guardian, undefined)
    let ran = false
    const refused = full.commit({ actor: ACTOR, intent: newId() }, () => {
      ran = true
      return ok(null)
    })
    expect(refused).toMatchObject({ ok: false, code: 'read-only' })
    expect(ran).toBe(false)
    expect(full.apply([])).toMatchObject({ code: 'read-only' })
    expect(full.local(() => null)).toMatchObject({ code: 'read-only' })
    expect(await full.applySliced([])).toMatchObject({ code: 'read-only' })
    expect(full.read.one<{ id: string }>('SELECT id FROM patient')?.id).toBe(id)
  })

  test('begins when a disk that has no room left refuses a commit, and nothing of it is kept', () => {
    const store = newStore()
    const id = register(store, 'Lakshmi Iyer')
    const pages = Number(store.engine.write.sqlite.pragma('page_count', { simple: true }))
    store.engine.write.sqlite.pragma(`max_page_count=${pages}`)
    let outcome = store.commit({ actor: ACTOR, intent: newId() }, () => ok(''))
    let written = 0
    for (; outcome.ok && written < 500; written++) {
      outcome = store.commit({ actor: ACTOR, intent: newId() }, tx => ok(tx.newId() + 'x'.repeat(2000)))
    }
    expect(outcome).toMatchObject({ ok: false, code: 'disk-full' })
    store.engine.write.sqlite.pragma(`max_page_count=1000000`)
    expect(register(store, 'Ramesh Patel')).not.toBe(id)
    expect(store.read.one<{ n: number }>('SELECT count(*) AS n FROM intent')?.n).toBe(written + 3)
  })

  test('begins when the daily check finds a damaged page', async () => {
    const store = newStore()
    for (let n = 0; n < 80; n++) register(store, `Patient ${n}`)
    store.engine.write.sqlite.pragma('wal_checkpoint(TRUNCATE)')
    expect(await checkHealth(store)).toEqual({ writable: true })
    const fd = openSync(store.file, 'r+')
    writeSync(fd, Buffer.alloc(64, 7), 0, 64, statSync(store.file).size - 4096 * 3 + 100)
    closeSync(fd)
    expect(await checkHealth(store)).toEqual({ writable: false, reason: 'the database file is damaged' })
    expect(store.commit({ actor: ACTOR, intent: newId() }, () => ok(null))).toMatchObject({ code: 'read-only' })
  })
})

describe('what follows a commit cannot undo its answer', () => {
  test('when the seal file cannot be written the commit is told as done, and the seal is made up for', () => {
    const store = newStore()
    const guardian = makeGuardian(store.file, () => 1e9)
    let broken = true
    const written: number[] = []
    const sealFile = {
      write: () => {
        if (broken) throw Object.assign(new Error('no space'), { code: 'ENOSPC' })
        written.push(1)
      },
      close: () => undefined,
    }
    const over = openStoreOf(store.engine, guardian, sealFile)
    const id = newId()
    const outcome = over.commit({ actor: ACTOR, intent: newId() }, tx => {
      tx.set(patient, id, 'name', { name: 'Lakshmi Iyer', nativeName: '' }, [])
      return ok(null)
    })
    expect(outcome).toMatchObject({ ok: true })
    expect(over.read.get(patient, id)?.name).toBe('Lakshmi Iyer')
    broken = false
    // Nothing new was written, so it is the seal of before that is made up for.
    expect(over.local(() => null)).toEqual({ ok: true, value: null })
    expect(written).toEqual([1])
  })

  test('a seal file that the disk refuses for good makes the store read-only', () => {
    const store = newStore()
    const guardian = makeGuardian(store.file, () => 1e9)
    const sealFile = {
      write: () => {
        throw Object.assign(new Error('read-only file system'), { code: 'EROFS' })
      },
      close: () => undefined,
    }
    const over = openStoreOf(store.engine, guardian, sealFile)
    const id = register(over, 'Lakshmi Iyer')
    expect(over.read.get(patient, id)?.name).toBe('Lakshmi Iyer')
    expect(over.mode()).toEqual({ writable: false, reason: 'the disk cannot be written' })
    expect(over.commit({ actor: ACTOR, intent: newId() }, () => ok(null))).toMatchObject({ code: 'read-only' })
    expect(over.local(() => null)).toMatchObject({ code: 'read-only' })
  })
})
