/**
 * What headquarters asks of the place that keeps one clinic's journals and records, within one transaction. PostgreSQL in
 * production, memory in the simulation; one table of tests runs on both.
 */
import type { HashedEntry } from '../../domain/journal/entry.ts'
import type { Branch } from '../../domain/journal/journal-port.ts'
import type { Redaction, Ruling } from '../../domain/journal/rulings.ts'
import type { Clock, JsonObject, Seal } from '../../domain/journal/types.ts'

export type DeviceKey = { readonly publicKey: string; readonly hq: boolean; readonly introducedBy: string | null }

export type RecordKey = { readonly kind: string; readonly id: string }

/** A record or fact as it is folded; a fact has the one group `''`. */
export type FoldedRow = RecordKey & {
  readonly groups: ReadonlyMap<string, { readonly values: JsonObject | null; readonly heads: readonly Clock[] }>
  /** Whether it has a change that is quarantined, erased or not understood: then it is always folded from the journal. */
  readonly irregular: boolean
}

/** An entry with its place, and why its values have no effect when it broke the fold. */
export type KeptEntry = HashedEntry & { readonly branch: string; readonly aside: string | null }

/** Why the entry was quarantined or released, in the ruling's own words. */
export type HeardRuling = Ruling & { readonly reason: string }

export type SealedBranch = { readonly branch: string; readonly seal: Seal }

/** What changed in one transaction, to be written by set-based statements. */
export type Batch = {
  readonly hlc: string
  /** New ones, and those with a new head. */
  readonly branches: readonly Branch[]
  readonly entries: readonly KeptEntry[]
  readonly seals: readonly SealedBranch[]
  readonly records: readonly FoldedRow[]
  /** Records of which nothing counts any more. */
  readonly gone: readonly RecordKey[]
  readonly keys: ReadonlyMap<string, DeviceKey>
  readonly rulings: readonly HeardRuling[]
  readonly redactions: readonly Redaction[]
  /** Entries that are held already, as they must be kept from now on. */
  readonly rewritten: readonly KeptEntry[]
}

export type ClinicState = {
  /** Greatest clock that HQ has seen in this clinic. */
  readonly hlc: string
  readonly branches: readonly Branch[]
  readonly keys: ReadonlyMap<string, DeviceKey>
  readonly rulings: readonly HeardRuling[]
  readonly redactions: readonly Redaction[]
}

export type JournalReads = {
  readonly branches: () => Promise<readonly Branch[]>
  /** Hashes of a branch's own entries with `first <= seq <= last`. */
  readonly hashes: (branch: string, first: number, last: number) => Promise<ReadonlyMap<number, string>>
  /** Own entries of a branch with `after < seq <= upTo`, in order. */
  readonly read: (branch: string, after: number, upTo: number) => Promise<readonly HashedEntry[]>
  /** As of the journal port: the newest seal with `after < seq <= upTo`, else the oldest beyond `upTo`. */
  readonly sealNear: (branch: string, after: number, upTo: number) => Promise<Seal | undefined>
}

export type JournalStore = JournalReads & {
  /** Locks the clinic, so that nobody else writes into it until the transaction ends, and tells what there is. */
  readonly begin: () => Promise<ClinicState>
  readonly keys: () => Promise<ReadonlyMap<string, DeviceKey>>
  readonly records: (keys: readonly RecordKey[]) => Promise<readonly FoldedRow[]>
  /** Every entry that names one of these ids in any of its changes. */
  readonly entriesNaming: (ids: readonly string[]) => Promise<readonly KeptEntry[]>
  readonly entriesWith: (hashes: readonly string[]) => Promise<readonly KeptEntry[]>
  readonly write: (batch: Batch) => Promise<void>
}
