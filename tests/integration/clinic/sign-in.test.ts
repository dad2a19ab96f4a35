import { describe, expect, it } from 'vitest'
import { adminPassword, adminPin, intent, openClinic, signInAdmin, signInAs } from './harness.ts'

const minute = 60_000
const wrong = { pin: '9999' }

describe('signing in', () => {
  it('keeps verifiers as argon2id and never in the journal', async () => {
    const desk = await openClinic()
    const rows = desk.store.read.all<{ pinVerifier: string }>('SELECT pinVerifier FROM credential')
    expect(rows).toHaveLength(1)
    expect(rows[0]?.pinVerifier).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/)
    const journal = desk.store.read.all<{ entry: string }>('SELECT entry FROM journal').map(({ entry }) => entry)
    expect(journal.join()).not.toMatch(/argon2|Verifier|4826/)
  })

  it('locks a user out for five minutes after the fifth wrong PIN, also for the right one and through a restart', async () => {
    const desk = await openClinic()
    const signIn = (secret: { pin: string }) => desk.call('session.signIn', { userId: desk.adminId, secret })
    const lefts: unknown[] = []
    for (let tries = 0; tries < 4; tries += 1) lefts.push(await signIn(wrong))
    expect(lefts).toMatchObject([4, 3, 2, 1].map(left => ({ code: 'wrong-credentials', params: { left } })))
    expect(await signIn(wrong)).toMatchObject({ code: 'locked-out', params: { minutes: 5 } })
    await desk.restart()
    expect(await signIn({ pin: adminPin })).toMatchObject({ code: 'locked-out', params: { minutes: 5 } })
    desk.clock.now += 5 * minute
    expect(await signIn({ pin: adminPin })).toMatchObject({ ok: true })
    expect(await signIn(wrong)).toMatchObject({ code: 'wrong-credentials', params: { left: 4 } })
  })

  it('gives no more tries to many calls at once', async () => {
    const desk = await openClinic()
    const secrets = Array.from({ length: 12 }, () => wrong)
    const outcomes = await Promise.all(
      secrets.map(secret => desk.call('session.signIn', { userId: desk.adminId, secret })),
    )
    expect(outcomes.filter(outcome => !outcome.ok && outcome.code === 'locked-out').length).toBeGreaterThanOrEqual(7)
    expect(await desk.refused('session.signIn', { userId: desk.adminId, secret: { pin: adminPin } })).toBe('locked-out')
  })

  it('takes the password of an administrator, and none from who has none', async () => {
    const desk = await openClinic()
    const clerk = await signInAs(desk, ['front-desk'])
    await desk.must('session.signIn', { userId: desk.adminId, secret: { password: adminPassword } })
    expect(await desk.refused('session.signIn', { userId: clerk, secret: { password: adminPassword } })).toBe(
      'wrong-credentials',
    )
  })

  it('refuses weak PINs wherever a PIN is set', async () => {
    const desk = await openClinic()
    const user = { intent: intent(), displayName: 'Lakshmi', signInName: 'lakshmi', roles: ['front-desk' as const] }
    expect(await desk.refused('users.create', { ...user, pin: '1234' })).toBe('weak-pin')
    expect(await desk.refused('session.changePin', { currentPin: adminPin, newPin: '0000' })).toBe('weak-pin')
    expect(await desk.refused('users.resetPin', { userId: desk.adminId, newPin: '1212', ownPin: adminPin })).toBe(
      'weak-pin',
    )
  })
})

describe('the session', () => {
  it('locks after ten idle minutes, refuses all but the public until the PIN comes, and then goes on', async () => {
    const desk = await openClinic()
    desk.clock.now += 9 * minute
    await desk.must('session.touch', {})
    desk.clock.now += 10 * minute
    expect(await desk.must('app.state', {})).toMatchObject({ phase: 'locked', session: { userId: desk.adminId } })
    expect(await desk.refused('queue.board', {})).toBe('locked')
    await signInAdmin(desk)
    await desk.must('queue.board', {})
  })

  it('is not kept open by screens that only read', async () => {
    const desk = await openClinic()
    for (let minutes = 0; minutes < 10; minutes += 1) {
      await desk.must('queue.board', {})
      desk.clock.now += minute
    }
    expect(await desk.refused('queue.board', {})).toBe('locked')
  })

  it('locks after the minutes that an administrator chose', async () => {
    const desk = await openClinic()
    await desk.must('preferences.put', { scope: 'pc', name: 'idleMinutes', value: 2 })
    desk.clock.now += 2 * minute
    expect(await desk.must('app.state', {})).toMatchObject({ phase: 'locked' })
    expect(await desk.refused('preferences.put', { scope: 'pc', name: 'idleMinutes', value: 120 })).toBe('locked')
  })

  it('switches users while locked and keeps the drafts of each', async () => {
    const desk = await openClinic()
    await desk.must('drafts.put', { form: 'patient-new', body: { name: 'Rukm', fee: 12.5, odd: '\ud800' } })
    const clerk = await signInAs(desk, ['front-desk'])
    expect(await desk.must('drafts.get', { form: 'patient-new' })).toEqual({ body: null, savedAt: null })
    await desk.must('drafts.put', { form: 'patient-new', body: 'Mohan', userId: clerk })
    const late = {
      form: 'patient-new',
      body: 'typed by the one before',
      userId: '01890000-0000-7000-8000-000000000001',
    }
    expect(await desk.refused('drafts.put', late)).toBe('not-signed-in')
    await desk.must('session.lock', {})
    await signInAdmin(desk)
    expect((await desk.must('drafts.get', { form: 'patient-new' })).body).toEqual({
      name: 'Rukm',
      fee: 12.5,
      odd: '\ud800',
    })
    await desk.must('drafts.put', { form: 'patient-new', body: null })
    await desk.restart()
    await desk.must('session.signIn', { userId: clerk, secret: { pin: '7391' } })
    expect((await desk.must('drafts.get', { form: 'patient-new' })).body).toBe('Mohan')
  })

  it('ends at once for a user who was disabled, on the next call', async () => {
    const desk = await openClinic()
    const other = await signInAs(desk, ['admin'])
    const { users } = await desk.must('users.list', {})
    const admin = users.find(({ id }) => id === desk.adminId)
    const own = users.find(({ id }) => id === other)
    if (!admin || !own) throw new Error('both administrators are listed')
    const bases = (clocks: Record<string, string[]>) => ({
      profileBase: clocks['profile'] ?? [],
      rolesBase: clocks['roles'] ?? [],
      stateBase: clocks['state'] ?? [],
    })
    const off = { intent: intent(), id: other, displayName: own.displayName, roles: own.roles, active: false }
    await desk.must('users.update', { ...off, ...bases(own.clocks) })
    expect(await desk.refused('queue.board', {})).toBe('not-signed-in')
    expect(await desk.refused('session.signIn', { userId: other, secret: { pin: '7391' } })).toBe('user-disabled')
    await signInAdmin(desk)
    const last = {
      intent: intent(),
      id: desk.adminId,
      displayName: 'Asha Rane',
      roles: ['admin' as const],
      active: false,
    }
    expect(await desk.refused('users.update', { ...last, ...bases(admin.clocks) })).toBe('last-administrator')
  })

  it('takes rights away with the role, without a new sign-in', async () => {
    const desk = await openClinic()
    const clerk = await signInAs(desk, ['front-desk', 'admin'])
    await desk.must('billing.list', { date: null, text: '', limit: 10 })
    const { users } = await desk.must('users.list', {})
    const own = users.find(({ id }) => id === clerk)
    await desk.must('users.update', {
      intent: intent(),
      id: clerk,
      displayName: 'Clerk',
      roles: ['doctor'],
      active: true,
      profileBase: own?.clocks['profile'] ?? [],
      rolesBase: own?.clocks['roles'] ?? [],
      stateBase: own?.clocks['state'] ?? [],
    })
    expect(await desk.refused('billing.list', { date: null, text: '', limit: 10 })).toBe('not-allowed')
  })
})

describe('a forgotten PIN', () => {
  it('is replaced by an administrator with the own PIN, and the lock-out ends', async () => {
    const desk = await openClinic()
    const clerk = await signInAs(desk, ['front-desk'])
    for (let tries = 0; tries < 5; tries += 1) await desk.call('session.signIn', { userId: clerk, secret: wrong })
    await signInAdmin(desk)
    const reset = { userId: clerk, newPin: '5093' }
    expect(await desk.refused('users.resetPin', { ...reset, ownPin: '9182' })).toBe('wrong-credentials')
    await desk.must('users.resetPin', { ...reset, ownPin: adminPin })
    await desk.must('session.signIn', { userId: clerk, secret: { pin: '5093' } })
  })

  it('of the last administrator is replaced with the recovery key', async () => {
    const desk = await openClinic()
    const clerk = await signInAs(desk, ['front-desk'])
    const recover = { userId: desk.adminId, newPin: '5093' }
    const mistyped = desk.recoveryKey.replace(/^./, first => (first === '0' ? '1' : '0'))
    expect(await desk.refused('session.recover', { ...recover, recoveryKey: mistyped })).toBe('bad-recovery-key')
    expect(await desk.refused('session.recover', { ...recover, userId: clerk, recoveryKey: desk.recoveryKey })).toBe(
      'not-found',
    )
    await desk.must('session.recover', { ...recover, recoveryKey: desk.recoveryKey })
    await desk.must('session.signIn', { userId: desk.adminId, secret: { pin: '5093' } })
  })
})

describe('a PC that lost its key', () => {
  it('says so, leaves the database alone, and is opened by the recovery key', async () => {
    const desk = await openClinic()
    const { key } = desk.keys
    desk.keys.key = null
    await desk.restart()
    expect(await desk.must('app.state', {})).toMatchObject({ phase: 'stopped', fault: { code: 'key-lost' } })
    expect(await desk.refused('session.signIn', { userId: desk.adminId, secret: { pin: adminPin } })).toBe('key-lost')
    expect(await desk.refused('setup.unlock', { recoveryKey: 'no' })).toBe('bad-recovery-key')
    await desk.must('setup.unlock', { recoveryKey: desk.recoveryKey })
    expect(desk.keys.key).toBe(key)
    await signInAdmin(desk)
    await desk.restart()
    expect(await desk.must('app.state', {})).toMatchObject({ phase: 'sign-in' })
  })
})
