import { z } from 'zod'
import { roles } from '../permissions.ts'
import { amount, date, id, plain, required } from '../tables/common.ts'
import { languages, receiptFormats, systemsOfMedicine } from '../tables/people.ts'
import { command, query } from './procedure.ts'
import { clinicFacts, pin, recovery } from './setup-contract.ts'
import { base, done, intent, none, practitionerShape, userShape } from './shapes.ts'

const time = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/)
const practitionerFields = z.strictObject({
  name: required(120),
  nativeName: plain(120),
  system: z.enum(systemsOfMedicine),
  qualification: plain(120),
  registrationNumber: plain(60),
  consultationFee: amount.min(0).max(100_000_00),
  room: plain(40),
  startTime: time,
  endTime: time,
  active: z.boolean(),
})

export const auditEntry = z.object({
  device: z.string(),
  deviceCode: z.string(),
  seq: z.int(),
  hash: z.string(),
  at: z.string(),
  actor: z.string(),
  actorName: z.string(),
  changes: z.array(
    z.object({
      op: z.enum(['add', 'set']),
      table: z.string(),
      id: z.string(),
      group: z.string().nullable(),
      values: z.record(z.string(), z.json()).nullable(),
      redacted: z.boolean(),
    }),
  ),
})
export type AuditEntry = z.output<typeof auditEntry>

/** Everything about the clinic that was entered at set-up, with this PC's own name. */
const clinicFields = {
  ...clinicFacts,
  settings: z.strictObject({
    documentLanguage: z.enum(languages),
    receiptFormat: z.enum(receiptFormats),
    /** What a front desk may take off by itself, in basis points: 500 is 5 %. */
    discountLimitBp: z.int().min(0).max(10_000),
  }),
  device: z.strictObject({ name: required(40) }),
} as const
const clinicShape = z.object({ ...clinicFields, clocks: z.record(z.string(), z.array(z.string())) })

const backupShape = z.object({ path: z.string(), createdAt: z.string(), bytes: z.int(), verified: z.boolean() })

export const adminContract = {
  'users.list': query('user.read', none, z.object({ users: z.array(userShape) })),
  'users.create': command(
    'user.manage',
    z.strictObject({
      intent,
      displayName: required(80),
      signInName: z.string().regex(/^[a-z0-9][a-z0-9._-]{1,31}$/),
      roles: z.array(z.enum(roles)).min(1).max(6),
      pin,
    }),
    userShape,
  ),
  'users.update': command(
    'user.manage',
    z.strictObject({
      intent,
      id,
      displayName: required(80),
      roles: z.array(z.enum(roles)).min(1).max(6),
      active: z.boolean(),
      profileBase: base,
      rolesBase: base,
      stateBase: base,
    }),
    userShape,
  ),
  /** Forgotten PIN: an administrator sets a new one, with the own PIN as proof, and the lock-out ends. */
  'users.resetPin': command('user.manage', z.strictObject({ userId: id, newPin: pin, ownPin: pin }), done),

  'clinic.get': query('clinic.manage', none, clinicShape),
  /** A changed GST registration counts for documents that are issued from then on. Refuses `bad-gstin`. */
  'clinic.update': command(
    'clinic.manage',
    z.strictObject({
      intent,
      ...clinicFields,
      identityBase: base,
      contactBase: base,
      gstBase: base,
      settingsBase: base,
      deviceBase: base,
    }),
    clinicShape,
  ),

  'practitioners.create': command(
    'practitioner.write',
    z.strictObject({ intent, ...practitionerFields.shape }),
    practitionerShape,
  ),
  'practitioners.update': command(
    'practitioner.write',
    z.strictObject({
      intent,
      id,
      ...practitionerFields.shape,
      profileBase: base,
      feeBase: base,
      sessionBase: base,
      stateBase: base,
    }),
    practitionerShape,
  ),

  /** A page may be short or empty and still have a next one; `total` is null where counting would read everything. */
  'audit.list': query(
    'audit.read',
    z.strictObject({
      before: z.string().max(100).nullable(),
      limit: z.int().min(1).max(200),
      actor: id.nullable(),
      table: plain(40),
      date: date.nullable(),
      recordId: id.nullable(),
    }),
    z.object({ entries: z.array(auditEntry), next: z.string().nullable(), total: z.int().nullable() }),
  ),
  'audit.verify': query(
    'audit.read',
    none,
    z.object({
      entries: z.int(),
      devices: z.int(),
      milliseconds: z.int(),
      intact: z.boolean(),
      fault: z.object({ device: z.string(), seq: z.int(), detail: z.string() }).nullable(),
    }),
  ),

  /** What opens a backup on another PC, shown again to an administrator with the own PIN as proof. */
  'backup.recoveryKey': command('backup.manage', z.strictObject({ ownPin: pin }), recovery),
  'backup.create': command('backup.manage', z.strictObject({ intent }), backupShape),
  'backup.list': query(
    'backup.manage',
    none,
    z.object({
      folder: z.string(),
      backups: z.array(backupShape),
      /** Why the copy that this PC makes once a day could not be made. */
      dailyFault: z.enum(['no-room', 'failed']).nullable(),
    }),
  ),
  'backup.verify': query(
    'backup.manage',
    z.strictObject({ path: required(1000) }),
    z.object({ intact: z.boolean(), entries: z.int(), detail: z.string() }),
  ),
} as const
