import { mkdtempSync, rmSync } from 'node:fs'
import { randomBytes } from 'node:crypto'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { createClinic, type Clinic } from '../../../clinic/clinic.ts'
import { keyFile } from '../../../clinic/host/key-file.ts'
import { makeSampleFolder } from '../../../clinic/sample/sample-folder.ts'
import type { Call } from '../../../domain/contract/contract.ts'

const now = '2026-11-23T05:12:00.000Z'
const dataFolder = mkdtempSync(join(tmpdir(), 'caresync-sample-'))
let clinic: Clinic
const call = ((name, input) => clinic.call(name, input, 'test')) as Call

beforeAll(async () => {
  const made = await makeSampleFolder(dataFolder, { size: 'demo', seed: 5, now, language: 'en' })
  expect(made.ok).toBe(true)
  clinic = await createClinic({
    dataFolder,
    keyStore: keyFile(dataFolder),
    clock: () => Date.parse(now),
    random: randomBytes,
    host: 'browser',
    version: '0.0.0',
    log: () => undefined,
  })
})
afterAll(async () => {
  await clinic.close()
  rmSync(dataFolder, { recursive: true })
})

async function signIn(displayName: string): Promise<void> {
  const tiles = await call('session.tiles', {})
  const user = tiles.ok ? tiles.value.users.find(other => other.displayName === displayName) : undefined
  const signedIn = await call('session.signIn', { userId: user?.id ?? '', secret: { pin: '2580' } })
  expect(signedIn.ok).toBe(true)
}

const unwrap = <T>(outcome: { ok: true; value: T } | { ok: false; code: string }): T => {
  if (!outcome.ok) throw new Error(outcome.code)
  return outcome.value
}

test('everybody of the sample signs in with the PIN of the sample', async () => {
  const { users } = unwrap(await call('session.tiles', {}))
  expect(users).toHaveLength(8)
  for (const { displayName } of users) await signIn(displayName)
})

test('Today shows a queue with people waiting, in the room and done', async () => {
  await signIn('Lakshmi P.')
  const { counts, columns } = unwrap(await call('queue.board', {}))
  expect(counts).toMatchObject({ waiting: 15, inRoom: 3, done: 24 })
  expect(counts.longestWaitMinutes).toBeGreaterThan(15)
  expect(counts.longestWaitMinutes).toBeLessThan(60)
  expect(columns[1]?.waiting[0]?.patientName).toBe('Rohit Sen')
})

test('the family of the guide is found by its phone, and a name in every script', async () => {
  const { patients } = unwrap(await call('patients.family', { phone: '9822041763' }))
  expect(patients.map(patient => patient.name)).toEqual(['Suresh Deshpande', 'Rukmini Deshpande', 'Aarav Deshpande'])
  for (const text of ['Kavitha', 'kavita', 'கவிதா', 'कविता']) {
    const found = unwrap(await call('search.find', { text, limit: 10 }))
    expect(
      found.patients.map(patient => patient.name),
      text,
    ).toContain('Kavitha Murugan')
  }
})

test('somebody new can be registered, get a token and pay, with the numbers going on where the sample stopped', async () => {
  await signIn('Farida Shaikh')
  const { patients } = unwrap(await call('patients.family', { phone: '9822041763' }))
  const board = unwrap(await call('queue.board', {}))
  const doctor = board.columns[0]?.practitioner
  const rukmini = patients[1]
  const intent = (end: string) => `0193b5c0-0000-7000-8000-0000000000${end}`
  const token = unwrap(
    await call('queue.walkIn', {
      intent: intent('01'),
      patientId: rukmini?.id ?? '',
      practitionerId: doctor?.id ?? '',
      priority: false,
    }),
  )
  expect(token.label).toBe('W-15')
  const draft = unwrap(await call('billing.openVisit', { intent: intent('02'), encounterId: token.encounterId }))
  const issued = unwrap(
    await call('billing.issue', {
      intent: intent('03'),
      billId: draft.id,
      expectedTotal: draft.totals.total,
      linesBase: draft.linesClocks,
      payment: { mode: 'cash', amount: draft.totals.total, tendered: draft.totals.total },
    }),
  )
  const { documents } = unwrap(await call('billing.list', { date: null, text: '', limit: 200 }))
  const same = documents.map(document => document.number).filter(number => number === issued.number)
  expect(same).toHaveLength(1)
  const mrn = unwrap(await call('search.find', { text: 'A1K7-00060', limit: 5 })).patients
  expect(mrn).toHaveLength(1)
})

test('a folder that has a clinic is left as it is', async () => {
  const again = await makeSampleFolder(dataFolder, { size: 'demo', seed: 5, now, language: 'en' })
  expect(again).toMatchObject({ ok: false, code: 'already-set-up' })
})
