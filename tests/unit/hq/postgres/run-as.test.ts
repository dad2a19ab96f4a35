import { chmodSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { expect, test } from 'vitest'
import { assertReachable, postgresUser } from '../../../../hq/postgres/run-as.ts'

const passwd = 'root:x:0:0:root:/root:/bin/sh\nnobody:x:65534:65534::/:/bin/false\nclinic:x:1001:1002::/home:/bin/sh'

test('who is not root runs PostgreSQL itself', () => {
  expect(postgresUser(1000, undefined, () => passwd)).toBeUndefined()
  expect(postgresUser(undefined, undefined, () => passwd)).toBeUndefined()
})

test('root hands over to the user named, else to one that has no rights', () => {
  expect(postgresUser(0, 'clinic', () => passwd)).toEqual({ name: 'clinic', uid: 1001, gid: 1002 })
  expect(postgresUser(0, undefined, () => passwd)).toEqual({ name: 'nobody', uid: 65534, gid: 65534 })
})

test('root without anybody to hand over to is told what to do', () => {
  expect(() => postgresUser(0, 'nurse', () => passwd)).toThrow(/no user nurse .* CARESYNC_POSTGRES_USER/)
  expect(() => postgresUser(0, 'root', () => passwd)).toThrow(/no user root/)
  expect(() => postgresUser(0, undefined, () => '')).toThrow(/refuses to run as root/)
})

test.skipIf(process.platform === 'win32')('a folder behind a closed one is named', () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'caresync-reach-'))
  const inner = path.join(folder, 'closed', 'data')
  mkdirSync(inner, { recursive: true })
  const stranger = { name: 'stranger', uid: 54_321, gid: 54_321 }
  chmodSync(folder, 0o755)
  chmodSync(path.dirname(inner), 0o755)
  expect(() => assertReachable(stranger, inner)).not.toThrow()
  chmodSync(path.dirname(inner), 0o700)
  expect(() => assertReachable(stranger, inner)).toThrow(`may not enter ${path.dirname(inner)}.`)
  rmSync(folder, { recursive: true })
})
