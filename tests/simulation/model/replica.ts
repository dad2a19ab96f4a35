/**
 * A replica as the store is one: entries, an index record → entries, and rows that are kept by the fast path where it
 * may, else folded again. What is erased is erased from the entries too.
 */
import { clockOf } from '../../../domain/journal/clock.ts'
import { groupOf, type HashedEntry, type HeldChange } from '../../../domain/journal/entry.ts'
import { fastPath } from '../../../domain/journal/fold.ts'
import { foldRecord, groupChange, type Reading } from '../../../domain/journal/gather.ts'
import { lacksValues } from '../../../domain/journal/heal.ts'
import { redactEntry } from '../../../domain/journal/redact.ts'
import type { Registry, StateRow } from '../../../domain/journal/registry.ts'
import {
  quarantinedHashes,
  redactedUpTo,
  rulingsIn,
  type RedactedUpTo,
  type Redaction,
  type Ruling,
} from '../../../domain/journal/rulings.ts'
import type { Clock } from '../../../domain/journal/types.ts'
import { isHq, sha256 } from './devices.ts'

export type Row = StateRow & {
  /** Of the change that won. */
  readonly clock: Clock
  /** Clocks of the heads in conflict, or of facts that came second. */
  readonly listed: readonly Clock[]
}

type RecordKey = { readonly table: string; readonly id: string }

export class Replica {
  readonly entries = new Map<string, HashedEntry>()
  readonly rows = new Map<string, Row>()
  fastPaths = 0
  private registry: Registry
  private readonly touched = new Map<string, { readonly key: RecordKey; readonly hashes: Set<string> }>()
  private readonly rulings: Ruling[] = []
  private readonly redactions: Redaction[] = []
  private quarantined: ReadonlySet<string> = new Set()
  private erased: RedactedUpTo = () => undefined

  constructor(registry: Registry) {
    this.registry = registry
  }

  /** Takes one batch in; entries that are held already change nothing. */
  apply(batch: readonly HashedEntry[]): void {
    const refold = new Map<string, RecordKey>()
    const fresh = batch.filter(held => !this.entries.has(held.hash))
    for (const held of fresh) this.hear(held, refold)
    for (const held of fresh) {
      if (this.entries.has(held.hash)) continue
      this.keep(held)
      for (const change of held.entry.changes) this.applyChange(held, change, refold)
    }
    for (const key of refold.values()) this.fold(key)
  }

  /** Entries whose values came erased for no reason that is known here. */
  lacking(): readonly HashedEntry[] {
    return [...this.entries.values()].filter(held => lacksValues(held, this.erased))
  }

  /** The same entry with values that were missing. */
  heal(healed: HashedEntry): void {
    this.keep(healed)
    for (const { table, id } of healed.entry.changes) this.fold({ table, id })
  }

  upgrade(registry: Registry): void {
    this.registry = registry
    for (const { key } of this.touched.values()) this.fold(key)
  }

  /** The row of a group, as the screen of this replica shows it. */
  row(table: string, id: string, group: string): Row | undefined {
    return this.rows.get(`${table}\n${id}\n${group}`)
  }

  private reading(): Reading {
    const { registry, quarantined, erased } = this
    return { registry, isQuarantined: hash => quarantined.has(hash), redactedUpTo: erased }
  }

  /** Rulings and redactions of a batch count before its changes are applied, and touch what is held. */
  private hear(held: HashedEntry, refold: Map<string, RecordKey>): void {
    if (!isHq(held.entry.device)) return
    const { rulings, redactions } = rulingsIn(held)
    if (rulings.length + redactions.length === 0) return
    this.rulings.push(...rulings)
    this.redactions.push(...redactions)
    this.quarantined = quarantinedHashes(this.rulings)
    this.erased = redactedUpTo(this.redactions)
    for (const { entryHash } of rulings) {
      for (const { table, id } of this.entries.get(entryHash)?.entry.changes ?? []) {
        refold.set(`${table}\n${id}`, { table, id })
      }
    }
    for (const { table, record } of redactions) {
      refold.set(`${table}\n${record}`, { table, id: record })
      for (const hash of this.touched.get(`${table}\n${record}`)?.hashes ?? []) {
        const known = this.entries.get(hash)
        if (known !== undefined) this.keep(known)
      }
    }
  }

  private keep(held: HashedEntry): void {
    this.entries.set(held.hash, { entry: redactEntry(sha256, held, this.erased), hash: held.hash })
  }

  private applyChange(held: HashedEntry, change: HeldChange, refold: Map<string, RecordKey>): void {
    const { table, id } = change
    const record = `${table}\n${id}`
    const known = this.touched.get(record)
    if (known === undefined) this.touched.set(record, { key: { table, id }, hashes: new Set([held.hash]) })
    else known.hashes.add(held.hash)
    if (refold.has(record)) return
    const clock = clockOf(held.entry.hlc, held.entry.device, held.hash)
    const read = groupChange(this.reading(), change, clock, this.quarantined.has(held.hash))
    const group = groupOf(change)
    if (group !== '' && fastPath(this.row(table, id, group)?.heads ?? [], read)) {
      this.fastPaths += 1
      this.rows.set(`${record}\n${group}`, { table, id, group, values: read.values, heads: [clock], clock, listed: [] })
    } else {
      refold.set(record, { table, id })
    }
  }

  private fold({ table, id }: RecordKey): void {
    for (const key of this.rows.keys()) if (key.startsWith(`${table}\n${id}\n`)) this.rows.delete(key)
    const hashes = this.touched.get(`${table}\n${id}`)?.hashes ?? []
    const entries = [...hashes].flatMap(hash => this.entries.get(hash) ?? [])
    for (const row of foldRows(this.reading(), entries, { table, id })) {
      this.rows.set(`${table}\n${id}\n${row.group}`, row)
    }
  }
}

/** Every row that a record's entries give. */
function foldRows(reading: Reading, entries: readonly HashedEntry[], { table, id }: RecordKey): readonly Row[] {
  const { groups, fact } = foldRecord(reading, entries, table, id)
  const rows: Row[] = [...groups].map(([group, folded]) => {
    const { values, heads, clock } = folded
    return { table, id, group, values, heads, clock, listed: folded.conflict.map(each => each.clock) }
  })
  if (fact !== undefined) {
    const { clock, values, others } = fact
    rows.push({ table, id, group: '', values, heads: [clock], clock, listed: others.map(each => each.clock) })
  }
  return rows
}

/** The rows of a set of entries, folded in one go without any history. */
export function foldAll(registry: Registry, entries: readonly HashedEntry[]): readonly Row[] {
  const heard = entries.filter(held => isHq(held.entry.device)).map(rulingsIn)
  const quarantined = quarantinedHashes(heard.flatMap(each => each.rulings))
  const erased = redactedUpTo(heard.flatMap(each => each.redactions))
  const reading = { registry, isQuarantined: (hash: string) => quarantined.has(hash), redactedUpTo: erased }
  const records = new Map<string, { readonly key: RecordKey; readonly entries: HashedEntry[] }>()
  for (const held of entries) {
    for (const { table, id } of held.entry.changes) {
      const known = records.get(`${table}\n${id}`)
      if (known === undefined) records.set(`${table}\n${id}`, { key: { table, id }, entries: [held] })
      else if (known.entries.at(-1) !== held) known.entries.push(held)
    }
  }
  return [...records.values()].flatMap(each => foldRows(reading, each.entries, each.key))
}
