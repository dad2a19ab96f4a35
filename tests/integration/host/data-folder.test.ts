import { chmodSync, mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { dataFolderOf } from '../../../clinic/host/data-folder.ts'
import { lockFolder } from '../../../clinic/folder-lock.ts'
import { KEY_FILE, keyFile } from '../../../clinic/host/key-file.ts'
import { addressOfRunning, leaveNote, removeNote } from '../../../clinic/host/running-host.ts'
import { openHost } from './open-host.ts'

let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'caresync-data-'))
})
afterEach(() => rmSync(folder, { recursive: true }))

const rightsOf = (name: string) => statSync(join(folder, name)).mode & 0o777

test('the key comes back as it was saved, in a file for this user alone', async () => {
  const store = keyFile(folder)
  expect(await store.load()).toBeNull()
  await store.save('ab'.repeat(32))
  expect(await store.load()).toBe('ab'.repeat(32))
  expect(rightsOf(KEY_FILE)).toBe(0o600)
})

test('a key file that was copied with wider rights is narrowed again', async () => {
  await keyFile(folder).save('cd'.repeat(32))
  chmodSync(join(folder, KEY_FILE), 0o644)
  await keyFile(folder).load()
  expect(rightsOf(KEY_FILE)).toBe(0o600)
})

test('a key file with something else in it is told, and left as it is', async () => {
  writeFileSync(join(folder, KEY_FILE), 'not a key')
  await expect(keyFile(folder).load()).rejects.toThrow('the key file does not hold a key')
})

test('one data folder is had by one holder at a time', () => {
  const first = lockFolder(folder)
  expect(first).toBeDefined()
  expect(lockFolder(folder)).toBeUndefined()
  first?.release()
  const second = lockFolder(folder)
  expect(second).toBeDefined()
  second?.release()
})

test('a second start gets a fresh address from the running host, and only with the secret of the folder', async () => {
  const host = await openHost()
  try {
    await leaveNote(folder, host.server.port, 'a secret of the data folder, long enough')
    expect(rightsOf('host.json')).toBe(0o600)
    const address = await addressOfRunning(folder, 0)
    expect(address).toMatch(new RegExp(`^http://127\\.0\\.0\\.1:${host.server.port}/\\?token=[\\w-]{43}$`))
    expect((await fetch(address ?? '')).status).toBe(200)
    await leaveNote(folder, host.server.port, 'another secret that the host does not know')
    expect(await addressOfRunning(folder, 0)).toBeUndefined()
  } finally {
    await host.close()
  }
})

test('nobody answers for a host that is gone', async () => {
  const host = await openHost()
  await leaveNote(folder, host.server.port, 'a secret of the data folder, long enough')
  await host.close()
  expect(await addressOfRunning(folder, 0)).toBeUndefined()
  await removeNote(folder)
  expect(await addressOfRunning(folder, 0)).toBeUndefined()
})

test('the data folder is the chosen one, else the own one of the platform', () => {
  expect(dataFolderOf({ CARESYNC_DATA: '/srv/clinic' }, 'linux', '/home/a')).toBe('/srv/clinic')
  expect(dataFolderOf({}, 'linux', '/home/a')).toBe('/home/a/.config/CareSync/browser')
  expect(dataFolderOf({ XDG_CONFIG_HOME: '/x' }, 'linux', '/home/a')).toBe('/x/CareSync/browser')
  expect(dataFolderOf({}, 'darwin', '/Users/a')).toBe('/Users/a/Library/Application Support/CareSync/browser')
})
