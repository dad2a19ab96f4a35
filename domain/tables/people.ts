import { z } from 'zod'
import { bool, integer, json, record, text } from '../journal/declare.ts'
import { roles } from '../permissions.ts'
import { gstModes } from '../gst.ts'
import { birthPrecisions } from '../time.ts'
import { amount, date, id, instant, phone, plain, required } from './common.ts'

export const sexes = ['male', 'female', 'other', 'unknown'] as const
export const systemsOfMedicine = [
  'allopathy', 'ayurveda', 'yoga', 'unani', 'siddha', 'sowa-rigpa', 'homoeopathy', 'dentistry', 'physiotherapy',
] as const // prettier-ignore
export const languages = ['en', 'hi'] as const
export const receiptFormats = ['A5', '80mm', '58mm'] as const

const deletion = { deletedAt: text(instant.nullable()) }

export const clinic = record('clinic', {
  identity: { legalName: text(required(200)), displayName: text(required(80)) },
  contact: {
    address: text(plain(400)),
    city: text(plain(80)),
    pincode: text(z.union([z.literal(''), z.string().regex(/^[1-9]\d{5}$/)])),
    phone: text(phone.nullable()),
  },
  gst: { gstMode: text(z.enum(gstModes)), gstin: text(z.string().nullable()), stateCode: text(z.string().length(2)) },
  settings: {
    timeZone: text(required(60)),
    documentLanguage: text(z.enum(languages)),
    receiptFormat: text(z.enum(receiptFormats)),
    discountLimitBp: integer(z.int().min(0).max(10_000)),
    isSample: bool(),
  },
})

/** A PC of the clinic. The key is introduced once; later keys are HQ's entries. */
export const device = record('device', {
  key: { code: text(z.string().regex(/^[A-Z0-9]{4}$/)), publicKey: text(z.string().regex(/^[0-9a-f]{64}$/)) },
  name: { name: text(required(40)) },
  /** A PC restored from a backup goes on as a new device; the signature of the old key vouches for the new one. */
  introduction: {
    introducedBy: text(id),
    introduction: text(z.string().regex(/^[0-9a-f]{128}$/)),
  },
})

export const user = record(
  'user',
  {
    profile: { displayName: text(required(80)), signInName: text(z.string().regex(/^[a-z0-9][a-z0-9._-]{1,31}$/)) },
    roles: { roles: json(z.array(z.enum(roles)).min(1)) },
    state: { active: bool() },
  },
  [['signInName']],
)

export const practitioner = record('practitioner', {
  profile: {
    name: text(required(120)),
    nativeName: text(plain(120)),
    system: text(z.enum(systemsOfMedicine)),
    qualification: text(plain(120)),
    registrationNumber: text(plain(60)),
  },
  fee: { consultationFee: integer(amount.min(0)) },
  session: {
    room: text(plain(40)),
    startTime: text(z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/)),
    endTime: text(z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/)),
  },
  state: { active: bool() },
})

export const patient = record(
  'patient',
  {
    name: { name: text(required(200)), nativeName: text(plain(200)) },
    demographics: {
      sex: text(z.enum(sexes)),
      birthDate: text(date.nullable()),
      birthPrecision: text(z.enum(birthPrecisions).nullable()),
    },
    identifier: { mrn: text(required(16)) },
    telecom: { phone: text(phone.nullable()), phoneRelation: text(plain(40)) },
    address: { address: text(plain(400)), city: text(plain(80)), pincode: text(plain(6)) },
    guardian: {
      guardianName: text(plain(200)),
      guardianRelation: text(plain(40)),
      guardianPhone: text(phone.nullable()),
    },
    allergies: { allergies: text(plain(1000)), allergiesKnown: bool() },
    note: { note: text(plain(2000)) },
    deceased: { deceasedOn: text(date.nullable()) },
    deletion,
  },
  [['phone'], ['mrn']],
)
