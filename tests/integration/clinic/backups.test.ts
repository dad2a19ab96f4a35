import { copyFileSync, existsSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { answerRequest } from '../../../clinic/shell-requests.ts'
import {
  adminPin,
  draftWith,
  intent,
  issue,
  line,
  openClinic,
  openEmpty,
  register,
  signInAs,
  walkIn,
} from './harness.ts'

async function clinicWithBackup() {
  const desk = await openClinic()
  const id = await register(desk)
  const { number } = await issue(desk, await draftWith(desk, id, [line()]))
  const backup = await desk.must('backup.create', { intent: intent() })
  return { desk, id, number, backup }
}

describe('a backup', () => {
  it('is verified when it is made, listed, and made once by a double click', async () => {
    const desk = await openClinic()
    const once = { intent: intent() }
    const [first, second] = await Promise.all([desk.must('backup.create', once), desk.must('backup.create', once)])
    expect(second).toEqual(first)
    const { folder, backups } = await desk.must('backup.list', {})
    expect(folder).toBe(join(desk.folder, 'backups'))
    expect(backups).toEqual([{ ...first, verified: true }])
    expect(await desk.must('backup.verify', { path: first.path })).toMatchObject({ intact: true, detail: '' })
  })

  it('shows its recovery key again to an administrator with the own PIN, of a sample too, and to nobody else', async () => {
    const desk = await openClinic()
    expect(await desk.must('backup.recoveryKey', { ownPin: adminPin })).toEqual({ recoveryKey: desk.recoveryKey })
    expect(await desk.call('backup.recoveryKey', { ownPin: '9071' })).toMatchObject({
      code: 'wrong-credentials',
      params: { left: 4 },
    })
    expect(JSON.stringify(desk.logged)).not.toContain(desk.recoveryKey)
    expect(desk.logged.map(({ event }) => event)).toContain('recovery-key-shown')
    await signInAs(desk, ['front-desk', 'auditor'])
    expect(await desk.refused('backup.recoveryKey', { ownPin: adminPin })).toBe('not-allowed')
  })

  it('that was damaged is told from one that is sound, and is left as it is', async () => {
    const { desk, backup } = await clinicWithBackup()
    const bytes = readFileSync(backup.path)
    bytes[bytes.length >> 1] = (bytes[bytes.length >> 1] ?? 0) ^ 1
    writeFileSync(backup.path, bytes)
    const verified = await desk.must('backup.verify', { path: backup.path })
    expect(verified.intact).toBe(false)
    expect(verified.detail).not.toBe('')
    expect(readFileSync(backup.path).equals(bytes)).toBe(true)
    expect(await desk.refused('backup.verify', { path: join(desk.folder, 'nothing') })).toBe('backup-not-found')
    expect(await desk.refused('backup.verify', { path: desk.folder })).toBe('backup-not-found')
  })

  it('opens on an empty machine with the recovery key, with everything that was in it, as a new device', async () => {
    const { desk: old, id, number, backup } = await clinicWithBackup()
    const desk = await openEmpty()
    const path = join(desk.folder, 'from-usb.caresync-backup')
    copyFileSync(backup.path, path)
    expect(await desk.must('setup.inspectBackup', { path })).toMatchObject({ bytes: backup.bytes, needsKey: true })
    const asked = { intent: intent(), path, recoveryKey: old.recoveryKey }
    const restored = await desk.must('setup.restore', asked)
    expect(restored).toMatchObject({ clinicName: 'Shanti Ayurveda & Family Clinic' })
    expect(await desk.must('setup.restore', asked)).toEqual(restored)
    expect(desk.keys.key).toBe(old.keys.key)
    await desk.must('session.signIn', { userId: old.adminId, secret: { pin: '4826' } })
    expect(await desk.must('patients.get', { id })).toMatchObject({ documents: [{ number, paid: 340_00 }] })
    expect(desk.store.deviceId).not.toBe(old.store.deviceId)

    const { practitioners } = await desk.must('practitioners.list', {})
    const asPatient = { intent: intent(), patientId: id, practitionerId: practitioners[0]?.id ?? '', priority: false }
    const token = await desk.must('queue.walkIn', asPatient)
    expect(token.label).toMatch(/^W-01[A-Z0-9]+$/)
    expect(await desk.must('search.find', { text: number, limit: 5 })).toMatchObject({ documents: [{ number }] })
    expect(await desk.must('audit.verify', {})).toMatchObject({ intact: true, devices: 2 })
    await desk.restart()
    expect(await desk.must('app.state', {})).toMatchObject({ phase: 'sign-in' })
  })

  it('does not open with another key, and leaves the machine as empty as before', async () => {
    const { backup } = await clinicWithBackup()
    const stranger = await openClinic()
    const desk = await openEmpty()
    const asked = { intent: intent(), path: backup.path }
    expect(await desk.refused('setup.restore', { ...asked, recoveryKey: 'ABC' })).toBe('bad-recovery-key')
    expect(await desk.refused('setup.restore', { ...asked, recoveryKey: stranger.recoveryKey })).toBe(
      'bad-recovery-key',
    )
    const nowhere = { ...asked, path: '/nowhere/at-all', recoveryKey: stranger.recoveryKey }
    expect(await desk.refused('setup.restore', nowhere)).toBe('backup-not-found')
    expect(await desk.must('app.state', {})).toMatchObject({ phase: 'first-run' })
    expect(existsSync(join(desk.folder, 'caresync.db'))).toBe(false)
    expect(desk.keys.key).toBeNull()
  })

  it('is neither looked at nor restored where a clinic is', async () => {
    const { desk, backup } = await clinicWithBackup()
    expect(await desk.refused('setup.inspectBackup', { path: backup.path })).toBe('already-set-up')
    const asked = { intent: intent(), path: backup.path, recoveryKey: desk.recoveryKey }
    expect(await desk.refused('setup.restore', asked)).toBe('already-set-up')
  })
})

describe('what the shell asks', () => {
  it('is a backup before an update, of which three are kept', async () => {
    const { desk } = await clinicWithBackup()
    for (const version of ['0.1.0', '0.1.1', '0.1.1', '../../0.2']) {
      desk.clock.now += 1000
      const made = await answerRequest(desk.clinic.desk, 'backupBeforeUpdate', { version })
      expect(made).toMatchObject({ ok: true })
      if (made.ok) expect(statSync(made.value.path).size).toBe(made.value.bytes)
    }
    const folder = join(desk.folder, 'backups', 'before-update')
    const kept = readdirSync(folder, { recursive: true }).filter(name => String(name).endsWith('.caresync-backup'))
    expect(kept).toHaveLength(3)
    expect((await desk.must('backup.list', {})).backups).toHaveLength(1)
  })

  it('is whether an update would tear something away', async () => {
    const desk = await openClinic()
    const gates = () => answerRequest(desk.clinic.desk, 'updateGates', null)
    expect(await gates()).toMatchObject({ value: { openBill: false, clinicHours: true } })
    const bill = await draftWith(desk, await register(desk), [line()])
    expect(await gates()).toMatchObject({ value: { openBill: true } })
    await issue(desk, bill)
    desk.clock.now += 4 * 3_600_000
    expect(await gates()).toMatchObject({ value: { openBill: false, clinicHours: false } })
  })

  it('is facts for support that name nobody', async () => {
    const desk = await openClinic()
    await walkIn(desk, await register(desk))
    const facts = JSON.stringify(await answerRequest(desk.clinic.desk, 'supportFacts', null))
    expect(JSON.parse(facts)).toMatchObject({
      value: { version: '0.1.0', place: 'open', setAside: 0, conflicts: 0, rows: { patient: 1, token: 1 } },
    })
    expect(facts).not.toMatch(/Rukmini|98220|Kulkarni|Shanti|Asha/)
  })
})

describe('the audit trail', () => {
  it('says who did what, newest first, for a day, a person, a table or a record', async () => {
    const desk = await openClinic()
    const id = await register(desk)
    await walkIn(desk, id)
    const ask = { before: null, limit: 50, actor: null, table: '', date: null, recordId: null }
    const all = await desk.must('audit.list', ask)
    expect(all.entries[0]).toMatchObject({ actorName: 'Asha Rane', deviceCode: desk.store.deviceCode })
    expect(all.total).toBe(all.entries.length)
    const names = (list: typeof all) =>
      list.entries.map(({ changes }) => [...new Set(changes.map(({ table }) => table))])
    expect(names(await desk.must('audit.list', { ...ask, recordId: id }))).toEqual([['patient']])
    expect(names(await desk.must('audit.list', { ...ask, table: 'token' }))).toEqual([
      ['encounter', 'token', 'chargeItem'],
    ])
    expect((await desk.must('audit.list', { ...ask, date: '2026-11-22' })).total).toBe(0)
    expect((await desk.must('audit.list', { ...ask, date: '2026-11-23', actor: desk.adminId })).total).toBeGreaterThan(
      1,
    )
    const first = await desk.must('audit.list', { ...ask, limit: 1 })
    const rest = await desk.must('audit.list', { ...ask, before: first.next })
    expect([...first.entries, ...rest.entries]).toEqual(all.entries)
    expect(await desk.must('audit.verify', {})).toMatchObject({ intact: true, devices: 1, fault: null })
  })
})
