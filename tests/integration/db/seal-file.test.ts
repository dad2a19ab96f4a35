import { copyFileSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { device } from '../../../domain/tables/people.ts'
import { issueInvoice, newFolder, newStore, register, reopen, type howTo } from './helpers.ts'

type More = Partial<ReturnType<typeof howTo>>

/** A store with a document, closed; and a copy of its files as they were before the document. */
function storeAndOldCopy(): { file: string; old: string; deviceId: string } {
  const store = newStore()
  const id = register(store, 'Lakshmi Iyer')
  store.close()
  const old = join(newFolder(), 'old.db')
  copyFileSync(store.file, old)
  const again = reopen(store.file)
  issueInvoice(again, id)
  again.close()
  return { file: store.file, old, deviceId: again.deviceId }
}

function deviceAfterOpening(file: string, more: More = {}): string {
  const store = reopen(file, more)
  store.close()
  return store.deviceId
}

describe('a database goes on as the same device', () => {
  test('when it is opened again where it was', () => {
    const { file, deviceId } = storeAndOldCopy()
    expect(deviceAfterOpening(file)).toBe(deviceId)
    expect(deviceAfterOpening(file)).toBe(deviceId)
  })

  test('when a power cut spoilt the newest slot of the seal file', () => {
    const { file, deviceId } = storeAndOldCopy()
    const bytes = readFileSync(`${file}.seal`)
    bytes.fill(0, 0, 600)
    writeFileSync(`${file}.seal`, bytes)
    expect(deviceAfterOpening(file)).toBe(deviceId)
  })
})

describe('a machine that does not tell its id', () => {
  test('is taken for the one that it was, and its id still counts when it is told again', () => {
    const { file, deviceId } = storeAndOldCopy()
    expect(deviceAfterOpening(file, { machine: null })).toBe(deviceId)
    expect(deviceAfterOpening(file, { machine: null })).toBe(deviceId)
    expect(deviceAfterOpening(file)).toBe(deviceId)
    expect(deviceAfterOpening(file, { machine: null })).toBe(deviceId)
    expect(deviceAfterOpening(file, { machine: 'desk-2' })).not.toBe(deviceId)
  })

  test('may be the one on which the clinic was made', () => {
    const store = newStore(join(newFolder(), 'clinic.db'), 'A1K7', { machine: null })
    store.close()
    expect(deviceAfterOpening(store.file, { machine: null })).toBe(store.deviceId)
    expect(deviceAfterOpening(store.file)).toBe(store.deviceId)
    expect(deviceAfterOpening(store.file, { machine: 'desk-2' })).not.toBe(store.deviceId)
  })

  test('still goes on as a new device with an old copy', () => {
    const { file, old, deviceId } = storeAndOldCopy()
    copyFileSync(old, file)
    expect(deviceAfterOpening(file, { machine: null })).not.toBe(deviceId)
  })
})

describe('a database goes on as a new device', () => {
  test('when an old copy was put back', () => {
    const { file, old, deviceId } = storeAndOldCopy()
    copyFileSync(old, file)
    const renewed = deviceAfterOpening(file)
    expect(renewed).not.toBe(deviceId)
    expect(deviceAfterOpening(file)).toBe(renewed)
  })

  test('when it was copied to another machine, seal file and all', () => {
    const { file, deviceId } = storeAndOldCopy()
    expect(deviceAfterOpening(file, { machine: 'desk-2' })).not.toBe(deviceId)
  })

  test('when it was copied to another place, with its seal file or without', () => {
    const { file, deviceId } = storeAndOldCopy()
    const copy = join(newFolder(), 'copy.db')
    copyFileSync(file, copy)
    copyFileSync(`${file}.seal`, `${copy}.seal`)
    expect(deviceAfterOpening(copy)).not.toBe(deviceId)
    rmSync(`${file}.seal`)
    expect(deviceAfterOpening(file)).not.toBe(deviceId)
  })

  test('when the journal beside the seal is another one of the same length', () => {
    const { file, old, deviceId } = storeAndOldCopy()
    copyFileSync(old, `${file}.other`)
    const sealBefore = readFileSync(`${file}.seal`)
    copyFileSync(old, file)
    rmSync(`${file}.seal`)
    const forked = reopen(file)
    expect(forked.deviceId).not.toBe(deviceId)
    forked.close()
    writeFileSync(`${file}.seal`, sealBefore)
    expect(deviceAfterOpening(file)).not.toBe(forked.deviceId)
  })

  test('and keeps what is there, its name, and a series that nobody had', () => {
    const { file, old, deviceId } = storeAndOldCopy()
    copyFileSync(old, file)
    const store = reopen(file)
    const id = store.read.one<{ id: string }>('SELECT id FROM patient')?.id ?? ''
    expect(store.read.get(device, store.deviceId)).toMatchObject({ introducedBy: deviceId, code: store.deviceCode })
    expect(issueInvoice(store, id).number).toBe(`${store.deviceCode}B-26/000001`)
    expect(Object.keys(store.vector())).toEqual([deviceId, store.deviceId])
  })
})
