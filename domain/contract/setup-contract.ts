import { z } from 'zod'
import { gstModes } from '../gst.ts'
import { amount, id, phone, plain, required } from '../tables/common.ts'
import { languages, receiptFormats, systemsOfMedicine } from '../tables/people.ts'
import { command, query } from './procedure.ts'
import { done, intent, none, sessionShape } from './shapes.ts'

const time = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/)
/** 4 to 8 digits; weak rows are refused by the rule in `clinic/`, with `weak-pin`. */
export const pin = z.string().regex(/^\d{4,8}$/)

export const appState = z.object({
  /** `stopped`: the database cannot be opened; `fault` says why in words and what to do. */
  phase: z.enum(['first-run', 'sign-in', 'open', 'locked', 'stopped']),
  fault: z.object({ code: z.string(), params: z.record(z.string(), z.union([z.string(), z.number()])) }).nullable(),
  readOnly: z.string().nullable(),
  version: z.string(),
  host: z.enum(['desktop', 'browser']),
  clinic: z
    .object({
      id,
      displayName: z.string(),
      city: z.string(),
      isSample: z.boolean(),
      deviceName: z.string(),
      deviceCode: z.string(),
      timeZone: z.string(),
      receiptFormat: z.enum(receiptFormats),
    })
    .nullable(),
  session: sessionShape.nullable(),
  /** This PC joined a clinic, and nobody has a PIN on it yet. */
  needsFirstPin: z.boolean(),
  /** Entries that no other holder has yet; a clinic without headquarters has none to send to. */
  sync: z.object({
    state: z.enum(['alone', 'all-sent', 'waiting', 'offline']),
    waiting: z.int(),
    /** When headquarters last said what they hold. */
    at: z.string().nullable(),
    /** Since when they do not answer. */
    since: z.string().nullable(),
  }),
})
export type AppState = z.output<typeof appState>

/** What somebody must keep on paper: the only way back to the data without this PC. */
export const recovery = z.object({ recoveryKey: z.string() })

/** What stands on every paper of the clinic. */
export const clinicFacts = {
  identity: z.strictObject({ legalName: required(200), displayName: required(80) }),
  contact: z.strictObject({
    address: plain(400),
    city: plain(80),
    pincode: z.union([z.literal(''), z.string().regex(/^[1-9]\d{5}$/)]),
    phone: phone.nullable(),
  }),
  gst: z.strictObject({
    gstMode: z.enum(gstModes),
    gstin: z.string().max(15).nullable(),
    stateCode: z.string().regex(/^\d{2}$/),
  }),
} as const

export const newClinic = z.strictObject({
  intent,
  ...clinicFacts,
  practitioner: z.strictObject({
    name: required(120),
    nativeName: plain(120),
    system: z.enum(systemsOfMedicine),
    qualification: plain(120),
    registrationNumber: plain(60),
    consultationFee: amount.min(0).max(100_000_00),
    room: plain(40),
    startTime: time,
    endTime: time,
  }),
  admin: z.strictObject({
    displayName: required(80),
    signInName: z.string().regex(/^[a-z0-9][a-z0-9._-]{1,31}$/),
    pin,
    password: z.string().min(10).max(200),
  }),
  deviceName: required(40),
  receiptFormat: z.enum(receiptFormats),
  documentLanguage: z.enum(languages),
})

export const setupContract = {
  'app.state': query('public', none, appState),
  'setup.newClinic': command('public', newClinic, recovery),
  /** Sample clinic with watermark; PIN of every sample user is 2580. Sizes: `demo` unless a developer asks for more. */
  'setup.sampleClinic': command('public', z.strictObject({ intent, language: z.enum(languages) }), done),
  'setup.inspectBackup': query(
    'public',
    z.strictObject({ path: required(1000) }),
    z.object({ createdAt: z.string(), bytes: z.int(), needsKey: z.boolean() }),
  ),
  /** Restores into an empty machine. The PC goes on as a new device. */
  'setup.restore': command(
    'public',
    z.strictObject({ intent, path: required(1000), recoveryKey: required(200) }),
    z.object({ entries: z.int(), clinicName: z.string() }),
  ),

  /** The key of the database cannot be read any more on this PC: the recovery key opens it again. */
  'setup.unlock': command('public', z.strictObject({ recoveryKey: required(200) }), done),

  'session.tiles': query(
    'public',
    none,
    z.object({
      users: z.array(z.object({ id, displayName: z.string(), roles: z.array(z.string()), hasPin: z.boolean() })),
    }),
  ),
  'session.signIn': command(
    'public',
    z.strictObject({
      userId: id,
      secret: z.union([z.strictObject({ pin }), z.strictObject({ password: z.string().max(200) })]),
    }),
    sessionShape,
  ),
  'session.current': query('public', none, z.object({ session: sessionShape.nullable() })),
  'session.lock': command('public', none, done),
  'session.signOut': command('public', none, done),
  /** The last administrator forgot the PIN: whoever holds the recovery key sets a new one for an administrator. */
  'session.recover': command('public', z.strictObject({ recoveryKey: required(200), userId: id, newPin: pin }), done),
  /** Tells that the person is at work; the idle lock counts from the last one. */
  'session.touch': command('session', none, done),
  'session.changePin': command('own.settings', z.strictObject({ currentPin: pin, newPin: pin }), done),

  'drafts.get': query(
    'session',
    z.strictObject({ form: required(200) }),
    z.object({ body: z.json().nullable(), savedAt: z.string().nullable() }),
  ),
  /**
   * Typing of this person in this form, kept on this PC through crash, lock and update. Null removes it. `userId` says who
   * typed: when somebody else is at the desk by now, it is refused with `not-signed-in` instead of kept as theirs.
   */
  'drafts.put': command(
    'session',
    z.strictObject({ form: required(200), body: z.json().nullable(), userId: id.optional() }),
    done,
  ),
  'preferences.get': query(
    'public',
    none,
    z.object({ pc: z.record(z.string(), z.json()), own: z.record(z.string(), z.json()) }),
  ),
  'preferences.put': command(
    'public',
    z.strictObject({
      scope: z.enum(['pc', 'own']),
      name: z.enum(['theme', 'language', 'receiptFormat', 'printer', 'idleMinutes']),
      value: z.json(),
    }),
    done,
  ),
} as const
