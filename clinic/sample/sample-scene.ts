import { clinic, device, practitioner, user } from '../../domain/tables/people.ts'
import { gstinCheckDigit } from '../../domain/gst.ts'
import type { DocumentLanguage } from '../../domain/billing/document-words.ts'
import type { LocalDate } from '../../domain/time.ts'
import type { Counters } from './counters.ts'
import { seeded, type Random } from './random.ts'
import { first, type SampleChange, type SampleEntry, type Taken } from './sample-entry.ts'
import { sampleId } from './sample-ids.ts'
import { doctorsOf, staff } from './sample-staff.ts'
import type { SampleSize } from './sample-sizes.ts'
import type { System } from './price-list.ts'

export type SampleDoctor = {
  readonly id: string
  readonly name: string
  readonly registrationNumber: string
  readonly system: System
  readonly consultationFee: number
}
export type SampleUser = { readonly id: string; readonly displayName: string; readonly signInName: string }

/** Who and what the days of the sample are made with. */
export type Scene = {
  readonly size: SampleSize
  readonly random: Random
  readonly counters: Counters
  readonly language: DocumentLanguage
  readonly gstin: string
  readonly doctors: readonly [SampleDoctor, ...SampleDoctor[]]
  readonly users: readonly SampleUser[]
  readonly admin: SampleUser
  readonly desk: SampleUser
  readonly cashier: SampleUser
  /** A new id of an instant, Unix milliseconds. */
  newId(ms: number): string
  entry(ms: number, by: SampleUser, changes: readonly SampleChange[], taken?: readonly Taken[]): SampleEntry
}

export const sampleTimeZone = 'Asia/Kolkata'

/** Unix milliseconds of a wall clock in India, which has one zone and no summer time. */
export const indiaMs = (date: LocalDate, time: string): number => Date.parse(`${date}T${time}:00+05:30`)

/** A GSTIN of no taxpayer: the letters and digits count up. */
const gstin = `27ABCDE1234F1Z${gstinCheckDigit('27ABCDE1234F1Z')}`

export const sampleIdentity = {
  legalName: 'Shanti Ayurveda & Family Clinic',
  displayName: 'Shanti Ayurveda & Family Clinic, Kothrud',
} as const
export const sampleContact = {
  address: '14, Vrindavan Park, Paud Road, Kothrud',
  city: 'Pune',
  pincode: '411038',
  phone: '+919822000014',
} as const
export const sampleStateCode = '27'

export function openScene(options: {
  readonly size: SampleSize
  readonly seed: number
  readonly language: DocumentLanguage
  readonly counters: Counters
  readonly openedAt: number
}): Scene {
  const { size, seed, openedAt } = options
  const ids = seeded(seed, 'ids')
  const newId = (ms: number) => sampleId(ids, ms)
  // Ids made one millisecond apart keep the order of the lists wherever rows stand in the order of their ids.
  const users = staff.map(({ displayName, signInName }, index) => ({
    id: newId(openedAt + index),
    displayName,
    signInName,
  }))
  const [admin, desk, cashier] = users
  const [firstDoctor, ...doctors] = doctorsOf(size.doctors).map((doctor, index) => ({
    ...doctor,
    id: newId(openedAt + index),
  }))
  if (!admin || !desk || !cashier || !firstDoctor) throw new Error('the sample has too few people')
  return {
    size, gstin, users, admin, desk, cashier, newId,
    random: seeded(seed, 'days'),
    counters: options.counters,
    language: options.language,
    doctors: [firstDoctor, ...doctors],
    entry: (ms, by, changes, taken = []) => ({
      at: new Date(ms).toISOString(),
      actor: by.id,
      intent: newId(ms),
      changes,
      taken,
    }),
  } // prettier-ignore
}

/** The clinic, its people and its doctors. */
export function openingEntry(
  scene: Scene,
  { clinicId, deviceId }: { readonly clinicId: string; readonly deviceId: string },
  openedAt: number,
): SampleEntry {
  const doctors = doctorsOf(scene.size.doctors)
  return scene.entry(openedAt, scene.admin, [
    ...clinicChanges(scene, clinicId),
    first(device, deviceId, 'name', { name: 'Desk 1' }),
    ...staff.flatMap(({ displayName, signInName, roles }, index) => {
      const id = scene.users[index]?.id ?? ''
      return [
        first(user, id, 'profile', { displayName, signInName }),
        first(user, id, 'roles', { roles: [...roles] }),
        first(user, id, 'state', { active: true }),
      ]
    }),
    ...scene.doctors.flatMap(({ id }, index) => {
      const doctor = doctors[index]
      if (!doctor) throw new Error('a doctor is missing')
      const { name, nativeName, system, qualification, registrationNumber, consultationFee, room, startTime, endTime } =
        doctor
      return [
        first(practitioner, id, 'profile', { name, nativeName, system, qualification, registrationNumber }),
        first(practitioner, id, 'fee', { consultationFee }),
        first(practitioner, id, 'session', { room, startTime, endTime }),
        first(practitioner, id, 'state', { active: true }),
      ]
    }),
  ])
}

const clinicChanges = (scene: Scene, clinicId: string): readonly SampleChange[] => [
  first(clinic, clinicId, 'identity', sampleIdentity),
  first(clinic, clinicId, 'contact', sampleContact),
  first(clinic, clinicId, 'gst', { gstMode: 'regular', gstin: scene.gstin, stateCode: sampleStateCode }),
  first(clinic, clinicId, 'settings', {
    timeZone: sampleTimeZone,
    documentLanguage: scene.language,
    receiptFormat: '80mm',
    discountLimitBp: 500,
    isSample: true,
  }),
]
