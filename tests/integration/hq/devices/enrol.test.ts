import { hash, randomBytes } from 'node:crypto'
import { beforeAll, describe, expect, test } from 'vitest'
import { certificateText, introductionText, paths } from '../../../../domain/sync/protocol.ts'
import { revoke, listDevices } from '../../../../hq/devices/devices.ts'
import { isSignedBy } from '../../../../hq/ed25519.ts'
import { inTransaction } from '../../../../hq/postgres/pool.ts'
import { uuidv7 } from '../../../../hq/uuidv7.ts'
import { useCluster } from '../cluster.ts'
import { enrolmentOf, join, newPc, openHq, type TestHq, type TestPc } from '../hq.ts'

const { database } = useCluster()
let hq: TestHq
let clinic: string

beforeAll(async () => {
  hq = await openHq(await database())
  clinic = await hq.addClinic()
})

type Enrolled = { readonly hq: { readonly device: string; readonly publicKey: string }; readonly certificate: string }

const MINUTE = 60_000
const codeOf = (answer: { json: <T>() => T }): string => answer.json<{ code: string }>().code

function introductionOf(old: TestPc, heir: TestPc): object {
  const { sign: _, ...said } = heir
  const introduction = old.sign(introductionText(heir.clinic, heir.device, heir.deviceCode, heir.publicKey))
  return { ...said, introducedBy: old.device, introduction }
}

/** Until a query of this database waits for another one's lock. */
async function somebodyWaits(): Promise<void> {
  for (;;) {
    const { rows } = await hq.healthPool.query<{ waiting: number }>(
      'SELECT count(*)::int AS waiting FROM pg_locks WHERE NOT granted',
    )
    if (rows[0]?.waiting !== 0) return
  }
}

describe('a code', () => {
  test('is shown as three groups, says what it is for, and is kept as a hash only', async () => {
    const code = await hq.joinCode(clinic)
    expect(code).toMatch(/^[2-9A-HJ-NP-Z]{4}(-[2-9A-HJ-NP-Z]{4}){2}$/)
    const answer = await hq.post(paths.lookup, { code: ` ${code.toLowerCase()} ` })
    expect(answer.json()).toEqual({
      kind: 'join',
      clinic: { id: clinic, displayName: 'शांति क्लिनिक', city: 'Pune' },
      devicePrefix: expect.stringMatching(/^[2-9A-HJ-NP-Z]{2}$/),
    })
  })

  test('is nowhere in the database, only its hash', async () => {
    const code = (await hq.joinCode(clinic)).replaceAll('-', '')
    const row = await inTransaction(hq.platform.pool, async tx => {
      await tx.query("SELECT set_config('app.code_hash', $1, true)", [hash('sha256', code, 'hex')])
      return (await tx.query('SELECT enrolment_code::text AS row FROM enrolment_code')).rows
    })
    expect(row).toHaveLength(1)
    expect(JSON.stringify(row)).not.toContain(code)
  })

  test('is good for fifteen minutes', async () => {
    const code = await hq.joinCode(clinic)
    hq.pass(15 * MINUTE - 1)
    expect((await hq.post(paths.lookup, { code })).statusCode).toBe(200)
    hq.pass(1)
    const late = await hq.post(paths.lookup, { code })
    expect([late.statusCode, codeOf(late)]).toEqual([422, 'enrolment-code-refused'])
    const pc = newPc(clinic, 'A1K7')
    expect(codeOf(await hq.post(paths.enrol, enrolmentOf(pc, code)))).toBe('enrolment-code-refused')
  })

  test('that was never given is refused in the same words as one that was used', async () => {
    const code = await hq.joinCode(clinic)
    const { devicePrefix } = (await hq.post(paths.lookup, { code })).json<{ devicePrefix: string }>()
    await hq.post(paths.enrol, enrolmentOf(newPc(clinic, `${devicePrefix}22`), code))
    const used = (await hq.post(paths.lookup, { code })).json<object>()
    const never = (await hq.post(paths.lookup, { code: 'AAAA-BBBB-CCCC' })).json<object>()
    expect({ ...used, requestId: '' }).toEqual({ ...never, requestId: '' })
  })
})

describe('a new PC', () => {
  test('joins with its key, and gets what proves it', async () => {
    const code = await hq.joinCode(clinic)
    const { devicePrefix } = (await hq.post(paths.lookup, { code })).json<{ devicePrefix: string }>()
    const pc = newPc(clinic, `${devicePrefix}QX`)
    const answer = await hq.post(paths.enrol, enrolmentOf(pc, code))
    expect(answer.statusCode).toBe(200)
    const { hq: self, certificate } = answer.json<Enrolled>()
    const text = certificateText(clinic, pc.device, pc.deviceCode, pc.publicKey)
    expect(isSignedBy(self.publicKey, text, certificate)).toBe(true)
    expect(await listDevices(hq.platform.pool, clinic)).toContainEqual(
      expect.objectContaining({
        device: pc.device,
        deviceCode: pc.deviceCode,
        deviceName: 'Front desk',
        revokedAt: null,
      }),
    )
  })

  test('whose answer got lost asks again and gets the same, another PC does not', async () => {
    const code = await hq.joinCode(clinic)
    const { devicePrefix } = (await hq.post(paths.lookup, { code })).json<{ devicePrefix: string }>()
    const body = enrolmentOf(newPc(clinic, `${devicePrefix}33`), code)
    const first = await hq.post(paths.enrol, body)
    hq.pass(30 * MINUTE)
    const again = await hq.post(paths.enrol, body)
    expect([again.statusCode, again.json()]).toEqual([200, first.json()])
    const other = await hq.post(paths.enrol, enrolmentOf(newPc(clinic, `${devicePrefix}44`), code))
    expect(codeOf(other)).toBe('enrolment-code-refused')
  })

  test('that joins twice at once is one device', async () => {
    const code = await hq.joinCode(clinic)
    const { devicePrefix } = (await hq.post(paths.lookup, { code })).json<{ devicePrefix: string }>()
    const pc = newPc(clinic, `${devicePrefix}55`)
    const answers = await Promise.all([1, 2, 3].map(() => hq.post(paths.enrol, enrolmentOf(pc, code))))
    expect(answers.map(answer => answer.statusCode)).toEqual([200, 200, 200])
    expect(new Set(answers.map(answer => answer.json<Enrolled>().certificate)).size).toBe(1)
  })

  test('is refused with a code of another clinic, a wrong signature, or a device code of its own choice', async () => {
    const other = await hq.addClinic()
    const code = await hq.joinCode(other)
    const { devicePrefix } = (await hq.post(paths.lookup, { code })).json<{ devicePrefix: string }>()
    const refusalOf = async (body: object): Promise<string> => codeOf(await hq.post(paths.enrol, body))
    expect(await refusalOf(enrolmentOf(newPc(clinic, `${devicePrefix}66`), code))).toBe('enrolment-code-refused')
    const forged = { ...enrolmentOf(newPc(other, `${devicePrefix}66`), code), deviceName: 'Cash desk' }
    expect(await refusalOf(forged)).toBe('enrolment-code-refused')
    const prefix = devicePrefix === 'ZZ' ? 'YY' : 'ZZ'
    expect(await refusalOf(enrolmentOf(newPc(other, `${prefix}66`), code))).toBe('bad-input')
    expect(await refusalOf(enrolmentOf(newPc(other, `${devicePrefix}66`), code))).toBe(undefined)
  })

  test('with the device code of another PC is told so, and its code is still good', async () => {
    const code = await hq.joinCode(clinic)
    const { devicePrefix } = (await hq.post(paths.lookup, { code })).json<{ devicePrefix: string }>()
    const old = await join(hq, clinic)
    const heir = newPc(clinic, `${devicePrefix}88`)
    await hq.post(paths.introduce, introductionOf(old, heir))
    const taken = await hq.post(paths.enrol, enrolmentOf(newPc(clinic, heir.deviceCode), code))
    expect([taken.statusCode, codeOf(taken)]).toEqual([409, 'device-code-taken'])
    const drawnAgain = await hq.post(paths.enrol, enrolmentOf(newPc(clinic, `${devicePrefix}99`), code))
    expect(drawnAgain.statusCode).toBe(200)
  })
})

describe('a PC that brings its clinic', () => {
  test('is taken with its clinic, its device code and its key', async () => {
    const code = await hq.bringCode()
    const found = (await hq.post(paths.lookup, { code })).json<object>()
    expect(found).toMatchObject({ kind: 'bring', clinic: null })
    const pc = newPc(uuidv7(Date.now(), randomBytes), 'Q7X2')
    const answer = await hq.post(paths.enrol, enrolmentOf(pc, code))
    expect(answer.statusCode).toBe(200)
    expect(await listDevices(hq.platform.pool, pc.clinic)).toMatchObject([{ device: pc.device, deviceCode: 'Q7X2' }])
    const next = await join(hq, pc.clinic)
    expect(await listDevices(hq.platform.pool, pc.clinic)).toHaveLength(2)
    expect(next.clinic).toBe(pc.clinic)
  })

  test('cannot take a clinic that headquarters has', async () => {
    const pc = newPc(clinic, 'Q7X2')
    const answer = await hq.post(paths.enrol, enrolmentOf(pc, await hq.bringCode()))
    expect([answer.statusCode, codeOf(answer)]).toEqual([409, 'clinic-known'])
  })
})

describe('the heir of a device', () => {
  test('is let in on the signature of the old key, as often as it asks', async () => {
    const old = await join(hq, clinic)
    const heir = newPc(clinic, 'H9H2')
    const first = await hq.post(paths.introduce, introductionOf(old, heir))
    expect(first.statusCode).toBe(200)
    expect((await hq.post(paths.introduce, introductionOf(old, heir))).json()).toEqual(first.json())
    const taken = await hq.post(paths.introduce, introductionOf(old, newPc(clinic, 'H9H2')))
    expect([taken.statusCode, codeOf(taken)]).toEqual([409, 'device-code-taken'])
  })

  test('is not let in by a stranger, by a device of another clinic, or by a revoked one', async () => {
    const old = await join(hq, clinic)
    const foreign = await join(hq, await hq.addClinic())
    const heir = newPc(clinic, 'H9H3')
    const refusalOf = async (body: object): Promise<string> => codeOf(await hq.post(paths.introduce, body))
    expect(await refusalOf(introductionOf(newPc(clinic, 'XXXX'), heir))).toBe('not-signed-in')
    expect(await refusalOf(introductionOf(foreign, heir))).toBe('not-signed-in')
    expect(await refusalOf({ ...introductionOf(foreign, heir), introducedBy: old.device })).toBe('not-signed-in')
    await revoke(hq.platform, { clinic, device: old.device, because: 'stolen' })
    expect(await refusalOf(introductionOf(old, heir))).toBe('revoked')
  })

  test('is locked out with the device that vouched for it, and its own heirs too, but not the other way round', async () => {
    const own = await hq.addClinic()
    const old = await join(hq, own)
    const other = await join(hq, own)
    const [child, grandchild] = [newPc(own, 'H9H4'), newPc(own, 'H9H5')]
    for (const [elder, heir] of [
      [old, child],
      [child, grandchild],
    ] as const) {
      expect((await hq.post(paths.introduce, introductionOf(elder, heir))).statusCode).toBe(200)
    }
    const because = 'stolen'
    const kinship = async () =>
      (await listDevices(hq.platform.pool, own)).map(each => [each.device, each.introducedBy, each.revokedAt !== null])
    expect(await revoke(hq.platform, { clinic: own, device: grandchild.device, because })).toEqual([grandchild.device])
    expect(new Set(await revoke(hq.platform, { clinic: own, device: old.device, because }))).toEqual(
      new Set([old.device, child.device]),
    )
    expect(new Set(await kinship())).toEqual(
      new Set([
        [old.device, null, true],
        [other.device, null, false],
        [child.device, old.deviceCode, true],
        [grandchild.device, child.deviceCode, true],
      ]),
    )
  })

  test('that is introduced while the old one is being locked out is refused', async () => {
    const old = await join(hq, clinic)
    const revoking = await hq.platform.pool.connect()
    try {
      await revoking.query('BEGIN')
      await revoking.query("SELECT set_config('app.clinic_id', $1, true)", [clinic])
      await revoking.query("UPDATE device SET revoked_at = now(), revoked_because = 'stolen' WHERE device_id = $1", [
        old.device,
      ])
      const answer = hq.post(paths.introduce, introductionOf(old, newPc(clinic, 'H9H6')))
      await Promise.race([answer, somebodyWaits()])
      await revoking.query('COMMIT')
      expect(codeOf(await answer)).toBe('revoked')
    } finally {
      revoking.release()
    }
  })
})
