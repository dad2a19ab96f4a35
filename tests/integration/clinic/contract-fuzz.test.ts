import * as fc from 'fast-check'
import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { contract, type ProcedureName } from '../../../domain/contract/contract.ts'
import { errors } from '../../../domain/errors.ts'
import { localTables, syncedTables } from '../../../domain/tables/all.ts'
import { garbage, inputFor } from './any-input.ts'
import {
  count, draftWith, entries, issue, line, openClinic, register, regularGst, type SetUp, signInAdmin, signInAs, walkIn,
} from './harness.ts' // prettier-ignore

const names = Object.keys(contract) as ProcedureName[]
/** A wrong secret is counted even when it is refused, or nobody would ever be locked out. */
const countsTries = ['credential']
const tables = [...syncedTables, ...localTables].map(({ name }) => name).filter(name => !countsTries.includes(name))

/** Everything that a refused call must leave as it was. */
const written = (desk: SetUp) => JSON.stringify([entries(desk), tables.map(table => count(desk, table))])

/** A clinic with a little of everything, so that made-up ids of real records lead somewhere. */
async function busyClinic() {
  const desk = await openClinic(regularGst)
  const patientId = await register(desk)
  const token = await walkIn(desk, patientId)
  await walkIn(desk, await register(desk, { name: 'Mohan Joshi', phone: null }), true)
  const draft = await draftWith(desk, patientId, [line()])
  const { invoiceId } = await issue(desk, await draftWith(desk, patientId, [line()]), 100_00)
  const clerk = await signInAs(desk, ['front-desk'])
  await signInAdmin(desk)
  const ids = [patientId, token.id, token.encounterId, draft.id, invoiceId, desk.doctorId, desk.adminId, clerk]
  return { desk, ids, clerk }
}

async function expectHonest(desk: SetUp, name: string, input: unknown): Promise<boolean> {
  const before = written(desk)
  const outcome = await desk.raw(name, input)
  if (outcome.ok) return true
  expect(Object.keys(errors)).toContain(outcome.code)
  expect(['internal', 'saved-or-not']).not.toContain(outcome.code)
  expect(written(desk)).toBe(before)
  return false
}

const signInAgain = async (desk: SetUp) => {
  // Made-up tries may have locked the administrator out, and idle time may have locked the screen.
  desk.clock.now += 5 * 3_600_000
  await signInAdmin(desk)
}

/** Backups are whole copies of the database, each read again to the last page. */
const runs = (name: ProcedureName) => (name.startsWith('backup.') ? 8 : 60)

describe('every procedure of the contract, with made-up input', () => {
  it('answers with its output or an error of the catalogue, and writes nothing when it refuses', async () => {
    const { desk, ids } = await busyClinic()
    mkdirSync(join(desk.folder, 'backups'), { recursive: true })
    let answered = 0
    for (const name of names) {
      const made = inputFor(contract[name].input, ids)
      await fc.assert(
        fc.asyncProperty(fc.oneof({ weight: 5, arbitrary: made }, garbage), async input => {
          if (desk.clinic.desk.session.current()?.locked !== false) await signInAgain(desk)
          if (await expectHonest(desk, name, input)) answered += 1
        }),
        { numRuns: runs(name), seed: 26 },
      )
    }
    expect(desk.logged.filter(({ event }) => event === 'internal')).toEqual([])
    expect(answered).toBeGreaterThan(300)
  }, 300_000)

  it('never repeats in a refusal what was sent', async () => {
    const { desk } = await busyClinic()
    const secret = 'Rukmini98220'
    for (const name of names) {
      const outcome = await desk.raw(name, { intent: secret, id: secret, text: { secret }, [secret]: secret })
      expect(JSON.stringify(outcome)).not.toContain(secret)
    }
  })

  it('refuses garbage that is nested without end', async () => {
    const { desk } = await busyClinic()
    let nested: unknown = null
    for (let depth = 0; depth < 100_000; depth += 1) nested = [nested]
    expect(await desk.refused('drafts.put', { form: 'f', body: nested as never })).toBe('bad-input')
  })

  it('is refused when it is not in the contract', async () => {
    const { desk } = await busyClinic()
    await fc.assert(
      fc.asyncProperty(fc.oneof(fc.string(), fc.constantFrom('__proto__', 'toString', 'constructor')), async name => {
        expect(await desk.raw(name, {})).toMatchObject({ code: 'unknown-procedure' })
      }),
      { numRuns: 50 },
    )
  })
})

describe('every procedure that is not public', () => {
  const closed = names.filter(name => contract[name].access !== 'public')
  const refusal = async (
    desk: SetUp,
    ids: readonly string[],
    expected: (name: ProcedureName) => string | undefined,
  ) => {
    const before = written(desk)
    for (const name of closed) {
      const code = expected(name)
      if (code === undefined) continue
      await fc.assert(
        fc.asyncProperty(fc.oneof(inputFor(contract[name].input, ids), garbage), async input => {
          expect(await desk.raw(name, input), name).toMatchObject({ ok: false, code })
        }),
        { numRuns: 5, seed: 26 },
      )
    }
    expect(written(desk)).toBe(before)
  }

  it('is refused to nobody signed in, whatever is sent', async () => {
    const { desk, ids } = await busyClinic()
    await desk.must('session.signOut', {})
    await refusal(desk, ids, () => 'not-signed-in')
  })

  it('is refused while locked, whatever is sent', async () => {
    const { desk, ids } = await busyClinic()
    await desk.must('session.lock', {})
    await refusal(desk, ids, () => 'locked')
  })

  it('is refused without its right, whatever is sent', async () => {
    const { desk, ids, clerk } = await busyClinic()
    const { permissions } = await desk.must('session.signIn', { userId: clerk, secret: { pin: '7391' } })
    await refusal(desk, ids, name => {
      const { access } = contract[name]
      return access === 'session' || permissions.includes(access) ? undefined : 'not-allowed'
    })
  })
})
