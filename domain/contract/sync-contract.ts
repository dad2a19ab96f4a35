import { z } from 'zod'
import { enrolmentKinds } from '../sync/protocol.ts'
import { id, required } from '../tables/common.ts'
import { command, query } from './procedure.ts'
import { pin } from './setup-contract.ts'
import { base, done, head, intent, none } from './shapes.ts'

const address = required(300)
/** As a person types it. */
const code = required(40)

const deviceLine = z.object({
  id,
  name: z.string(),
  code: z.string(),
  isHere: z.boolean(),
  isHeadquarters: z.boolean(),
  entries: z.int(),
  /** Of its newest entry that is held here. */
  lastEntryAt: z.string().nullable(),
  /** How many of them headquarters are known to hold; null for a clinic that works alone. */
  heldThere: z.int().nullable(),
})
export type DeviceLine = z.output<typeof deviceLine>

const conflictLine = z.object({
  table: z.string(),
  id: z.string(),
  group: z.string(),
  /** Whose record it is, as far as it has a name. */
  label: z.string(),
  heads: z.array(head),
})
export type ConflictLine = z.output<typeof conflictLine>

const asideLine = z.object({
  /** `quarantined` by headquarters, or `set-aside` because this version cannot read it. */
  why: z.enum(['quarantined', 'set-aside']),
  device: z.string(),
  seq: z.int(),
  at: z.string(),
  actor: z.string(),
  tables: z.array(z.string()),
  reason: z.string(),
})
export type AsideLine = z.output<typeof asideLine>

export const syncContract = {
  /** What an enrolment code is for. On a PC with a clinic only for who may connect it. */
  'hq.lookup': query(
    'public',
    z.strictObject({ address, code }),
    z.object({
      /** As it is kept. */
      address: z.string(),
      kind: z.enum(enrolmentKinds),
      clinic: z.object({ displayName: z.string(), city: z.string() }).nullable(),
    }),
  ),
  /** Makes this empty PC one of a clinic that headquarters have. The same again goes on where it broke off. */
  'hq.join': command(
    'public',
    z.strictObject({ intent, address, code, deviceName: required(40) }),
    z.object({ recoveryKey: z.string(), clinicName: z.string() }),
  ),
  /** On a PC that joined, where nobody has a PIN yet: whoever has the enrolment code sets one for an administrator. */
  'hq.firstPin': command('public', z.strictObject({ code, userId: id, newPin: pin }), done),
  /** Connects the clinic of this PC with headquarters, which get all that was written so far. */
  'hq.bring': command('clinic.manage', z.strictObject({ intent, address, code }), done),

  'sync.status': query(
    'session',
    none,
    z.object({
      state: z.enum(['alone', 'all-sent', 'waiting', 'offline']),
      waiting: z.int(),
      confirmedAt: z.string().nullable(),
      offlineSince: z.string().nullable(),
      /** Code of the refusal that the last try met. */
      trouble: z.string().nullable(),
      /** Whole minutes that the clock of headquarters is ahead of this PC's, when that is too much to go by it. */
      clockOffMinutes: z.int().nullable(),
      address: z.string().nullable(),
    }),
  ),
  /** Does not wait for the next try. */
  'sync.sendNow': command('session', none, done),
  /** Everything that headquarters are not known to hold, as a file in a folder, also in read-only mode. */
  'sync.exportUnsent': command(
    'backup.manage',
    z.strictObject({ intent, folder: required(1000) }),
    /** Without a path when nothing waits. */
    z.object({ path: z.string().nullable(), entries: z.int(), bytes: z.int() }),
  ),
  'sync.devices': query('clinic.read', none, z.object({ devices: z.array(deviceLine) })),
  'sync.toSettle': query(
    'clinic.manage',
    none,
    z.object({ conflicts: z.array(conflictLine), aside: z.array(asideLine), more: z.boolean() }),
  ),
  /** Chooses one of the values that PCs entered without knowing of each other; `base` names all that the screen showed. */
  'sync.settle': command(
    'session',
    z.strictObject({ intent, table: required(40), id, group: required(40), clock: z.string().max(80), base }),
    done,
  ),
} as const
