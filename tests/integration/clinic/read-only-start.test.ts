import { spawnSync } from 'node:child_process'
import {
  chmodSync, chownSync, closeSync, existsSync, mkdtempSync, openSync, readdirSync, readFileSync, rmSync, statSync,
  writeFileSync, writeSync,
} from 'node:fs' // prettier-ignore
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it, onTestFinished } from 'vitest'
import { createBackup, verifyBackup } from '../../../db/backup.ts'
import { PAGE_BYTES } from '../../../db/cipher-page.ts'
import { openStoreForReading } from '../../../db/store.ts'
import { unwritableDisk } from '../../../db/read-only.ts'
import { randomFrom } from '../../../db/node-crypto.ts'
import type { Outcome } from '../../../domain/errors.ts'
import { adminPin, intent, newClinicInput, openClinic } from './harness.ts'
import { startProcess } from './start-process.ts'

/** A user of this machine without any rights of its own. */
const NOBODY = { uid: 65_534, gid: 65_534 } as const

type Keys = { key: string | null }
type Process = Awaited<ReturnType<typeof startProcess>>

const mount = (...args: readonly string[]): boolean => spawnSync('mount', args).status === 0

/** Switches a folder to read-only as a failing disk does, until the test ends; false where this user may not. */
function makeDiskReadOnly(folder: string): boolean {
  if (!mount('--bind', folder, folder)) return false
  onTestFinished(() => void spawnSync('umount', ['--lazy', folder]))
  return mount('-o', 'remount,bind,ro', folder)
}

const mayMount = ((): boolean => {
  if (process.platform !== 'linux') return false
  const folder = mkdtempSync(join(tmpdir(), 'caresync-mount-'))
  const may = mount('--bind', folder, folder)
  if (may) spawnSync('umount', [folder])
  rmSync(folder, { recursive: true })
  return may
})()

const mayBeNobody = process.platform === 'linux' && process.getuid?.() === 0

async function pullThePlug({ child, exited }: Process): Promise<void> {
  child.kill('SIGKILL')
  await exited
}

async function quit(shell: Process): Promise<void> {
  const flushed = shell.wait('flushed', () => true)
  shell.send({ kind: 'quit' })
  await flushed
  await pullThePlug(shell)
}

/** The folder of a clinic that was set up; its process ended in order, or in the middle of its work. */
async function clinicFolder(
  ended: 'in order' | 'by a power cut',
  disk = tmpdir(),
): Promise<{ folder: string; keys: Keys }> {
  const folder = mkdtempSync(join(disk, 'caresync-read-only-'))
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
  const keys: Keys = { key: null }
  const shell = await startProcess(folder, keys)
  expect(await shell.call('setup.newClinic', newClinicInput)).toMatchObject({ ok: true })
  if (ended === 'in order') await quit(shell)
  else await pullThePlug(shell)
  expect(existsSync(join(folder, 'caresync.db-wal'))).toBe(ended === 'by a power cut')
  return { folder, keys }
}

const valueIn = <T>(outcome: Outcome<unknown>): T => {
  if (!outcome.ok) throw new Error(`refused: ${outcome.code}`)
  return outcome.value as T
}

/** Sign-in and reading as ever. */
async function expectReading(shell: Process): Promise<void> {
  const { users } = valueIn<{ users: { id: string }[] }>(await shell.call('session.tiles', {}))
  const userId = users[0]?.id ?? ''
  const enter = (pin: string) => shell.call('session.signIn', { userId, secret: { pin } })
  expect(await enter('0000')).toMatchObject({ code: 'wrong-credentials' })
  expect(await enter(adminPin)).toMatchObject({ ok: true })
  expect(await shell.call('practitioners.list', {})).toMatchObject({
    value: { practitioners: [{ name: newClinicInput.practitioner.name }] },
  })
}

/** What a person finds: the reason at once, what is there, and no way to write. */
async function expectReadOnly(shell: Process): Promise<void> {
  const reason = 'the disk cannot be written'
  expect(await shell.call('app.state', {})).toMatchObject({
    value: { phase: 'sign-in', fault: null, readOnly: reason },
  })
  await expectReading(shell)
  const refused = { ok: false, code: 'read-only', params: { reason } }
  expect(await shell.call('drafts.put', { form: 'walk-in', body: { name: 'Lakshmi' } })).toEqual(refused)
  expect(await shell.call('preferences.put', { scope: 'pc', name: 'theme', value: 'dark' })).toEqual(refused)
}

/** Leaves not one block free. */
function fill(disk: string): void {
  const fd = openSync(join(disk, 'ballast'), 'w')
  const block = Buffer.alloc(4096)
  const isFull = (): boolean => {
    try {
      return writeSync(fd, block) < block.length
    } catch (fault) {
      if (fault instanceof Error && 'code' in fault && fault.code === 'ENOSPC') return true
      throw fault
    }
  }
  while (!isFull());
  closeSync(fd)
}

const contentOf = (folder: string): Readonly<Record<string, string>> =>
  Object.fromEntries(
    readdirSync(folder)
      .filter(name => statSync(join(folder, name)).isFile())
      .map(name => [name, readFileSync(join(folder, name)).toString('base64')]),
  )

describe.skipIf(!mayMount)('a clinic on a disk that was switched to read-only', () => {
  it('is open for reading when it was closed in order, and is written again when the disk is', async () => {
    const { folder, keys } = await clinicFolder('in order')
    expect(makeDiskReadOnly(folder)).toBe(true)
    const shell = await startProcess(folder, keys)
    await expectReadOnly(shell)
    expect(await shell.call('backup.create', { intent: intent() })).toMatchObject({ code: 'read-only' })
    await quit(shell)
    expect(spawnSync('umount', [folder]).status).toBe(0)
    const again = await startProcess(folder, keys)
    expect(await again.call('app.state', {})).toMatchObject({ value: { phase: 'sign-in', readOnly: null } })
    await quit(again)
  })

  it('is open for reading with all that its log holds after a power cut', async () => {
    const { folder, keys } = await clinicFolder('by a power cut')
    expect(makeDiskReadOnly(folder)).toBe(true)
    const shell = await startProcess(folder, keys)
    await expectReadOnly(shell)
    await quit(shell)
  })

  it('can still be copied to another disk as a verified backup', async () => {
    const { folder, keys } = await clinicFolder('in order')
    const key = Buffer.from(keys.key ?? '', 'base64').toString('hex')
    expect(makeDiskReadOnly(folder)).toBe(true)
    const how = { file: join(folder, 'caresync.db'), key, clock: Date.now, random: randomFrom }
    const store = openStoreForReading(how, unwritableDisk())
    if (!store.ok) throw new Error(store.code)
    const target = mkdtempSync(join(tmpdir(), 'caresync-carried-off-'))
    onTestFinished(() => rmSync(target, { recursive: true }))
    const made = await createBackup(store.value, target)
    store.value.close()
    expect(made).toMatchObject({ ok: true, value: { verified: true } })
    expect(await verifyBackup(made.ok ? made.value.path : '', key)).toMatchObject({ ok: true })
  })

  it('tells a first run that nothing can be set up there', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'caresync-read-only-'))
    onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
    expect(makeDiskReadOnly(folder)).toBe(true)
    const shell = await startProcess(folder, { key: null })
    expect(await shell.call('app.state', {})).toMatchObject({ value: { phase: 'first-run' } })
    expect(await shell.call('setup.newClinic', newClinicInput)).toMatchObject({ code: 'read-only' })
  })
})

describe.skipIf(!mayMount)('a clinic on a disk that is full', () => {
  it.each(['in order', 'by a power cut'] as const)('is open for reading when it had ended %s', async ended => {
    const disk = mkdtempSync(join(tmpdir(), 'caresync-small-'))
    onTestFinished(() => rmSync(disk, { recursive: true }))
    expect(mount('-t', 'tmpfs', '-o', 'size=8m', 'tmpfs', disk)).toBe(true)
    onTestFinished(() => void spawnSync('umount', ['--lazy', disk]))
    const { folder, keys } = await clinicFolder(ended, disk)
    fill(disk)
    const shell = await startProcess(folder, keys)
    expect(await shell.call('app.state', {})).toMatchObject({ value: { phase: 'sign-in', fault: null } })
    await expectReading(shell)
    expect(await shell.call('preferences.put', { scope: 'pc', name: 'theme', value: 'dark' })).toMatchObject({
      ok: false,
    })
    expect(await shell.call('app.state', {})).toMatchObject({ value: { readOnly: 'the disk is full' } })
    await quit(shell)
  })
})

describe.skipIf(!mayBeNobody)('a clinic in a folder of somebody else', () => {
  it('is open for reading, and nothing in the folder becomes another', async () => {
    const { folder, keys } = await clinicFolder('in order')
    chmodSync(folder, 0o555)
    for (const name of readdirSync(folder)) chmodSync(join(folder, name), 0o555)
    const before = contentOf(folder)
    const shell = await startProcess(folder, keys, NOBODY)
    await expectReadOnly(shell)
    await quit(shell)
    expect(contentOf(folder)).toEqual(before)
  })

  it('is only read when its lock alone is out of reach, for another program may have it', async () => {
    const { folder, keys } = await clinicFolder('in order')
    for (const name of ['.', 'caresync.db', 'caresync.db.seal']) chownSync(join(folder, name), NOBODY.uid, NOBODY.gid)
    const shell = await startProcess(folder, keys, NOBODY)
    await expectReadOnly(shell)
    await quit(shell)
  })
})

describe('a clinic whose file is damaged', () => {
  const spoil = (file: string, page: number): void => {
    const fd = openSync(file, 'r+')
    writeSync(fd, Buffer.alloc(64, 7), 0, 64, (page - 1) * PAGE_BYTES + 900)
    closeSync(fd)
  }

  it('is open for reading as far as it reads, and the file is left as it is', async () => {
    const desk = await openClinic()
    await desk.clinic.close()
    const file = join(desk.folder, 'caresync.db')
    const whole = readFileSync(file)
    const pages = whole.length / PAGE_BYTES
    const phases = new Set<string>()
    for (let page = 1; page <= pages; page += Math.ceil(pages / 12)) {
      writeFileSync(file, whole)
      spoil(file, page)
      const before = readFileSync(file)
      await desk.restart()
      const state = await desk.must('app.state', {})
      phases.add(state.phase)
      if (state.phase === 'stopped') expect(state.fault?.code).toBe('damaged-file')
      else {
        const reason = 'the database file is damaged'
        expect(state).toMatchObject({ readOnly: reason, fault: null })
        expect(await desk.raw('preferences.put', { scope: 'pc', name: 'theme', value: 'dark' })).toMatchObject({
          code: 'read-only',
          params: { reason },
        })
      }
      await desk.clinic.close()
      expect(readFileSync(file).equals(before)).toBe(true)
    }
    // The first page holds what opens all others.
    expect(phases).toEqual(new Set(['stopped', 'sign-in']))
  })
})
