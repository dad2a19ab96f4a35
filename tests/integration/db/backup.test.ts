import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { device, patient } from '../../../domain/tables/people.ts'
import { createBackup, verifyBackup } from '../../../db/backup.ts'
import { describeBackup, listBackups } from '../../../db/backup-list.ts'
import { restoreBackup } from '../../../db/restore.ts'
import { verifyChain } from '../../../db/verify-chain.ts'
import { howTo, issueInvoice, KEY, newFolder, newStore, register, valueOf } from './helpers.ts'

describe('a backup', () => {
  test('is a verified, encrypted copy of the moment at which it was made', async () => {
    const store = newStore()
    const before = register(store, 'Lakshmi Iyer', '+919822041763')
    const folder = newFolder()
    const backup = valueOf(await createBackup(store, folder))
    const after = register(store, 'Ramesh Patel')
    expect(backup).toMatchObject({ verified: true, entries: 2 })
    expect(readFileSync(backup.path).includes('Lakshmi')).toBe(false)
    expect(readFileSync(backup.path).subarray(0, 6).toString()).not.toBe('SQLite')
    expect(listBackups(folder)).toEqual([backup])
    const restored = valueOf(await restoreBackup(backup.path, howTo(join(newFolder(), 'clinic.db'))))
    expect(restored.store.read.get(patient, before)?.name).toBe('Lakshmi Iyer')
    expect(restored.store.read.get(patient, after)).toBeUndefined()
    restored.store.close()
  })

  test('can be made while people write, and leaves nothing half-made', async () => {
    const store = newStore()
    for (let n = 0; n < 50; n++) register(store, `Patient ${n}`)
    const folder = newFolder()
    const making = createBackup(store, folder)
    for (let n = 0; n < 20; n++) register(store, `Meanwhile ${n}`)
    const backup = valueOf(await making)
    expect(readdirSync(folder).sort()).toEqual(
      [backup.path, `${backup.path}.json`].map(path => path.split('/').at(-1)).sort(),
    )
    expect(store.read.one<{ n: number }>('SELECT count(*) AS n FROM patient')?.n).toBe(70)
  })

  test('that was changed by one bit is refused and left as it is', async () => {
    const store = newStore()
    register(store, 'Lakshmi Iyer')
    const { path } = valueOf(await createBackup(store, newFolder()))
    const bytes = readFileSync(path)
    const at = bytes.length - 2000
    bytes[at] = (bytes[at] ?? 0) ^ 1
    writeFileSync(path, bytes)
    expect(await verifyBackup(path, KEY)).toMatchObject({ ok: false, code: 'backup-damaged' })
    const file = join(newFolder(), 'clinic.db')
    expect(await restoreBackup(path, howTo(file))).toMatchObject({ ok: false, code: 'backup-damaged' })
    expect(existsSync(file)).toBe(false)
    expect(readFileSync(path)).toEqual(bytes)
  })

  test('is restored also where the log of a database that is gone was left, which is kept', async () => {
    const gone = newStore(undefined, 'B2K7')
    register(gone, 'Meena Joshi')
    const store = newStore()
    const id = register(store, 'Lakshmi Iyer')
    const { path } = valueOf(await createBackup(store, newFolder()))
    const folder = newFolder()
    const file = join(folder, 'clinic.db')
    writeFileSync(`${file}-wal`, readFileSync(`${gone.file}-wal`))
    const { store: restored } = valueOf(await restoreBackup(path, howTo(file)))
    expect(restored.read.get(patient, id)?.name).toBe('Lakshmi Iyer')
    restored.close()
    expect(readdirSync(folder).filter(name => /\.replaced-\d+-wal$/.test(name))).toHaveLength(1)
  })

  test('is not what a database in use looks like', async () => {
    const store = newStore()
    register(store, 'Lakshmi Iyer')
    expect(await verifyBackup(store.file, KEY)).toMatchObject({ ok: false, code: 'backup-damaged' })
  })

  test('opens with no other key', async () => {
    const store = newStore()
    const { path } = valueOf(await createBackup(store, newFolder()))
    expect(await verifyBackup(path, '77'.repeat(32))).toMatchObject({ ok: false, code: 'wrong-key' })
  })

  test('without its card counts as not verified', async () => {
    const store = newStore()
    const { path } = valueOf(await createBackup(store, newFolder()))
    writeFileSync(`${path}.json`, '{"created')
    expect(describeBackup(path)).toMatchObject({ path, verified: false })
  })
})

describe('a restore', () => {
  test('goes on as a new device, with its own series, which the old key vouches for', async () => {
    const store = newStore()
    const id = register(store, 'Lakshmi Iyer')
    const { number } = issueInvoice(store, id)
    const { path } = valueOf(await createBackup(store, newFolder()))
    const { store: restored } = valueOf(await restoreBackup(path, howTo(join(newFolder(), 'clinic.db'))))
    expect(restored.deviceId).not.toBe(store.deviceId)
    expect(restored.deviceCode).not.toBe(store.deviceCode)
    expect(restored.deviceCode.slice(0, 2)).toBe(store.deviceCode.slice(0, 2))
    const next = issueInvoice(restored, id).number
    expect(next.slice(-6)).toBe('000001')
    expect(next).not.toBe(number)
    expect(restored.read.get(device, restored.deviceId)?.introducedBy).toBe(store.deviceId)
    expect((await verifyChain(restored.read)).fault).toBeUndefined()
    restored.close()
  })

  test('never overwrites a database', async () => {
    const store = newStore()
    const { path } = valueOf(await createBackup(store, newFolder()))
    expect(await restoreBackup(path, howTo(store.file))).toMatchObject({ ok: false, code: 'already-set-up' })
  })
})
