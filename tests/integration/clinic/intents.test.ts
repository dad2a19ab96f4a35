import { describe, expect, it, vi } from 'vitest'
import { user } from '../../../domain/tables/people.ts'
import { count, entries, intent, newClinicInput, openClinic, openEmpty, register, walkIn } from './harness.ts'

describe('an intent', () => {
  it('that was saved gives its answer again, also to a screen that is fresher by now', async () => {
    const desk = await openClinic()
    const token = await walkIn(desk, await register(desk))
    const hold = { intent: intent(), tokenId: token.id, status: 'skipped' as const, reason: 'went for tea' }
    const held = await desk.must('queue.setStatus', { ...hold, base: token.statusClocks })
    const before = entries(desk)
    expect(await desk.must('queue.setStatus', { ...hold, base: held.statusClocks })).toEqual(held)
    expect(await desk.refused('queue.setStatus', { ...hold, base: held.statusClocks, reason: 'left' })).toBe(
      'intent-reused',
    )
    expect(entries(desk)).toBe(before)
  })

  it('that was refused may be mended and sent again', async () => {
    const desk = await openClinic()
    const user = { intent: intent(), displayName: 'Sunil Pawar', roles: ['cashier' as const], pin: '7391' }
    expect(await desk.refused('users.create', { ...user, signInName: 'asha' })).toBe('name-taken')
    expect(await desk.must('users.create', { ...user, signInName: 'sunil' })).toMatchObject({ signInName: 'sunil' })
  })

  it('of the first run stands for one clinic', async () => {
    const desk = await openEmpty()
    const input = { ...newClinicInput, intent: intent() }
    const first = await desk.must('setup.newClinic', input)
    expect(await desk.must('setup.newClinic', input)).toEqual(first)
    expect(await desk.refused('setup.newClinic', { ...input, deviceName: 'Desk 2' })).toBe('intent-reused')
  })
})

describe('what nobody expected', () => {
  it('after a command was saved is never told as "nothing was saved", and the same intent finds what was', async () => {
    const desk = await openClinic()
    const asked = {
      intent: intent(), displayName: 'Sunil Pawar', signInName: 'sunil', roles: ['cashier' as const], pin: '7391',
    } // prettier-ignore
    const { read } = desk.store
    const see = read.see.bind(read)
    const broken = vi.spyOn(read, 'see').mockImplementation((table, id) => {
      const seen = see(table, id)
      if (table.name === user.name && seen !== undefined && id !== desk.adminId) throw new Error('the read broke')
      return seen
    })
    const outcome = await desk.call('users.create', asked)
    expect(outcome).toMatchObject({ code: 'saved-or-not', params: { support: expect.stringMatching(/^[0-9A-F]{8}$/) } })
    broken.mockRestore()
    expect(count(desk, 'user')).toBe(2)
    expect(await desk.must('users.create', asked)).toMatchObject({ signInName: 'sunil' })
    expect(count(desk, 'user')).toBe(2)
    expect(desk.logged).toMatchObject([{ event: 'internal', procedure: 'users.create' }])
  })

  it('while something is only looked at saved nothing, and says so', async () => {
    const desk = await openClinic()
    const broken = vi.spyOn(desk.store.read, 'all').mockImplementation(() => {
      throw new Error('the read broke')
    })
    expect(await desk.call('queue.board', {})).toMatchObject({ code: 'internal' })
    broken.mockRestore()
  })
})
