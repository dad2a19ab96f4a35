import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { patient } from '../../../domain/tables/people.ts'
import { ok } from '../../../domain/errors.ts'
import { count, entries, intent, issue, openClinic, person, register, type SetUp, walkIn } from './harness.ts'

/** As a screen does it: with whom the board shows as served. */
async function callNext(desk: SetUp) {
  const [column] = (await desk.must('queue.board', {})).columns
  const serving = column?.serving?.id ?? null
  return desk.must('queue.callNext', { intent: intent(), practitionerId: desk.doctorId, serving })
}

describe('a walk-in', () => {
  it('is one entry with visit, token and consultation charge', async () => {
    const desk = await openClinic()
    const patientId = await register(desk)
    const before = entries(desk)
    await walkIn(desk, patientId)
    expect(entries(desk)).toBe(before + 1)
    expect(['encounter', 'token', 'chargeItem'].map(table => count(desk, table))).toEqual([1, 1, 1])
  })

  it('happens once, however often the same click arrives', async () => {
    const desk = await openClinic()
    const patientId = await register(desk)
    const once = { intent: intent(), patientId, practitionerId: desk.doctorId, priority: false }
    const tokens = await Promise.all([1, 2, 3].map(() => desk.must('queue.walkIn', once)))
    expect(new Set(tokens.map(({ id }) => id)).size).toBe(1)
    expect(count(desk, 'token')).toBe(1)
    expect(await desk.refused('patients.register', { ...person, intent: once.intent })).toBe('intent-reused')
  })

  it('is not given again for an intent that stood for somebody else', async () => {
    const desk = await openClinic()
    const asked = { intent: intent(), practitionerId: desk.doctorId, priority: false }
    const first = await desk.must('queue.walkIn', { ...asked, patientId: await register(desk) })
    const other = await register(desk, { name: 'Mohan Joshi' })
    expect(await desk.refused('queue.walkIn', { ...asked, patientId: other })).toBe('intent-reused')
    expect(await desk.must('queue.walkIn', { ...asked, patientId: first.patientId })).toMatchObject({ id: first.id })
    expect(count(desk, 'token')).toBe(1)
  })

  it('of somebody who still waits for this doctor is refused with the token', async () => {
    const desk = await openClinic()
    const patientId = await register(desk)
    await walkIn(desk, patientId)
    const again = { intent: intent(), patientId, practitionerId: desk.doctorId, priority: true }
    expect(await desk.call('queue.walkIn', again)).toMatchObject({
      code: 'already-waiting',
      params: { patient: 'Rukmini Deshpande', token: 'W-01' },
    })
    await callNext(desk)
    expect(await desk.refused('queue.walkIn', { ...again, intent: intent() })).toBe('already-waiting')
    await callNext(desk)
    expect(await desk.must('queue.walkIn', { ...again, intent: intent() })).toMatchObject({ label: 'E-01' })
  })

  it('of somebody who died, or to a doctor who left, is refused', async () => {
    const desk = await openClinic()
    const patientId = await register(desk)
    desk.store.commit({ actor: desk.adminId, intent: intent() }, tx => {
      tx.set(patient, patientId, 'deceased', { deceasedOn: '2026-11-01' }, [])
      return ok(null)
    })
    const asked = { intent: intent(), patientId, practitionerId: desk.doctorId, priority: false }
    expect(await desk.refused('queue.walkIn', asked)).toBe('patient-deceased')
    const { practitioners } = await desk.must('practitioners.list', {})
    const [doctor] = practitioners
    if (!doctor) throw new Error('a doctor is there')
    const { clocks, id, ...fields } = doctor
    const bases = {
      profileBase: clocks['profile'] ?? [],
      feeBase: clocks['fee'] ?? [],
      sessionBase: clocks['session'] ?? [],
      stateBase: clocks['state'] ?? [],
    }
    await desk.must('practitioners.update', { intent: intent(), id, ...fields, active: false, ...bases })
    const other = await register(desk, { name: 'Mohan Joshi' })
    expect(await desk.call('queue.walkIn', { ...asked, patientId: other, intent: intent() })).toMatchObject({
      code: 'session-closed',
      params: { doctor: 'Kulkarni' },
    })
  })
})

describe('token numbers', () => {
  it('are unique in session and series and never used again, whatever is called, skipped or cancelled', async () => {
    const desk = await openClinic()
    const people = await Promise.all(
      Array.from({ length: 12 }, (_, index) => register(desk, { name: `Patient ${index}` })),
    )
    const step = fc.oneof(
      fc.record({ kind: fc.constant('walk-in' as const), who: fc.nat(11), priority: fc.boolean() }),
      fc.record({ kind: fc.constant('next' as const) }),
      fc.record({
        kind: fc.constant('move' as const),
        to: fc.constantFrom('skipped', 'cancelled', 'created', 'called'),
      }),
    )
    const steps = fc.sample(fc.array(step, { minLength: 60, maxLength: 60 }), { numRuns: 2, seed: 26 }).flat()
    for (const act of steps) {
      if (act.kind === 'walk-in') {
        const asked = { patientId: people[act.who] ?? '', practitionerId: desk.doctorId, priority: act.priority }
        await desk.call('queue.walkIn', { intent: intent(), ...asked })
      } else if (act.kind === 'next') await callNext(desk)
      else {
        const [column] = (await desk.must('queue.board', {})).columns
        const token = column?.waiting.at(-1) ?? column?.skipped.at(-1)
        if (token)
          await desk.call('queue.setStatus', {
            intent: intent(),
            tokenId: token.id,
            status: act.to,
            base: token.statusClocks,
            reason: '',
          })
      }
      const [column] = (await desk.must('queue.board', {})).columns
      expect(column?.waiting.every(({ status }) => status === 'created')).toBe(true)
    }
    const tokens = desk.store.read.all<{ series: string; number: number; status: string }>(
      'SELECT series, number, status FROM token ORDER BY series, number',
    )
    for (const series of ['W', 'E']) {
      const numbers = tokens.filter(token => token.series === series).map(({ number }) => number)
      expect(numbers).toEqual(numbers.map((_, index) => index + 1))
    }
    expect(tokens.filter(({ status }) => status === 'called' || status === 'in-progress').length).toBeLessThanOrEqual(1)
    expect(desk.logged).toEqual([])
  })

  it('begin anew with the next day', async () => {
    const desk = await openClinic()
    const patientId = await register(desk)
    expect(await walkIn(desk, patientId)).toMatchObject({ label: 'W-01' })
    desk.clock.now += 24 * 3_600_000
    await desk.must('session.signIn', { userId: desk.adminId, secret: { pin: '4826' } })
    expect(await walkIn(desk, patientId)).toMatchObject({ label: 'W-01' })
    expect((await desk.must('queue.board', {})).columns[0]?.waiting).toHaveLength(1)
  })
})

describe('the board', () => {
  it('calls emergencies first and then who came first, one patient in the room at a time', async () => {
    const desk = await openClinic()
    for (const [name, priority] of [['Mohan', false], ['Anjali', false], ['Rohit', true]] as const) {
      await walkIn(desk, await register(desk, { name }), priority)
      desk.clock.now += 60_000
    } // prettier-ignore
    const next = async () => (await callNext(desk)).token
    expect(await next()).toMatchObject({ label: 'E-01', status: 'in-progress' })
    expect((await desk.must('queue.board', {})).counts).toMatchObject({
      waiting: 2,
      inRoom: 1,
      done: 0,
      longestWaitMinutes: 3,
    })
    expect(await next()).toMatchObject({ label: 'W-01' })
    expect(await next()).toMatchObject({ label: 'W-02' })
    expect(await next()).toBeNull()
    expect((await desk.must('queue.board', {})).counts).toEqual({
      waiting: 0,
      inRoom: 0,
      done: 3,
      longestWaitMinutes: 0,
    })
  })

  it('calls nobody for a second press, here or in another window, so that nobody is ended who was not seen', async () => {
    const desk = await openClinic()
    for (const name of ['Mohan', 'Anjali', 'Rohit']) await walkIn(desk, await register(desk, { name }))
    const press = (serving: string | null) =>
      desk.call('queue.callNext', { intent: intent(), practitionerId: desk.doctorId, serving })
    const [first, second] = await Promise.all([press(null), press(null)])
    expect(first).toMatchObject({ ok: true, value: { token: { label: 'W-01', status: 'in-progress' } } })
    expect(second).toMatchObject({ ok: false, code: 'changed-meanwhile' })
    const inRoom = (await desk.must('queue.board', {})).columns[0]?.serving?.id ?? null
    expect(await Promise.all([press(inRoom), press(inRoom)])).toMatchObject([
      { ok: true, value: { token: { label: 'W-02' } } },
      { ok: false, code: 'changed-meanwhile' },
    ])
    const [column] = (await desk.must('queue.board', {})).columns
    expect(column).toMatchObject({
      serving: { label: 'W-02' },
      waiting: [{ label: 'W-03' }],
      done: [{ label: 'W-01' }],
    })
  })

  it('never shows a negative wait, not even after the clock was set back', async () => {
    const desk = await openClinic()
    await walkIn(desk, await register(desk))
    desk.clock.now -= 30 * 60_000
    expect((await desk.must('queue.board', {})).counts.longestWaitMinutes).toBe(0)
  })

  it('shows what was paid and the draft of a visit', async () => {
    const desk = await openClinic()
    const token = await walkIn(desk, await register(desk))
    const bill = await desk.must('billing.openVisit', { intent: intent(), encounterId: token.encounterId })
    const waiting = async () => (await desk.must('queue.board', {})).columns[0]?.waiting[0]
    expect(await waiting()).toMatchObject({ billId: bill.id, payment: 'none' })
    await issue(desk, bill, 200_00)
    expect(await waiting()).toMatchObject({ billId: null, payment: 'due' })
  })
})

describe('moving a token', () => {
  it('follows the legal moves alone, and only from what the screen showed', async () => {
    const desk = await openClinic()
    const token = await walkIn(desk, await register(desk))
    const move = (status: 'fulfilled' | 'skipped' | 'called', base: string[]) =>
      desk.call('queue.setStatus', { intent: intent(), tokenId: token.id, status, base, reason: 'went for tea' })
    expect(await move('fulfilled', token.statusClocks)).toMatchObject({
      code: 'illegal-transition',
      params: { token: 'W-01', from: 'created', to: 'fulfilled' },
    })
    expect(await move('skipped', token.statusClocks)).toMatchObject({ ok: true, value: { status: 'skipped' } })
    expect(await move('called', token.statusClocks)).toMatchObject({ code: 'changed-meanwhile' })
  })

  it('into a room that is taken asks to finish the first', async () => {
    const desk = await openClinic()
    await walkIn(desk, await register(desk, { name: 'Mohan' }))
    const second = await walkIn(desk, await register(desk, { name: 'Anjali' }))
    await callNext(desk)
    const asked = {
      intent: intent(),
      tokenId: second.id,
      status: 'called' as const,
      base: second.statusClocks,
      reason: '',
    }
    expect(await desk.call('queue.setStatus', asked)).toMatchObject({ code: 'room-taken', params: { token: 'W-01' } })
  })

  it('to cancelled takes its charge off, so that nobody bills a visit that never was', async () => {
    const desk = await openClinic()
    const token = await walkIn(desk, await register(desk))
    const bill = await desk.must('billing.openVisit', { intent: intent(), encounterId: token.encounterId })
    const asked = {
      intent: intent(),
      tokenId: token.id,
      status: 'cancelled' as const,
      base: token.statusClocks,
      reason: 'left',
    }
    await desk.must('queue.setStatus', asked)
    expect(await desk.must('billing.draft', { billId: bill.id })).toMatchObject({ status: 'discarded' })
    const anew = await desk.must('billing.openVisit', { intent: intent(), encounterId: token.encounterId })
    expect(anew.lines).toEqual([])
  })
})
