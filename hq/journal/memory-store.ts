/** One clinic's journals and records in memory: for the simulation, and the measure for PostgreSQL. */
import type { HashedEntry } from '../../domain/journal/entry.ts'
import { HLC_ZERO } from '../../domain/journal/hlc.ts'
import type { Branch } from '../../domain/journal/journal-port.ts'
import type { Redaction } from '../../domain/journal/rulings.ts'
import type { Seal } from '../../domain/journal/types.ts'
import { recordKey } from './fold-entries.ts'
import type { DeviceKey, FoldedRow, HeardRuling, JournalStore, KeptEntry } from './journal-store.ts'

export type MemoryStore = JournalStore & {
  readonly allRecords: () => Iterable<FoldedRow>
}

export function memoryStore(): MemoryStore {
  let hlc = HLC_ZERO
  const branches = new Map<string, Branch>()
  const entries = new Map<string, KeptEntry[]>()
  const seals = new Map<string, Seal[]>()
  const records = new Map<string, FoldedRow>()
  const keys = new Map<string, DeviceKey>()
  const rulings: HeardRuling[] = []
  const redactions: Redaction[] = []

  const all = (): readonly KeptEntry[] => [...entries.values()].flat()
  const put = (kept: KeptEntry): void => {
    const own = entries.get(kept.branch) ?? []
    own[kept.entry.seq - (branches.get(kept.branch)?.first ?? 1)] = kept
    entries.set(kept.branch, own)
  }
  const between = (branch: string, first: number, last: number): readonly HashedEntry[] =>
    (entries.get(branch) ?? []).filter(({ entry }) => entry.seq >= first && entry.seq <= last)

  return {
    begin: () =>
      Promise.resolve({
        hlc,
        branches: [...branches.values()],
        keys: new Map(keys),
        rulings: [...rulings],
        redactions: [...redactions],
      }),
    branches: () => Promise.resolve([...branches.values()]),
    keys: () => Promise.resolve(new Map(keys)),
    hashes: (branch, first, last) =>
      Promise.resolve(new Map(between(branch, first, last).map(({ entry, hash }) => [entry.seq, hash]))),
    read: (branch, after, upTo) => Promise.resolve(between(branch, after + 1, upTo)),
    sealNear: (branch, after, upTo) => {
      const beyond = (seals.get(branch) ?? []).filter(seal => seal.seq > after)
      return Promise.resolve(beyond.findLast(seal => seal.seq <= upTo) ?? beyond[0])
    },
    records: wanted => Promise.resolve(wanted.flatMap(key => records.get(recordKey(key)) ?? [])),
    entriesNaming: ids => {
      const wanted = new Set(ids)
      return Promise.resolve(all().filter(({ entry }) => entry.changes.some(change => wanted.has(change.id))))
    },
    entriesWith: hashes => {
      const wanted = new Set(hashes)
      return Promise.resolve(all().filter(({ hash }) => wanted.has(hash)))
    },
    write: batch => {
      hlc = batch.hlc
      for (const branch of batch.branches) branches.set(branch.name, branch)
      for (const kept of batch.entries) put(kept)
      for (const kept of batch.rewritten) put(kept)
      for (const { branch, seal } of batch.seals) seals.set(branch, [...(seals.get(branch) ?? []), seal])
      for (const row of batch.records) records.set(recordKey(row), row)
      for (const key of batch.gone) records.delete(recordKey(key))
      for (const [device, key] of batch.keys) keys.set(device, key)
      rulings.push(...batch.rulings)
      redactions.push(...batch.redactions)
      return Promise.resolve()
    },
    allRecords: () => records.values(),
  }
}
