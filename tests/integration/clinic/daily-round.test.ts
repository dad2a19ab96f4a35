import { closeSync, existsSync, mkdirSync, openSync, readdirSync, statSync, writeFileSync, writeSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { dailyRound } from '../../../clinic/daily-round.ts'
import { adminPin, openClinic, type SetUp } from './harness.ts'

const MINUTE = 60_000
const HOUR = 60 * MINUTE

function copies(desk: SetUp): readonly string[] {
  const folder = join(desk.folder, 'backups', 'daily')
  return existsSync(folder) ? readdirSync(folder).filter(name => name.endsWith('.caresync-backup')) : []
}

/** A round of its own over the clinic, as if this PC had just been switched on. */
async function switchedOn() {
  const desk = await openClinic()
  const round = dailyRound(desk.clinic.desk)
  const after = async (ms: number): Promise<number> => {
    desk.clock.now += ms
    round.look()
    await round.settled()
    return copies(desk).length
  }
  return { desk, after }
}

describe('the daily round', () => {
  it('makes one verified copy a day while nobody is signed in, not right after the start', async () => {
    const { desk, after } = await switchedOn()
    desk.clinic.lock()
    expect(await after(9 * MINUTE)).toBe(0)
    expect(await after(2 * MINUTE)).toBe(1)
    expect(await after(12 * HOUR)).toBe(1)
    expect(await after(9 * HOUR)).toBe(2)
    await desk.must('session.signIn', { userId: desk.adminId, secret: { pin: adminPin } })
    const { backups } = await desk.must('backup.list', {})
    expect(backups.map(backup => backup.verified)).toEqual([true, true])
    expect(desk.logged.filter(({ event }) => event.startsWith('daily'))).toEqual([])
  })

  it('waits for people at work, but not for longer than two days', async () => {
    const { desk, after } = await switchedOn()
    desk.clinic.lock()
    expect(await after(HOUR)).toBe(1)
    await desk.must('session.signIn', { userId: desk.adminId, secret: { pin: adminPin } })
    for (let minutes = 0; minutes < 43 * 60; minutes += 5) {
      desk.clock.now += 5 * MINUTE
      await desk.must('session.touch', {})
    }
    expect(await after(0)).toBe(1)
    desk.clock.now += 5 * MINUTE
    await desk.must('session.touch', {})
    expect(await after(2 * HOUR)).toBe(2)
  })

  it('keeps seven', async () => {
    const { desk, after } = await switchedOn()
    desk.clinic.lock()
    for (let day = 0; day < 9; day++) await after(24 * HOUR)
    expect(copies(desk)).toHaveLength(7)
  })

  it('removes what a copy left that was cut off', async () => {
    const { desk, after } = await switchedOn()
    desk.clinic.lock()
    const folder = join(desk.folder, 'backups', 'daily')
    mkdirSync(folder, { recursive: true })
    writeFileSync(join(folder, 'x.caresync-backup.making'), 'half')
    await after(HOUR)
    expect(readdirSync(folder).filter(name => name.includes('.making'))).toEqual([])
  })

  it('makes a damaged file read-only, and no copy of it', async () => {
    const { desk, after } = await switchedOn()
    desk.clinic.lock()
    desk.clinic.suspend()
    const file = openSync(join(desk.folder, 'caresync.db'), 'r+')
    writeSync(file, Buffer.alloc(64, 7), 0, 64, statSync(join(desk.folder, 'caresync.db')).size - 4096 * 3 + 100)
    closeSync(file)
    expect(await after(HOUR)).toBe(0)
    expect(desk.store.mode()).toEqual({ writable: false, reason: 'the database file is damaged' })
    expect(desk.logged.map(({ event }) => event)).toContain('daily-round-found-damage')
  })
})
