import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gunzipSync } from 'node:zlib'
import { describe, expect, onTestFinished, test } from 'vitest'
import { decodeMessage } from '../../../domain/sync/page-code.ts'
import { paths } from '../../../domain/sync/protocol.ts'
import type { FakeHeadquarters } from '../../fakes/headquarters.ts'
import {
  adminPin,
  intent,
  openClinic,
  openEmpty,
  person,
  register,
  type SetUp,
  type TestClinic,
} from '../clinic/harness.ts'
import { valueOf } from '../db/helpers.ts'
import { headquarters } from './pc.ts'

/** Looks again whenever the windows of this PC are told something. */
function until(desk: TestClinic, is: () => Promise<boolean>): Promise<void> {
  return new Promise((resolve, reject) => {
    const look = async (): Promise<void> => {
      if (!(await is())) return
      stop()
      resolve()
    }
    const stop = desk.clinic.on(() => void look().catch(reject))
    look().catch(reject)
  })
}

type Sync = { readonly state: string; readonly waiting: number }
const untilShown = (desk: TestClinic, is: (sync: Sync) => boolean): Promise<void> =>
  until(desk, async () => is((await desk.must('app.state', {})).sync))
const allSent = (desk: TestClinic) => untilShown(desk, ({ state }) => state === 'all-sent')

async function connected(hq: FakeHeadquarters): Promise<SetUp> {
  const desk = await openClinic()
  await desk.must('hq.bring', { intent: intent(), address: hq.address, code: hq.code('bring') })
  await allSent(desk)
  return desk
}

const joinWith = (hq: FakeHeadquarters, code: string, deviceName = 'Desk 2') =>
  ({ intent: intent(), address: hq.address, code, deviceName }) as const

/** A second PC of the clinic, on which the administrator has a PIN. */
async function joined(hq: FakeHeadquarters, first: SetUp): Promise<TestClinic> {
  const desk = await openEmpty()
  const code = hq.code('join', first.store.clinicId)
  await desk.must('hq.join', joinWith(hq, code))
  await desk.must('hq.firstPin', { code, userId: first.adminId, newPin: '7391' })
  await desk.must('session.signIn', { userId: first.adminId, secret: { pin: '7391' } })
  return desk
}

describe('a PC that brings its clinic', () => {
  test('sends all that was written before, and says so', async () => {
    const hq = await headquarters()
    const desk = await openClinic()
    await register(desk)
    expect(await desk.must('sync.status', {})).toMatchObject({ state: 'alone', waiting: 0, address: null })
    expect(await desk.refused('sync.sendNow', {})).toBe('hq-not-linked')
    await desk.must('hq.bring', { intent: intent(), address: hq.address, code: hq.code('bring') })
    await allSent(desk)
    const { store } = desk
    const held = hq.clinic(store.clinicId).journal.branches(store.deviceId)
    expect(held.map(branch => branch.head)).toEqual([store.vector()[store.deviceId]])
    expect(await desk.must('sync.status', {})).toMatchObject({ waiting: 0, address: hq.address, trouble: null })
    expect(await desk.refused('hq.bring', { intent: intent(), address: hq.address, code: hq.code('bring') })).toBe(
      'hq-linked',
    )
  })

  test('goes on after a restart, and knows what was sent', async () => {
    const hq = await headquarters()
    const desk = await connected(hq)
    await hq.down()
    await untilShown(desk, ({ state }) => state === 'offline')
    await register(desk)
    await desk.restart()
    await untilShown(desk, ({ state, waiting }) => state === 'offline' && waiting === 1)
    await hq.up()
    await desk.must('session.signIn', { userId: desk.adminId, secret: { pin: adminPin } })
    await desk.must('sync.sendNow', {})
    await allSent(desk)
  })

  test('asks at once when the machine woke up, though nothing waits', async () => {
    const hq = await headquarters()
    const desk = await connected(hq)
    const asked = hq.asked(paths.push)
    desk.clinic.resume()
    await asked
  })

  test('is told in words what is wrong with address or code, and stays as it is', async () => {
    const hq = await headquarters()
    const desk = await openClinic()
    const ask = (address: string, code: string) => desk.refused('hq.bring', { intent: intent(), address, code })
    expect(await ask('http://hq.example.in', hq.code('bring'))).toBe('bad-hq-address')
    expect(await ask(hq.address, '2222-3333-4444')).toBe('enrolment-code-refused')
    expect(await ask(hq.address, '2222-3333')).toBe('enrolment-code-refused')
    expect(await ask(hq.address, hq.code('join', (await connected(hq)).store.clinicId))).toBe('wrong-kind-of-code')
    await hq.down()
    expect(await ask(hq.address, hq.code('bring'))).toBe('hq-unreachable')
    expect(await desk.must('sync.status', {})).toMatchObject({ state: 'alone' })
  })
})

describe('a new PC of a clinic', () => {
  test('gets everything, and an administrator with the code sets the first PIN', async () => {
    const hq = await headquarters()
    const first = await connected(hq)
    const patientId = await register(first)
    await allSent(first)
    const code = hq.code('join', first.store.clinicId)
    const desk = await openEmpty()
    const typed = `${code.slice(0, 4)}-${code.slice(4, 8).toLowerCase()} ${code.slice(8)}`
    expect(await desk.must('hq.lookup', { address: hq.address, code: typed })).toEqual({
      address: hq.address,
      kind: 'join',
      clinic: { displayName: 'Shanti Ayurveda & Family Clinic', city: 'Pune' },
    })
    const progress: number[] = []
    desk.clinic.on(
      event => event.event === 'progress' && event.task === 'join' && progress.push(event.done / event.total),
    )
    const { recoveryKey, clinicName } = await desk.must('hq.join', joinWith(hq, typed))
    expect(clinicName).toBe('Shanti Ayurveda & Family Clinic')
    expect(recoveryKey).toMatch(/^([0-9A-Z]{6}-){8}[0-9A-Z]{6}$/)
    expect(progress.at(-1)).toBe(1)
    expect(await desk.must('app.state', {})).toMatchObject({
      phase: 'sign-in',
      needsFirstPin: true,
      clinic: { deviceName: 'Desk 2' },
    })
    expect(desk.store.deviceCode).toMatch(/^HQ/)

    const pinFor = { userId: first.adminId, newPin: '7391' }
    expect(await desk.refused('hq.firstPin', { code: '2222-3333-4444', ...pinFor })).toBe('wrong-enrolment-code')
    expect(await desk.refused('hq.firstPin', { code, ...pinFor, newPin: '1234' })).toBe('weak-pin')
    await desk.must('hq.firstPin', { code, ...pinFor })
    expect(await desk.refused('hq.firstPin', { code, ...pinFor })).toBe('wrong-enrolment-code')
    expect(await desk.must('app.state', {})).toMatchObject({ needsFirstPin: false })
    await desk.must('session.signIn', { userId: first.adminId, secret: { pin: '7391' } })
    expect(await desk.must('patients.get', { id: patientId })).toMatchObject({ name: person.name })
  })

  test('lets nobody but an administrator begin', async () => {
    const hq = await headquarters()
    const first = await connected(hq)
    const clerk = await first.must('users.create', {
      intent: intent(),
      displayName: 'Asif',
      signInName: 'asif',
      roles: ['front-desk'],
      pin: '7391',
    })
    await allSent(first)
    const code = hq.code('join', first.store.clinicId)
    const desk = await openEmpty()
    await desk.must('hq.join', joinWith(hq, code))
    expect(await desk.refused('hq.firstPin', { code, userId: clerk.id, newPin: '7391' })).toBe('not-found')
  })

  test('is let in by the same code when the answer to the first try got lost', async () => {
    const hq = await headquarters()
    const first = await connected(hq)
    const code = hq.code('join', first.store.clinicId)
    const desk = await openEmpty()
    hq.fault(paths.enrol, { type: 'drop', done: true })
    expect(await desk.refused('hq.join', joinWith(hq, code))).toBe('hq-unreachable')
    await desk.must('hq.join', joinWith(hq, code))
    expect(await desk.must('app.state', {})).toMatchObject({ phase: 'sign-in' })
  })

  test('goes on with the same code where the line broke, also after a restart', async () => {
    const hq = await headquarters()
    const first = await connected(hq)
    hq.mostPulled = 3
    for (let n = 0; n < 12; n++) await register(first, { name: `Patient ${n}`, phone: null })
    await allSent(first)
    const code = hq.code('join', first.store.clinicId)
    await first.clinic.close()
    const desk = await openEmpty()
    hq.fault(paths.pull, ...Array.from({ length: 3 }, () => ({ type: 'drop', done: false }) as const))
    expect(await desk.refused('hq.join', joinWith(hq, code))).toBe('hq-unreachable')
    const { deviceId } = desk.store
    await desk.restart()
    expect(await desk.must('app.state', {})).toMatchObject({ phase: 'first-run' })
    await desk.must('hq.join', joinWith(hq, code))
    expect(desk.store.deviceId).toBe(deviceId)
    expect(await desk.must('app.state', {})).toMatchObject({ phase: 'sign-in', needsFirstPin: true })
    const told: string[] = []
    desk.clinic.on(event => event.event === 'changed' && event.tables.includes('credential') && told.push(event.event))
    await desk.must('hq.firstPin', { code, userId: first.adminId, newPin: '7391' })
    expect(told).toEqual(['changed'])
  })

  test('and the first one each see what the other writes', async () => {
    const hq = await headquarters()
    const first = await connected(hq)
    const second = await joined(hq, first)
    const seen = new Promise<void>(resolve => {
      first.clinic.on(event => event.event === 'changed' && event.tables.includes('patient') && resolve())
    })
    const id = await register(second)
    await seen
    expect(await first.must('patients.get', { id })).toMatchObject({ name: person.name })
    const { devices } = await first.must('sync.devices', {})
    const pcs = devices.filter(device => !device.isHeadquarters).map(({ name, isHere }) => [name, isHere])
    expect(pcs.toSorted()).toEqual([
      ['Desk 1', true],
      ['Desk 2', false],
    ])
  })
})

describe('values that two PCs entered', () => {
  test('are listed with where they come from, and settled for both with one choice', async () => {
    const hq = await headquarters()
    const first = await connected(hq)
    const id = await register(first)
    await allSent(first)
    const second = await joined(hq, first)
    await hq.down()
    for (const [desk, name] of [
      [first, 'Rukmini Deshmukh'],
      [second, 'Rukmani Deshpande'],
    ] as const) {
      await untilShown(desk, ({ state }) => state === 'offline')
      const { clocks } = await desk.must('patients.get', { id })
      const change = { group: 'name', values: { name, nativeName: '' }, base: clocks['name'] ?? [] } as const
      await desk.must('patients.update', { intent: intent(), id, changes: [change] })
    }
    await hq.up()
    const conflicted = until(first, async () => (await first.must('sync.toSettle', {})).conflicts.length > 0)
    await first.must('sync.sendNow', {})
    await second.must('sync.sendNow', {})
    await conflicted
    const { conflicts } = await first.must('sync.toSettle', {})
    expect(conflicts).toMatchObject([{ table: 'patient', id, group: 'name' }])
    const heads = conflicts[0]?.heads ?? []
    expect(heads.map(head => [head.device, head.values['name']]).toSorted()).toEqual([
      ['Desk 1', 'Rukmini Deshmukh'],
      ['Desk 2', 'Rukmani Deshpande'],
    ])
    const chosen = heads.find(head => head.device === 'Desk 2')
    const settle = {
      intent: intent(),
      table: 'patient',
      id,
      group: 'name',
      clock: chosen?.clock ?? '',
      base: heads.map(head => head.clock),
    }
    expect(await first.refused('sync.settle', { ...settle, intent: intent(), base: settle.base.slice(1) })).toBe(
      'changed-meanwhile',
    )
    await first.must('sync.settle', settle)
    expect(await first.must('sync.toSettle', {})).toMatchObject({ conflicts: [] })
    await until(second, async () => {
      const { name, conflicts } = await second.must('patients.get', { id })
      return name === 'Rukmani Deshpande' && Object.keys(conflicts).length === 0
    })
  })
})

describe('what waits to be sent', () => {
  test('can be taken away as a file that holds it, whole and sealed', async () => {
    const hq = await headquarters()
    const desk = await connected(hq)
    const folder = mkdtempSync(join(tmpdir(), 'caresync-export-'))
    onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
    expect(await desk.must('sync.exportUnsent', { intent: intent(), folder })).toEqual({
      path: null,
      entries: 0,
      bytes: 0,
    })
    await hq.down()
    await register(desk)
    await register(desk, { name: 'Mohan Joshi', phone: null })
    const exported = await desk.must('sync.exportUnsent', { intent: intent(), folder })
    expect(exported.entries).toBe(2)
    expect(readdirSync(folder)).toHaveLength(1)
    const { pages } = valueOf(decodeMessage(gunzipSync(readFileSync(exported.path ?? ''))))
    expect(pages.map(({ device, entries, seal }) => [device, entries.length, seal.seq])).toEqual([
      [desk.store.deviceId, 2, desk.store.vector()[desk.store.deviceId]?.seq],
    ])
    expect(await desk.refused('sync.exportUnsent', { intent: intent(), folder: join(folder, 'none') })).toBe(
      'folder-not-found',
    )
  })
})
