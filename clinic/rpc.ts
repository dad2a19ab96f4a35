/**
 * What the desktop shell and the clinic process say to each other over `parentPort`. JSON-safe, and parsed on both sides:
 * a message that does not fit is a fault of a program and throws.
 *
 * The shell begins with `start`; the clinic process answers calls in any order, by id. Each side may ask the other: the
 * shell with `request`, the clinic process with `ask`.
 */
import { z } from 'zod'
import type { ClinicEvent } from '../domain/contract/contract.ts'
import { errors, type ErrorCode, type Outcome } from '../domain/errors.ts'

const id = z.int().min(1)
const json = z.json()

const outcome = z.union([
  z.object({ ok: z.literal(true), value: z.unknown() }),
  z.object({
    ok: z.literal(false),
    code: z.string().refine((code): code is ErrorCode => Object.hasOwn(errors, code)),
    params: z.record(z.string(), z.union([z.string(), z.number()])),
  }),
])

/** What the shell may ask of the clinic process, with the shape of each answer. */
export const clinicRequests = {
  /** Why an update should wait: what would be torn away from a person now. */
  updateGates: {
    input: z.null(),
    output: z.object({ openBill: z.boolean(), clinicHours: z.boolean(), unsynced: z.int().min(0) }),
  },
  /** A verified copy of the database in the backup folder, named after the version that is left; keeps three of these. */
  backupBeforeUpdate: {
    input: z.object({ version: z.string() }),
    output: z.object({ path: z.string(), bytes: z.int() }),
  },
  /** What became of a requested print; the shell says it whoever is signed in by then. */
  settlePrint: {
    input: z.object({ jobId: z.uuid(), state: z.enum(['printing', 'failed', 'done']), reason: z.string() }),
    output: z.null(),
  },
  /** Facts for a support bundle: counts and versions, never names, numbers or text of patients. */
  supportFacts: { input: z.null(), output: z.record(z.string(), json) },
} as const

/** What the clinic process may ask of the shell, with the shape of each answer. */
export const shellAbilities = {
  /** The database key (base64) as the operating system keeps it; null when none was ever sealed here. Refuses with `key-lost` when it cannot be read any more: then the recovery key opens. */
  unsealKey: { input: z.null(), output: z.object({ key: z.base64().nullable() }) },
  /** Keeps the database key (base64) with the operating system; `plain` when that system can only keep it as plain text. */
  sealKey: { input: z.object({ key: z.base64() }), output: z.object({ protection: z.enum(['system', 'plain']) }) },
} as const

export type ClinicRequest = keyof typeof clinicRequests
export type ShellAbility = keyof typeof shellAbilities
export type RequestInput<R extends ClinicRequest> = z.output<(typeof clinicRequests)[R]['input']>
export type RequestOutput<R extends ClinicRequest> = z.output<(typeof clinicRequests)[R]['output']>
export type AbilityInput<A extends ShellAbility> = z.output<(typeof shellAbilities)[A]['input']>
export type AbilityOutput<A extends ShellAbility> = z.output<(typeof shellAbilities)[A]['output']>

const namesOf = <T extends object>(table: T) =>
  z.custom<keyof T & string>(name => typeof name === 'string' && Object.hasOwn(table, name))

export const toClinic = z.discriminatedUnion('kind', [
  /** The first message: where the data lives (never beside the program) and which version runs. */
  z.object({ kind: z.literal('start'), dataFolder: z.string(), version: z.string() }),
  /** One procedure of the contract. `window` says whose session it is; input was parsed by the shell and is parsed again. */
  z.object({ kind: z.literal('call'), id, window: z.string(), name: z.string(), input: z.unknown() }),
  z.object({ kind: z.literal('request'), id, request: namesOf(clinicRequests), input: z.unknown() }),
  z.object({ kind: z.literal('answer'), id, outcome }),
  /** The machine goes to sleep (sessions lock, checkpoint), woke up, its screen was locked (sessions lock). */
  z.object({ kind: z.literal('power'), state: z.enum(['suspend', 'resume', 'lockScreen']) }),
  /** Whole seconds since anybody touched keyboard or mouse of this machine, told about every ten seconds. */
  z.object({ kind: z.literal('idle'), seconds: z.int().min(0) }),
  z.object({ kind: z.literal('windowClosed'), window: z.string() }),
  /** Finish what runs, checkpoint, close the database, answer `flushed`; then the shell ends the process. */
  z.object({ kind: z.literal('quit') }),
])

const clinicEvent = z.custom<ClinicEvent>(
  value => typeof value === 'object' && value !== null && 'event' in value && typeof value.event === 'string',
)

export const toShell = z.discriminatedUnion('kind', [
  /** The process listens and answers calls; a database that cannot be opened is told by `app.state`, not here. */
  z.object({ kind: z.literal('started') }),
  z.object({ kind: z.literal('result'), id, outcome }),
  z.object({ kind: z.literal('event'), event: clinicEvent }),
  z.object({ kind: z.literal('ask'), id, ability: namesOf(shellAbilities), input: z.unknown() }),
  z.object({ kind: z.literal('flushed') }),
])

export type ToClinic = z.output<typeof toClinic>
export type ToShell = z.output<typeof toShell>

/** Outcomes as they travel: the value is parsed by whoever knows the procedure. */
export type RpcOutcome = Outcome<unknown>
