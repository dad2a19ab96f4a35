/** The two doors in: a new PC of a clinic, and a PC that brings its clinic. */
import type { z } from 'zod'
import { ok, refuse, type Outcome } from '../../domain/errors.ts'
import { enrolText, type enrolAnswer, type enrolBody, type lookupAnswer } from '../../domain/sync/protocol.ts'
import { isSignedBy } from '../ed25519.ts'
import { inClinic, inTransaction, type Tx } from '../postgres/pool.ts'
import { clinicWords } from '../journal/clinic-words.ts'
import { beginClinic, introduceDevice, type NewDevice } from '../journal/self.ts'
import type { Platform } from '../platform.ts'
import { certify, hqDevice } from './certificate.ts'
import { addDevice, lockClinic, readDevice } from './device-row.ts'
import { readCode, useCode, type CodeRow } from './enrolment-code.ts'

export type Enrolled = z.output<typeof enrolAnswer>

/** Refuses a code that was never given, is used or is too old with one and the same code. */
export async function lookUp(platform: Platform, code: string): Promise<Outcome<z.output<typeof lookupAnswer>>> {
  const { pool, clock } = platform
  const found = await inTransaction(pool, tx => readCode(tx, code, clock()))
  if (found === undefined || found.expired || found.usedBy !== null) return refuse('enrolment-code-refused')
  const { kind, forClinic, devicePrefix } = found
  if (forClinic === null) return ok({ kind, clinic: null, devicePrefix })
  return inClinic(pool, forClinic, async tx => {
    const { rows } = await tx.query<{ displayName: string; city: string }>(
      'SELECT display_name AS "displayName", city FROM clinic WHERE clinic_id = $1',
      [forClinic],
    )
    const [clinic] = rows
    return clinic === undefined
      ? refuse('enrolment-code-refused')
      : ok({ kind, clinic: { id: forClinic, ...clinic, ...(await clinicWords(tx, forClinic)) }, devicePrefix })
  })
}

/** The same body again gives the same answer, for answers get lost on the way. */
export function enrol(platform: Platform, body: z.output<typeof enrolBody>): Promise<Outcome<Enrolled>> {
  const { pool, clock } = platform
  const { code, clinic, signature: _, ...rest } = body
  return inClinic(pool, clinic, async tx => {
    const row = await readCode(tx, code, clock())
    const mayUse = judgeCode(row, body)
    if (!mayUse.ok) return mayUse
    const device: NewDevice = { clinic, ...rest }
    if (mayUse.value.usedBy === body.device) return enrolledBefore(tx, device)
    const known = await lockClinic(tx, clinic)
    if (mayUse.value.kind === 'bring') {
      if (known) return refuse('clinic-known')
      await addClinic(tx, { clinic, displayName: '', city: '' }, clock())
      await beginClinic(tx, platform, clinic)
    }
    const taken = await takeDevice(tx, platform, device)
    if (taken.ok) await useCode(tx, code, body.device, clock())
    return taken
  })
}

function judgeCode(row: CodeRow | undefined, body: z.output<typeof enrolBody>): Outcome<CodeRow> {
  if (row === undefined || !isSignedBy(body.publicKey, enrolText(body), body.signature)) {
    return refuse('enrolment-code-refused')
  }
  const isForAnother = row.kind === 'join' && row.forClinic !== body.clinic
  const wasUsed = row.usedBy !== null && row.usedBy !== body.device
  const isLate = row.expired && row.usedBy === null
  if (isForAnother || wasUsed || isLate) return refuse('enrolment-code-refused')
  if (row.kind === 'join' && !body.deviceCode.startsWith(row.devicePrefix)) {
    return refuse('bad-input', { issues: 'deviceCode' })
  }
  return ok(row)
}

async function enrolledBefore(tx: Tx, device: NewDevice): Promise<Outcome<Enrolled>> {
  const held = await readDevice(tx, device.clinic, device.device)
  if (held?.publicKey !== device.publicKey) return refuse('enrolment-code-refused')
  return answer(tx, device.clinic, held.certificate)
}

export async function addClinic(
  tx: Tx,
  { clinic, displayName, city }: { readonly clinic: string; readonly displayName: string; readonly city: string },
  now: number,
): Promise<void> {
  await tx.query(
    'INSERT INTO clinic (clinic_id, display_name, city, created_at) VALUES ($1, $2, $3, to_timestamp($4))',
    [clinic, displayName, city, now / 1000],
  )
}

/**
 * Makes a device known and tells the clinic's PCs of it. One that is known already with this key is answered as before.
 * Refuses a revoked one, and one whose id or code is another's.
 */
export async function takeDevice(
  tx: Tx,
  platform: Platform,
  device: NewDevice,
  introducedBy: string | null = null,
): Promise<Outcome<Enrolled>> {
  const held = await readDevice(tx, device.clinic, device.device)
  if (held?.revoked === true) return refuse('revoked')
  if (held !== undefined) {
    const isSame = held.publicKey === device.publicKey && held.deviceCode === device.deviceCode
    return isSame ? answer(tx, device.clinic, held.certificate) : refuse('device-code-taken')
  }
  const certificate = await certify(tx, platform, device)
  const admission = { certificate, introducedBy, now: platform.clock() }
  if (!(await addDevice(tx, device, admission))) return refuse('device-code-taken')
  await introduceDevice(tx, platform, device)
  return answer(tx, device.clinic, certificate)
}

async function answer(tx: Tx, clinic: string, certificate: string): Promise<Outcome<Enrolled>> {
  return ok({ hq: await hqDevice(tx, clinic), certificate })
}
