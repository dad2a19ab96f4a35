/**
 * Reading an entry that came from outside. Strict: the header is frozen with the format, and only tables, groups and
 * values may be newer than this version (the registry defers those).
 */
import { z } from 'zod'
import { ok, refuse, type Outcome } from '../errors.ts'
import { canonical, CanonicalError, utf8Length } from './canonical.ts'
import { CLOCK } from './clock.ts'
import { groupOf, type HeldChange, type HeldEntry } from './entry.ts'
import { HLC } from './hlc.ts'
import type { JsonObject } from './types.ts'

/** 256 KB of canonical bytes; larger work is several entries under one intent. */
export const MAX_ENTRY_BYTES = 256 * 1024

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/

const uuid = z.string().regex(UUID)
const name = z.string().min(1).max(64)
const id = z.string().min(1).max(128)
const salt = z.string().regex(/^[0-9a-f]{32}$/)
const hash = z.string().regex(/^[0-9a-f]{64}$/)
const clock = z.string().regex(CLOCK)

/** Checked and passed through untouched: a copy could lose a key, and with it the hash. Canonical JSON looks inside. */
const values = z.custom<JsonObject>(value => typeof value === 'object' && value !== null && !Array.isArray(value))

const add = { id, op: z.literal('add'), table: name }
const base = z.array(clock).max(64)
const set = { base, group: name, id, op: z.literal('set'), table: name }

const change = z.discriminatedUnion('op', [z.strictObject({ ...add, values }), z.strictObject({ ...set, values })])
const redactedEntryChange = z.union([
  z.strictObject({ ...add, valuesHash: hash }),
  z.strictObject({ ...set, valuesHash: hash }),
  z.strictObject({ id, op: z.literal('add'), salt, table: name, values }),
  z.strictObject({ base, group: name, id, op: z.literal('set'), salt, table: name, values }),
])

const before = { actor: id, at: z.iso.datetime() }
const header = {
  clinic: uuid,
  device: uuid,
  hlc: z.string().regex(HLC),
  intent: uuid,
}
const after = { schema: z.int().min(1), seq: z.int().min(1) }

// What is parsed comes out in this order, which is the canonical one: its text is written three times as fast.
const wholeEntry = z.strictObject({ ...before, changes: z.array(change).min(1), ...header, salt, ...after })
const redactedEntry = z.strictObject({ ...before, changes: z.array(redactedEntryChange).min(1), ...header, ...after })

export type ReadEntry = { readonly entry: HeldEntry; /** Canonical JSON, as kept and hashed. */ readonly text: string }

/** Checks a parsed JSON value as an entry. Refuses with `bad-entry` or `too-large`. */
export function readEntry(input: unknown): Outcome<ReadEntry> {
  const isWhole = typeof input === 'object' && input !== null && 'salt' in input
  const parsed = isWhole ? wholeEntry.safeParse(input) : redactedEntry.safeParse(input)
  if (!parsed.success) return badEntry(parsed.error.issues[0]?.path.join('.') || 'not an entry')
  const entry: HeldEntry = parsed.data
  if (namesAGroupTwice(entry.changes)) return badEntry('two changes of one record and group')
  try {
    const text = canonical(entry)
    return isTooLarge(text) ? refuse('too-large') : ok({ entry, text })
  } catch (error) {
    if (error instanceof CanonicalError) return badEntry(error.fault)
    throw error
  }
}

/** Reads an entry from the line in which it travels. Refuses with `bad-entry` or `too-large`. */
export function parseEntry(line: string): Outcome<ReadEntry> {
  if (isTooLarge(line)) return refuse('too-large')
  try {
    return readEntry(JSON.parse(line))
  } catch (error) {
    if (error instanceof SyntaxError) return badEntry('not JSON')
    throw error
  }
}

function badEntry(detail: string): Outcome<never> {
  return refuse('bad-entry', { detail })
}

/** Counts bytes only where the number of characters leaves it open. */
function isTooLarge(text: string): boolean {
  return text.length * 3 > MAX_ENTRY_BYTES && utf8Length(text) > MAX_ENTRY_BYTES
}

function namesAGroupTwice(changes: readonly HeldChange[]): boolean {
  if (changes.length < 2) return false
  const seen = new Set<string>()
  for (const each of changes) seen.add(`${each.table}\n${each.id}\n${groupOf(each)}`)
  return seen.size < changes.length
}
