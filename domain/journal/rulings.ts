/**
 * What HQ says about entries: quarantine and release by the entry's hash, and redaction of a record's groups up to a
 * clock. Both are facts, but they are read from the entries themselves and not from rows: they count whether or not the
 * entry that they name has come, and nothing quarantines or erases them.
 */
import { z } from 'zod'
import { clockOf } from './clock.ts'
import { isRedacted, type HashedEntry } from './entry.ts'
import type { Clock } from './types.ts'

export const RULING_TABLE = 'journalRuling'
export const REDACTION_TABLE = 'redaction'

export type Ruling = {
  readonly clock: Clock
  readonly entryHash: string
  readonly ruling: 'quarantine' | 'release'
}

/** Erases the values of the named groups of a record in all changes up to `upTo`, that clock included. */
export type Redaction = {
  readonly table: string
  readonly record: string
  /** A fact has one unnamed group, `''`. */
  readonly groups: readonly string[]
  readonly upTo: Clock
}

const rulingValues = z.object({
  entryHash: z.string().regex(/^[0-9a-f]{64}$/),
  ruling: z.enum(['quarantine', 'release']),
})
const redactionValues = z.object({
  table: z.string(),
  record: z.string(),
  groups: z.array(z.string()),
  upTo: z.string(),
})

/**
 * The rulings and redactions in an entry. Only HQ's entries may be given; what a later version writes and this one
 * cannot read is passed over, and read again after the update.
 */
export function rulingsIn(held: HashedEntry): {
  readonly rulings: readonly Ruling[]
  readonly redactions: readonly Redaction[]
} {
  const rulings: Ruling[] = []
  const redactions: Redaction[] = []
  const clock = clockOf(held.entry.hlc, held.entry.device, held.hash)
  for (const change of held.entry.changes) {
    if (change.op !== 'add' || isRedacted(change)) continue
    if (change.table === RULING_TABLE) {
      const read = rulingValues.safeParse(change.values)
      if (read.success) rulings.push({ clock, ...read.data })
    }
    if (change.table === REDACTION_TABLE) {
      const read = redactionValues.safeParse(change.values)
      if (read.success) redactions.push(read.data)
    }
  }
  return { rulings, redactions }
}

/** Hashes of the entries in quarantine: of the rulings on an entry the one with the greatest clock counts. */
export function quarantinedHashes(rulings: Iterable<Ruling>): ReadonlySet<string> {
  const latest = new Map<string, Ruling>()
  for (const ruling of rulings) {
    const known = latest.get(ruling.entryHash)
    if (known === undefined || overrules(ruling, known)) latest.set(ruling.entryHash, ruling)
  }
  const quarantined = new Set<string>()
  for (const ruling of latest.values()) if (ruling.ruling === 'quarantine') quarantined.add(ruling.entryHash)
  return quarantined
}

/** Two rulings on one entry within one entry of HQ share a clock; then the release counts. */
function overrules(later: Ruling, known: Ruling): boolean {
  return later.clock === known.clock ? later.ruling === 'release' : later.clock > known.clock
}

/** Up to which clock the values of a record's group are erased; `undefined` where they are not. */
export type RedactedUpTo = (table: string, id: string, group: string) => Clock | undefined

export function redactedUpTo(redactions: Iterable<Redaction>): RedactedUpTo {
  const limits = new Map<string, Clock>()
  for (const { table, record, groups, upTo } of redactions) {
    if (table === RULING_TABLE || table === REDACTION_TABLE) continue
    for (const group of groups) {
      const key = `${table}\n${record}\n${group}`
      const known = limits.get(key)
      if (known === undefined || upTo > known) limits.set(key, upTo)
    }
  }
  if (limits.size === 0) return () => undefined
  return (table, id, group) => limits.get(`${table}\n${id}\n${group}`)
}
