import { expect, it } from 'vitest'
import { openClinic, openEmpty, register, type SetUp } from './harness.ts'

/** Pages of the write-ahead log that are not in the database file yet. */
function pagesInLog({ clinic }: SetUp): number {
  if (clinic.desk.place.phase !== 'open') throw new Error('no store is open')
  const { write } = clinic.desk.place.store.engine
  const counts = write.one<{ log: number; checkpointed: number }>('PRAGMA wal_checkpoint(NOOP)')
  if (!counts) throw new Error('no counts')
  return counts.log - counts.checkpointed
}

it('a machine that goes to sleep leaves a locked session and everything in the database file', async () => {
  const desk = await openClinic()
  await register(desk)
  expect(pagesInLog(desk)).toBeGreaterThan(0)
  desk.clinic.suspend()
  expect(pagesInLog(desk)).toBe(0)
  expect(await desk.refused('queue.board', {})).toBe('locked')
})

it('a machine that goes to sleep before a clinic is set up, or while it ends, is no fault', async () => {
  const { clinic } = await openEmpty()
  clinic.suspend()
  await clinic.close()
  clinic.suspend()
})
