import { describe, expect, it } from 'vitest'
import { credential as credentialTable } from '../../../domain/tables/local-tables.ts'
import { count, intent, newClinicInput, openClinic, openEmpty } from './harness.ts'

describe('the first run', () => {
  it('begins on an empty PC and ends with a clinic that somebody can sign in to', async () => {
    const desk = await openEmpty()
    expect(await desk.must('app.state', {})).toMatchObject({
      phase: 'first-run',
      clinic: null,
      sync: { state: 'alone' },
    })
    expect(await desk.refused('queue.board', {})).toBe('not-set-up')
    await desk.must('setup.newClinic', newClinicInput)
    expect(await desk.must('app.state', {})).toMatchObject({
      phase: 'sign-in',
      clinic: {
        displayName: 'Shanti Ayurveda & Family Clinic',
        deviceName: 'Desk 1',
        isSample: false,
        timeZone: 'Asia/Kolkata',
      },
    })
    expect(desk.keys.key).toMatch(/^[0-9a-f]{64}$/)
  })

  it('gives one clinic and one recovery key to a double click', async () => {
    const desk = await openEmpty()
    const [first, second] = await Promise.all([
      desk.must('setup.newClinic', newClinicInput),
      desk.must('setup.newClinic', newClinicInput),
    ])
    expect(second).toEqual(first)
    expect(count(desk, 'user')).toBe(1)
    expect(await desk.refused('setup.newClinic', { ...newClinicInput, intent: intent() })).toBe('already-set-up')
    expect(await desk.refused('setup.sampleClinic', { intent: intent(), language: 'en' })).toBe('already-set-up')
  })

  it('checks the GSTIN of a registered clinic and its state, and can be tried again', async () => {
    const desk = await openEmpty()
    const withGstin = (gstin: string | null, stateCode = '27') =>
      desk.call('setup.newClinic', { ...newClinicInput, gst: { gstMode: 'regular', gstin, stateCode } })
    expect(await withGstin(null)).toMatchObject({ code: 'bad-gstin', params: { reason: 'shape' } })
    expect(await withGstin('27AAPFU0939F1ZW')).toMatchObject({ code: 'bad-gstin', params: { reason: 'check-digit' } })
    expect(await withGstin('27AAPFU0939F1ZV', '29')).toMatchObject({ code: 'bad-gstin', params: { reason: 'state' } })
    expect(await withGstin('27AAPFU0939F1ZV')).toMatchObject({ ok: true })
  })

  it('keeps the recovery key out of its state and of the journal', async () => {
    const desk = await openClinic()
    const state = JSON.stringify(await desk.must('app.state', {}))
    expect(state).not.toContain(desk.recoveryKey)
    const rows = desk.store.read
      .all<{ entry: string }>('SELECT entry FROM journal')
      .map(({ entry }) => entry)
      .join()
    expect(rows).not.toContain(desk.keys.key)
  })
})

describe('the sample clinic', () => {
  it('is full of life, says that it is a sample, and lets every user in with PIN 2580', async () => {
    const desk = await openEmpty()
    const tasks: string[] = []
    desk.clinic.on(event => {
      if (event.event === 'progress') tasks.push(event.task)
    })
    await desk.must('setup.sampleClinic', { intent: intent(), language: 'en' })
    expect(new Set(tasks)).toEqual(new Set(['sample']))
    expect(await desk.must('app.state', {})).toMatchObject({ phase: 'sign-in', clinic: { isSample: true } })
    const { users } = await desk.must('session.tiles', {})
    expect(users.length).toBeGreaterThanOrEqual(4)
    for (const { id } of users) await desk.must('session.signIn', { userId: id, secret: { pin: '2580' } })
    const admin = users.find(({ roles }) => roles.includes('admin'))
    await desk.must('session.signIn', { userId: admin?.id ?? '', secret: { pin: '2580' } })
    const board = await desk.must('queue.board', {})
    expect(board.counts.waiting).toBeGreaterThan(0)
    expect(board.counts.longestWaitMinutes).toBeGreaterThanOrEqual(0)
    const { documents } = await desk.must('billing.list', { date: null, text: '', limit: 200 })
    expect(documents.length).toBeGreaterThan(50)
  })

  it('that broke off before its users could sign in is begun anew', async () => {
    const desk = await openEmpty()
    await desk.must('setup.sampleClinic', { intent: intent(), language: 'en' })
    desk.store.local(tx => {
      for (const { id } of tx.all<{ id: string }>('SELECT id FROM credential')) tx.removeLocal(credentialTable, id)
      return null
    })
    await desk.restart()
    expect(await desk.must('app.state', {})).toMatchObject({ phase: 'first-run' })
    await desk.must('setup.newClinic', newClinicInput)
    expect(count(desk, 'patient')).toBe(0)
  })
})
