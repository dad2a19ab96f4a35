import { describe, expect, test } from 'vitest'
import { giveCode } from '../../../hq/devices/enrolment-code.ts'
import { intent, openClinic, openEmpty, person, register, type SetUp, type TestClinic } from '../clinic/harness.ts'
import { useCluster } from '../hq/cluster.ts'
import { serveHq } from '../hq/serving.ts'

const { database } = useCluster()

async function headquarters() {
  const { pool, open } = await database()
  const { server, platform } = await serveHq(pool, open('app'))
  const address = await server.listen({ host: '127.0.0.1', port: 0 })
  return {
    address,
    bringCode: () => giveCode(platform, { kind: 'bring' }),
    joinCode: (clinic: string) => giveCode(platform, { kind: 'join', clinic }),
  }
}
type Headquarters = Awaited<ReturnType<typeof headquarters>>

function allSent(desk: TestClinic): Promise<void> {
  return new Promise(resolve => {
    const look = async (): Promise<void> => {
      const { sync } = await desk.must('app.state', {})
      if (sync.state !== 'all-sent') return
      stop()
      resolve()
    }
    const stop = desk.clinic.on(() => void look())
    void look()
  })
}

/** Until the patient is on this PC. */
function until(desk: TestClinic, id: string): Promise<void> {
  return new Promise(resolve => {
    const look = async (): Promise<void> => {
      const found = await desk.call('patients.get', { id })
      if (!found.ok) return
      stop()
      resolve()
    }
    const stop = desk.clinic.on(() => void look())
    void look()
  })
}

async function bring(desk: TestClinic, hq: Headquarters): Promise<void> {
  await desk.must('hq.bring', { intent: intent(), address: hq.address, code: await hq.bringCode() })
  await allSent(desk)
}

async function join(desk: TestClinic, hq: Headquarters, first: SetUp): Promise<void> {
  const code = await hq.joinCode(first.store.clinicId)
  await desk.must('hq.join', { intent: intent(), address: hq.address, code, deviceName: 'Desk 2' })
  await desk.must('hq.firstPin', { code, userId: first.adminId, newPin: '7391' })
  await desk.must('session.signIn', { userId: first.adminId, secret: { pin: '7391' } })
}

describe('at real headquarters', () => {
  test('a clinic is brought and joined, and what each PC writes is on the other', async () => {
    const hq = await headquarters()
    const first = await openClinic()
    await register(first)
    await bring(first, hq)
    const second = await openEmpty()
    await join(second, hq, first)
    await until(first, await register(second, { name: 'Malati Kelkar', phone: null }))
    await allSent(first)
    await allSent(second)
  })

  test('a clinic that was restored is brought with what the PC wrote before, under its earlier name', async () => {
    const hq = await headquarters()
    const before = await openClinic()
    const id = await register(before)
    const { path } = await before.must('backup.create', { intent: intent() })
    const first = await openEmpty()
    await first.must('setup.restore', { intent: intent(), path, recoveryKey: before.recoveryKey })
    await first.must('session.signIn', { userId: before.adminId, secret: { pin: '4826' } })
    expect(first.store.deviceId).not.toBe(before.store.deviceId)
    await bring(first, hq)
    const second = await openEmpty()
    await join(second, hq, before)
    expect(await second.must('patients.get', { id })).toMatchObject({ name: person.name })
    expect(second.store.vector()).toMatchObject({ [before.store.deviceId]: {}, [first.store.deviceId]: {} })
  })

  test('a PC of a connected clinic that was restored goes on under a new name', async () => {
    const hq = await headquarters()
    const first = await openClinic()
    await bring(first, hq)
    const { path } = await first.must('backup.create', { intent: intent() })
    const late = await register(first, { name: 'Malati Kelkar', phone: null })
    await allSent(first)
    await first.clinic.close()
    const restored = await openEmpty()
    await restored.must('setup.restore', { intent: intent(), path, recoveryKey: first.recoveryKey })
    await restored.must('session.signIn', { userId: first.adminId, secret: { pin: '4826' } })
    const mine = await register(restored, { name: 'Asif Khan', phone: null })
    await allSent(restored)
    await until(restored, late)
    const second = await openEmpty()
    await join(second, hq, first)
    for (const id of [late, mine]) expect(await second.must('patients.get', { id })).toMatchObject({ id })
  })
})
