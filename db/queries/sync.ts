import type { Reader } from '../types.ts'

export type DeviceRow = {
  readonly id: string
  readonly name: string | null
  readonly code: string | null
  readonly isHeadquarters: number
  readonly entries: number
  readonly lastEntryAt: string | null
}

/** Every device that wrote or is known, in the order in which they came. */
export const deviceRows = (reader: Reader): readonly DeviceRow[] =>
  reader.all<DeviceRow>(
    `SELECT k.device AS id, d.name, d.code, k.hq AS isHeadquarters, coalesce(b.seq, 0) AS entries, j.at AS lastEntryAt
       FROM deviceKey k
       LEFT JOIN device d ON d.id = k.device
       LEFT JOIN branch b ON b.name = k.device
       LEFT JOIN journal j ON j.branch = b.n AND j.seq = b.seq
       ORDER BY k.hq DESC, k.device`,
  )

export type Finding = { readonly tableName: string; readonly record: string; readonly groupName: string }

/** Groups of which PCs entered different values without knowing of each other; at most `limit`. */
export const conflictFindings = (reader: Reader, limit: number): readonly Finding[] =>
  reader.all<Finding>(
    `SELECT tableName, record, groupName FROM finding WHERE kind = 'conflict'
       ORDER BY tableName, record, groupName LIMIT ?`,
    limit,
  )

export type AsideRow = {
  readonly device: string
  readonly seq: number
  readonly at: string
  readonly actor: string
  /** JSON text of the entry. */
  readonly entry: string
  readonly reason: string
}

const fromJournal = 'SELECT b.device, j.seq, j.at, j.actor, j.entry'

/** Entries that headquarters set aside and did not release, with the reason that they gave last. */
export const quarantinedRows = (reader: Reader, limit: number): readonly AsideRow[] =>
  reader.all<AsideRow>(
    `${fromJournal}, coalesce((SELECT reason FROM journalRuling f WHERE f.entryHash = r.entryHash ORDER BY f._n DESC), '')
       AS reason
       FROM (SELECT entryHash, max(clock || CASE ruling WHEN 'release' THEN 1 ELSE 0 END) AS latest,
               ruling FROM ruling GROUP BY entryHash) r
       JOIN journal j INDEXED BY journal_place ON j.hash = unhex(r.entryHash)
       JOIN branch b ON b.n = j.branch
       WHERE r.ruling = 'quarantine' ORDER BY j.n LIMIT ?`,
    limit,
  )

/** Entries that this version could not fold. */
export const setAsideRows = (reader: Reader, limit: number): readonly AsideRow[] =>
  reader.all<AsideRow>(
    `${fromJournal}, s.detail AS reason FROM setAside s JOIN journal j ON j.n = s.n JOIN branch b ON b.n = j.branch
       ORDER BY s.n LIMIT ?`,
    limit,
  )
