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

/** A round of its own over the clinic, as if this PC had just been switched on and nobody signed in. */
async function switchedOn(roomIn?: (folder: string) => number) {
  const desk = await openClinic()
  desk.clinic.lock()
  const round = dailyRound(desk.clinic.desk, roomIn)
  round.look()
  const after = async (ms: number): Promise<number> => {
    desk.clock.now += ms
    round.look()
    await round.settled()
    return copies(desk).length
  }
  const signIn = () => desk.must('session.signIn', { userId: desk.adminId, secret: { pin: adminPin } })
  /** Somebody works without a longer pause. */
  const work = async (ms: number): Promise<void> => {
    for (let minutes = 0; minutes < ms / MINUTE; minutes += 5) {
      desk.clock.now += 5 * MINUTE
      await desk.must('session.touch', {})
    }
  }
  return { desk, round, after, signIn, work }
}

describe('the daily round', () => {
  it('makes one verified copy a day while nobody is signed in, not right after the start', async () => {
    const { desk, after } = await switchedOn()
    expect(await after(9 * MINUTE)).toBe(0)
    expect(await after(2 * MINUTE)).toBe(1)
    expect(await after(12 * HOUR)).toBe(1)
    expect(await after(9 * HOUR)).toBe(2)
    await desk.must('session.signIn', { userId: desk.adminId, secret: { pin: adminPin } })
    const { backups, dailyFault } = await desk.must('backup.list', {})
    expect(dailyFault).toBe(null)
    expect(backups.map(backup => backup.verified)).toEqual([true, true])
    expect(desk.logged.filter(({ event }) => event.startsWith('daily'))).toEqual([])
  })

  it('waits until nobody has worked for a while, but not for longer than two days', async () => {
    const { desk, after, signIn, work } = await switchedOn()
    expect(await after(HOUR)).toBe(1)
    await signIn()
    await work(43 * HOUR)
    expect(await after(0)).toBe(1)
    desk.clinic.lock()
    expect(await after(0)).toBe(1)
    expect(await after(9 * MINUTE)).toBe(1)
    await signIn()
    await work(HOUR)
    expect(await after(0)).toBe(2)
  })

  it('makes the first copy also where somebody always works', async () => {
    const { after, signIn, work } = await switchedOn()
    await signIn()
    await work(15 * MINUTE)
    expect(await after(0)).toBe(1)
  })

  it('keeps seven', async () => {
    const { desk, after } = await switchedOn()
    for (let day = 0; day < 9; day++) await after(24 * HOUR)
    expect(copies(desk)).toHaveLength(7)
  })

  it('keeps those of other days through a clock that is wrong for a while, and does not copy by the hour', async () => {
    const { desk, after } = await switchedOn()
    for (let day = 0; day < 5; day++) await after(24 * HOUR)
    const before = copies(desk)
    desk.clock.now -= 2 * 24 * HOUR
    for (let hour = 0; hour < 12; hour++) await after(HOUR)
    expect(copies(desk)).toEqual(expect.arrayContaining([...before]))
    expect(copies(desk).length).toBeLessThanOrEqual(before.length + 1)
    desk.clock.now += 30 * 24 * HOUR
    expect(await after(HOUR)).toBeLessThanOrEqual(7)
  })

  it('makes room with the oldest, keeps the newest, and says when a copy still does not fit', async () => {
    let room = Number.POSITIVE_INFINITY
    const { desk, after, signIn } = await switchedOn(() => room)
    for (let day = 0; day < 3; day++) await after(24 * HOUR)
    const newest = copies(desk).toSorted().at(-1)
    room = 1000
    expect(await after(24 * HOUR)).toBe(1)
    expect(copies(desk)).toEqual([newest])
    await signIn()
    expect((await desk.must('backup.list', {})).dailyFault).toBe('no-room')
    desk.clinic.lock()
    room = Number.POSITIVE_INFINITY
    await after(HOUR)
    expect(await after(3 * HOUR)).toBe(2)
    await signIn()
    expect((await desk.must('backup.list', {})).dailyFault).toBe(null)
  })

  it('begins nothing more once the clinic closes', async () => {
    const { round, after } = await switchedOn()
    round.stop()
    expect(await after(24 * HOUR)).toBe(0)
  })

  it('removes what a copy left that was cut off', async () => {
    const { desk, after } = await switchedOn()
    const folder = join(desk.folder, 'backups', 'daily')
    mkdirSync(folder, { recursive: true })
    writeFileSync(join(folder, 'x.caresync-backup.making'), 'half')
    await after(HOUR)
    expect(readdirSync(folder).filter(name => name.includes('.making'))).toEqual([])
  })

  it('makes a damaged file read-only, and no copy of it', async () => {
    const { desk, after } = await switchedOn()
    desk.clinic.suspend()
    const file = openSync(join(desk.folder, 'caresync.db'), 'r+')
    writeSync(file, Buffer.alloc(64, 7), 0, 64, statSync(join(desk.folder, 'caresync.db')).size - 4096 * 3 + 100)
    closeSync(file)
    expect(await after(HOUR)).toBe(0)
    expect(desk.store.mode()).toEqual({ writable: false, reason: 'the database file is damaged' })
    expect(desk.logged.map(({ event }) => event)).toContain('daily-round-found-damage')
  })
})
