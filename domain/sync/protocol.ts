/**
 * What PCs and headquarters say to each other over HTTP, version 1. Bodies with entries are `page-code.ts` messages, every
 * other body is JSON. Refusals are problem+json whose `code` is one of the catalogue.
 */
import { z } from 'zod'
import { canonical } from '../journal/canonical.ts'
import { deviceCodePattern } from '../numbers.ts'
import { id, required } from '../tables/common.ts'

export const paths = {
  lookup: '/v1/enrolment/lookup',
  enrol: '/v1/enrolment',
  introduce: '/v1/devices/introduce',
  challenge: '/v1/devices/challenge',
  token: '/v1/devices/token',
  push: '/v1/sync/push',
  pull: '/v1/sync/pull',
  values: '/v1/sync/values',
  poke: '/v1/sync/poke',
} as const

/** Media type of a message with entries; always sent with `content-encoding: gzip`. */
export const PAGES = 'application/vnd.caresync.pages'

/** Of one push, before compression. A page that alone is larger travels alone. */
export const MAX_PUSH_BYTES = 1_000_000
export const MAX_PUSH_ENTRIES = 500

const hash = z.string().regex(/^[0-9a-f]{64}$/)
const signature = z.string().regex(/^[0-9a-f]{128}$/)
const publicKey = hash
const seq = z.int().min(0)

/** A device id, or the name of a filed branch: `device~` and 8 or 64 hexadecimal digits. */
export const branch = z
  .string()
  .regex(/^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}(~[0-9a-f]{8}|~[0-9a-f]{64})?$/)

export const chainPoint = z.strictObject({ seq, hash })
export const vector = z.record(branch, chainPoint)

/** Twelve characters in three groups, as HQ prints them; spaces, hyphens and lower case are taken too. */
export const enrolmentCode = z
  .string()
  .max(40)
  .transform(text => text.toUpperCase().replace(/[^A-Z0-9]/g, ''))
  .pipe(z.string().regex(/^[23456789ABCDEFGHJKMNPQRSTUVWXYZ]{12}$/))

/** `join`: a new PC of a clinic that HQ has. `bring`: a PC that brings its clinic, which HQ adopts. */
export const enrolmentKinds = ['join', 'bring'] as const

export const lookupBody = z.strictObject({ code: enrolmentCode })
export const lookupAnswer = z.object({
  kind: z.enum(enrolmentKinds),
  /** The clinic to join; `null` when the PC brings its own. */
  clinic: z.object({ id, displayName: z.string(), city: z.string() }).nullable(),
  /** The first two characters of the new device's code. A PC that brings its clinic keeps the code that it has. */
  devicePrefix: z.string().regex(/^[A-Z0-9]{2}$/),
})

export const enrolBody = z.strictObject({
  code: enrolmentCode,
  clinic: id,
  device: id,
  deviceCode: z.string().regex(deviceCodePattern),
  deviceName: required(40),
  publicKey,
  /** By the device's key over `enrolText`. */
  signature,
})
/**
 * A PC that was restored from a backup or copied goes on as a new device, which no token can be given for yet: the key
 * that it had vouches for it. HQ takes it like an enrolment, unless the old device was revoked.
 */
export const introduceBody = z.strictObject({
  clinic: id,
  device: id,
  deviceCode: z.string().regex(deviceCodePattern),
  deviceName: required(40),
  publicKey,
  introducedBy: id,
  /** By the old device's key over `introductionText`; the same stands in the new device's first entry. */
  introduction: signature,
})

/** Answers an enrolment and an introduction. */
export const enrolAnswer = z.object({
  /** HQ's own device in this clinic's stream. */
  hq: z.object({ device: id, publicKey }),
  /** By HQ's key over `certificateText`: the PC keeps it and can show it to any HQ. */
  certificate: signature,
})

export const enrolText = (body: Omit<z.output<typeof enrolBody>, 'signature'>): string =>
  canonical(['enrol', body.code, body.clinic, body.device, body.deviceCode, body.deviceName, body.publicKey])

export const introductionText = (clinic: string, device: string, deviceCode: string, key: string): string =>
  canonical(['introduce', clinic, device, deviceCode, key])

export const certificateText = (clinic: string, device: string, deviceCode: string, key: string): string =>
  canonical(['certificate', clinic, device, deviceCode, key])

export const challengeBody = z.strictObject({ clinic: id, device: id })
/** A challenge is answered for every clinic and device, so that it does not tell which there are. */
export const challengeAnswer = z.object({ challenge: hash })

export const tokenBody = z.strictObject({ clinic: id, device: id, challenge: hash, signature })
export const tokenAnswer = z.object({ token: z.string(), expiresInSeconds: z.int().positive() })

export const tokenText = (clinic: string, device: string, challenge: string): string =>
  canonical(['token', clinic, device, challenge])

const params = z.record(z.string(), z.union([z.string(), z.number()]))

/** The answer to a push. `refused` pages were not taken; each code has its way out in the params. */
export const pushAnswer = z.object({
  applied: z.int(),
  known: z.int(),
  refused: z.array(z.object({ device: z.string(), code: z.string(), params })),
  /** What HQ holds now. */
  vector,
})

/** `Want` of the exchange, and about how many entries are wanted. */
export const pullBody = z.strictObject({
  vector,
  trails: z.record(branch, z.array(chainPoint).max(500)).optional(),
  limit: z.int().min(1).max(5000),
})
/**
 * The head of the message that answers a pull; the pages follow. HQ's own journal goes before all others (`first` of the
 * exchange): it brings the keys of their writers. For the same reason a PC pushes its own journal first.
 */
export const pullHead = z.object({
  forks: z.array(z.string()),
  more: z.boolean(),
  /** HQ's wall clock, UTC ISO: a PC learns from it how far its own is off. */
  now: z.iso.datetime(),
})

/** Entries whose values came erased though no redaction explains it, see `journal/heal.ts`. */
export const valuesBody = z.strictObject({
  asked: z.array(z.strictObject({ device: id, seq, hash })).max(200),
})

/** The entries asked for that HQ holds with more values; each is read by `readEntry`, and proved by its hash. */
export const valuesAnswer = z.object({ entries: z.array(z.json()) })

/** Data of the server-sent event `news`: there is something beyond what this device has pulled. */
export const news = z.object({ vector })

export const problem = z.object({
  type: z.string(),
  title: z.string(),
  status: z.int(),
  detail: z.string(),
  code: z.string(),
  params: params.optional(),
  requestId: z.string(),
})
export type Problem = z.output<typeof problem>
