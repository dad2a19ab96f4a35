import { randomUUID } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { onTestFinished } from 'vitest'
import type { z } from 'zod'
import { createClinic } from '../../../clinic/clinic.ts'
import type { LogLine } from '../../../clinic/log.ts'
import type { Call, Contract, Input, Output, ProcedureName } from '../../../domain/contract/contract.ts'
import type { ErrorCode, Outcome } from '../../../domain/errors.ts'
import type { Role } from '../../../domain/permissions.ts'
import type { BillLine } from '../../../domain/tables/money.ts'
import type { Store } from '../../../db/types.ts'

/** Monday, 23 November 2026, 10:00 in India. */
export const morning = Date.parse('2026-11-23T04:30:00.000Z')
export const adminPin = '4826'
export const adminPassword = 'neem and tulsi 26'

/** Bytes that look random and are the same in every run. */
export function seededBytes(seed: number): (count: number) => Uint8Array {
  let state = seed >>> 0
  const next = () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return (mixed ^ (mixed >>> 14)) & 0xff
  }
  return count => Uint8Array.from({ length: count }, next)
}

export const intent = (): string => randomUUID()

/** Clinics opened by this file so far: each has keys and ids of its own, the same in every run. */
let clinics = 0

type Opened = Awaited<ReturnType<typeof createClinic>>

/** What a page sends, before it was parsed. */
type Sent<N extends ProcedureName> = z.input<Contract[N]['input']>

export type TestClinic = {
  readonly folder: string
  readonly call: Call
  /** The value of a call that must succeed. */
  must<N extends ProcedureName>(name: N, input: Sent<N>): Promise<Output<N>>
  /** The code of a call that must be refused. */
  refused<N extends ProcedureName>(name: N, input: Sent<N>): Promise<ErrorCode>
  /** Any name and input, as a page could send them. */
  raw(name: string, input: unknown): Promise<Outcome<unknown>>
  readonly clinic: Opened
  readonly store: Store
  readonly logged: LogLine[]
  readonly clock: { now: number }
  readonly keys: { key: string | null }
  /** Closes and opens the clinic over the same folder, as a restart of the process does. */
  restart(): Promise<void>
}

/** A clinic process over an empty temporary folder, with a clock that stands until a test moves it. */
export async function openEmpty(): Promise<TestClinic> {
  const folder = mkdtempSync(join(tmpdir(), 'caresync-clinic-'))
  const clock = { now: morning }
  const keys: { key: string | null } = { key: null }
  const logged: LogLine[] = []
  const seed = (clinics += 1) * 1000
  let opens = 0
  const open = () =>
    createClinic({
      dataFolder: folder,
      keyStore: {
        load: () => Promise.resolve(keys.key),
        save: hex => {
          keys.key = hex
          return Promise.resolve()
        },
      },
      clock: () => clock.now,
      random: seededBytes(seed + (opens += 1)),
      host: 'desktop',
      version: '0.1.0',
      log: line => void logged.push(line),
    })
  let clinic = await open()
  onTestFinished(async () => {
    await clinic.close()
    rmSync(folder, { recursive: true, force: true })
  })
  const call = ((name: string, input: unknown) => clinic.call(name, input, 'window-1')) as Call
  return {
    folder, call, logged, clock, keys,
    get clinic() {
      return clinic
    },
    get store() {
      if (clinic.desk.place.phase !== 'open') throw new Error('no store is open')
      return clinic.desk.place.store
    },
    raw: (name, input) => clinic.call(name, input, 'window-1'),
    async must(name, input) {
      const outcome = await call(name, input)
      if (!outcome.ok) throw new Error(`${name} was refused: ${outcome.code} ${JSON.stringify(outcome.params)}`)
      return outcome.value
    },
    async refused(name, input) {
      const outcome = await call(name, input)
      if (outcome.ok) throw new Error(`${name} was not refused`)
      return outcome.code
    },
    async restart() {
      await clinic.close()
      clinic = await open()
    },
  } // prettier-ignore
}

export const newClinicInput: Input<'setup.newClinic'> = {
  intent: '0193a0a0-0000-7000-8000-000000000001',
  identity: { legalName: 'Shanti Health LLP', displayName: 'Shanti Ayurveda & Family Clinic' },
  contact: { address: '12 Paud Road, Kothrud', city: 'Pune', pincode: '411038', phone: '+919822041763' },
  gst: { gstMode: 'unregistered', gstin: null, stateCode: '27' },
  practitioner: {
    name: 'Meera Kulkarni',
    nativeName: 'मीरा कुलकर्णी',
    system: 'ayurveda',
    qualification: 'BAMS, MD',
    registrationNumber: 'I-45123-A',
    consultationFee: 500_00,
    room: 'Room 1',
    startTime: '09:00',
    endTime: '13:00',
  },
  admin: { displayName: 'Asha Rane', signInName: 'asha', pin: adminPin, password: adminPassword },
  deviceName: 'Desk 1',
  receiptFormat: '80mm',
  documentLanguage: 'en',
}

export type SetUp = TestClinic & { readonly adminId: string; readonly doctorId: string; readonly recoveryKey: string }

/** A clinic that was set up, with its administrator signed in. */
export async function openClinic(changes: Partial<Input<'setup.newClinic'>> = {}): Promise<SetUp> {
  const desk = await openEmpty()
  const { recoveryKey } = await desk.must('setup.newClinic', { ...newClinicInput, intent: intent(), ...changes })
  const { users } = await desk.must('session.tiles', {})
  const adminId = users[0]?.id ?? ''
  await desk.must('session.signIn', { userId: adminId, secret: { pin: adminPin } })
  const { practitioners } = await desk.must('practitioners.list', {})
  const more = { adminId, doctorId: practitioners[0]?.id ?? '', recoveryKey }
  return Object.defineProperties(more, Object.getOwnPropertyDescriptors(desk)) as SetUp
}

/** The clinic under regular GST, in Maharashtra. */
export const regularGst = { gst: { gstMode: 'regular', gstin: '27AAPFU0939F1ZV', stateCode: '27' } } as const

/** Makes a user of a role and signs in as that user; the administrator was there before. */
export async function signInAs(desk: SetUp, roles: readonly Role[], pin = '7391'): Promise<string> {
  const signInName = `${roles.join('.')}.${intent().slice(0, 8)}`.slice(0, 32)
  const made = await desk.must('users.create', {
    intent: intent(), displayName: `A ${roles.join(' and ')}`, signInName, roles: [...roles], pin,
  }) // prettier-ignore
  await desk.must('session.signIn', { userId: made.id, secret: { pin } })
  return made.id
}

export const signInAdmin = (desk: SetUp) =>
  desk.must('session.signIn', { userId: desk.adminId, secret: { pin: adminPin } })

export const person: Omit<Input<'patients.register'>, 'intent'> = {
  name: 'Rukmini Deshpande',
  nativeName: 'रुक्मिणी देशपांडे',
  sex: 'female',
  birthDate: '1965-03-14',
  birthPrecision: 'day',
  phone: '+919822041763',
  phoneRelation: 'self',
  address: '4 Karve Nagar',
  city: 'Pune',
  pincode: '411052',
  guardianName: '',
  guardianRelation: '',
  guardianPhone: null,
  allergies: 'Penicillin',
  allergiesKnown: true,
  note: '',
}

export const register = async (desk: TestClinic, changes: Partial<typeof person> = {}): Promise<string> =>
  (await desk.must('patients.register', { intent: intent(), ...person, ...changes })).id

export const walkIn = (desk: SetUp, patientId: string, priority = false) =>
  desk.must('queue.walkIn', { intent: intent(), patientId, practitionerId: desk.doctorId, priority })

/** A line that somebody typed, without a charge behind it. */
export const line = (changes: Partial<BillLine> = {}): BillLine => ({
  id: randomUUID(),
  chargeItemId: null,
  description: 'Mahanarayan Taila 200 ml',
  hsn: '3004',
  quantity: 1,
  unitPrice: 340_00,
  discount: 0,
  taxClass: 'exempt',
  rateBp: 0,
  ...changes,
})

/** A draft of a patient with these lines saved. */
export async function draftWith(desk: SetUp, patientId: string, lines: readonly BillLine[], discountReason = '') {
  const { id: billId, linesClocks } = await desk.must('billing.newBill', { intent: intent(), patientId })
  return desk.must('billing.saveLines', {
    intent: intent(),
    billId,
    lines: [...lines],
    discountReason,
    base: linesClocks,
  })
}

export const cash = (amount: number, tendered = amount) => ({ mode: 'cash', amount, tendered }) as const

type Draft = Awaited<ReturnType<typeof draftWith>>

/** Issues a draft as it was read, paid in cash in full unless told otherwise. */
export const issue = (desk: SetUp, draft: Draft, paid = draft.totals.total) =>
  desk.must('billing.issue', {
    intent: intent(),
    billId: draft.id,
    expectedTotal: draft.totals.total,
    linesBase: draft.linesClocks,
    payment: paid === 0 ? null : cash(paid),
  })

/** Rows of a table, for "nothing was written". */
export const count = (desk: TestClinic, table: string): number =>
  desk.store.read.one<{ n: number }>(`SELECT COUNT(*) AS n FROM "${table}"`)?.n ?? 0

/** Entries in the journal of this device. */
export const entries = (desk: TestClinic): number => desk.store.vector()[desk.store.deviceId]?.seq ?? 0
