import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { expect, onTestFinished, test, vi } from 'vitest'

let generation = 1
const safeStorage = {
  isAsyncEncryptionAvailable: async () => true,
  encryptStringAsync: async (text: string) => Buffer.from(`${generation}:${text}`),
  decryptStringAsync: async (sealed: Buffer) => {
    const [by, result = ''] = sealed.toString().split(':')
    if (by === '0') throw new Error('sealed by another user')
    return { result, shouldReEncrypt: by !== String(generation) }
  },
}
vi.doMock('electron', () => ({ safeStorage }))
const { sealKey, unsealKey } = await import('../../../electron/key-storage.ts')

const key = Buffer.alloc(32, 7).toString('base64')

function newFolder() {
  const folder = mkdtempSync(path.join(tmpdir(), 'caresync-key-'))
  onTestFinished(() => rmSync(folder, { recursive: true }))
  const file = path.join(folder, 'database-key.json')
  const faults: unknown[] = []
  const sealedBy = () => Buffer.from((JSON.parse(readFileSync(file, 'utf8')) as { sealed: string }).sealed, 'base64')
  return { folder, file, faults, sealedBy: () => sealedBy().toString().split(':')[0] }
}

test('a key that the system wants sealed anew is sealed anew', async () => {
  const { folder, faults, sealedBy } = newFolder()
  generation = 1
  await sealKey(folder, key)
  generation = 2
  expect(await unsealKey(folder, fault => faults.push(fault))).toEqual({ ok: true, value: { key } })
  expect(sealedBy()).toBe('2')
  expect(faults).toEqual([])
})

test('a key that cannot be sealed anew still opens, and its old seal stays', async () => {
  const { folder, file, faults, sealedBy } = newFolder()
  generation = 1
  await sealKey(folder, key)
  generation = 2
  mkdirSync(`${file}.new`) // no file can be written here
  expect(await unsealKey(folder, fault => faults.push(fault))).toEqual({ ok: true, value: { key } })
  expect(sealedBy()).toBe('1')
  expect(faults).toHaveLength(1)
})

test('a key of another user or a file of something else is lost, and none is null', async () => {
  const { folder, file, faults } = newFolder()
  const unseal = () => unsealKey(folder, fault => faults.push(fault))
  expect(await unseal()).toEqual({ ok: true, value: { key: null } })
  generation = 0
  await sealKey(folder, key)
  expect(await unseal()).toMatchObject({ code: 'key-lost' })
  writeFileSync(file, 'half a fi')
  expect(await unseal()).toMatchObject({ code: 'key-lost' })
  expect(faults).toEqual([])
})
