import { expect, test } from 'vitest'
import {
  machineGuidIn,
  machineId,
  machineIdIn,
  platformUuidIn,
  systemId,
  type MachineSources,
} from '../../../db/machine.ts'

const registry = [
  '',
  'HKEY_LOCAL_MACHINE\\SOFTWARE\\Microsoft\\Cryptography',
  '    MachineGuid    REG_SZ    5C1F0F0A-7B6E-4D0E-9C51-2A4C0E3B9D11',
  '',
].join('\r\n')

const platformExpert = [
  '+-o J413AP  <class IOPlatformExpertDevice, id 0x100000223, registered, matched, active, busy 0 (4571 ms), retain 38>',
  '    {',
  '      "IOPlatformSerialNumber" = "C02XXXXXXXXX"',
  '      "IOPlatformUUID" = "0A1B2C3D-4E5F-6071-8293-A4B5C6D7E8F9"',
  '    }',
].join('\n')

const nothing: MachineSources = {
  platform: 'linux',
  run: () => {
    throw new Error('ENOENT')
  },
  read: () => undefined,
  systemRoot: 'C:\\Windows',
  hostname: () => 'desk-1',
}

test('Windows tells its id by the registry, asked with the 64-bit view and the full path of the program', () => {
  const asked: string[] = []
  const id = systemId({
    ...nothing,
    platform: 'win32',
    systemRoot: 'D:\\Windows',
    run: (program, args) => {
      asked.push(program, ...args)
      return registry
    },
  })
  expect(id).toBe('5c1f0f0a-7b6e-4d0e-9c51-2a4c0e3b9d11')
  expect(asked[0]).toBe('D:\\Windows\\System32\\reg.exe')
  expect(asked).toContain('/reg:64')
})

test('macOS tells the id of its hardware', () => {
  expect(systemId({ ...nothing, platform: 'darwin', run: () => platformExpert })).toBe(
    '0a1b2c3d-4e5f-6071-8293-a4b5c6d7e8f9',
  )
})

test('Linux tells the id in its file, or in the older place of it', () => {
  const id = 'b08dfa6083e7567a1921a715000001fb'
  const readOf = (files: Record<string, string>) => systemId({ ...nothing, read: file => files[file] })
  expect(readOf({ '/etc/machine-id': `${id}\n` })).toBe(id)
  expect(readOf({ '/etc/machine-id': 'uninitialized\n', '/var/lib/dbus/machine-id': `${id}\n` })).toBe(id)
})

test('Linux without an id, as in an image that was never started, has the name of the host', () => {
  expect(systemId(nothing)).toBe('desk-1')
  expect(systemId({ ...nothing, read: () => 'uninitialized' })).toBe('desk-1')
})

test('an id that cannot be read now is none, and not that of another machine', () => {
  const refusing = () => {
    throw Object.assign(new Error('permission denied'), { code: 'EACCES' })
  }
  expect(systemId({ ...nothing, read: refusing })).toBeNull()
})

test('a system that does not tell, or tells something else, is not taken for another one', () => {
  expect(systemId({ ...nothing, platform: 'win32' })).toBeNull()
  expect(systemId({ ...nothing, platform: 'darwin' })).toBeNull()
  expect(systemId({ ...nothing, platform: 'win32', run: () => 'ERROR' })).toBeNull()
  expect(machineGuidIn('ERROR: The system was unable to find the specified registry key or value.')).toBeUndefined()
  expect(platformUuidIn('"IOPlatformUUID" = "short"')).toBeUndefined()
  expect(['', 'uninitialized', undefined, '0'.repeat(31)].map(machineIdIn)).toEqual([
    undefined,
    undefined,
    undefined,
    undefined,
  ])
})

test('this machine always has an id, and the same one', () => {
  expect(machineId()).not.toBe('')
  expect(machineId()).toBe(machineId())
})
