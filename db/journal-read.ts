/**
 * The journal as the audit trail: pages of entries, newest first, with what each changed. A document's or patient's history
 * is the same list for one record.
 */
import { isRedacted, type HeldEntry } from '../domain/journal/entry.ts'
import type { JsonObject } from '../domain/journal/types.ts'
import { syncedTables } from '../domain/tables/all.ts'
import { quote } from './sqlite.ts'
import type { Reader } from './types.ts'

export type AuditFilter = {
  readonly actor?: string
  /** Name of a table that the entry changed. */
  readonly table?: string
  readonly recordId?: string
  /** UTC instants: from, inclusive, to, exclusive. */
  readonly from?: string
  readonly until?: string
}

export type AuditChange = {
  readonly op: 'add' | 'set'
  readonly table: string
  readonly id: string
  readonly group: string | null
  /** Null when the values were erased by law. */
  readonly values: JsonObject | null
  readonly redacted: boolean
}

export type AuditRow = {
  /** Journal row: the cursor of the next page. */
  readonly n: number
  readonly device: string
  readonly seq: number
  readonly hash: string
  readonly at: string
  readonly actor: string
  readonly changes: readonly AuditChange[]
}

type Param = string | number

export type AuditPage = {
  readonly rows: readonly AuditRow[]
  /** Journal row before which the next page begins; undefined when the journal was read to its beginning. */
  readonly next: number | undefined
}

/** No index names the tables of an entry: a search for one reads at most this many entries before it pauses. */
const READ_AT_MOST = 20_000

/**
 * At most `limit` entries before the journal row `before` (from the newest when it is undefined). A page may hold fewer, or
 * none, and still have a next one.
 */
export function auditPage(reader: Reader, filter: AuditFilter, before: number | undefined, limit: number): AuditPage {
  const top = before ?? (reader.one<{ n: number | null }>('SELECT max(n) AS n FROM journal')?.n ?? 0) + 1
  const bottom = filter.table === undefined ? 0 : Math.max(0, top - READ_AT_MOST)
  const { where, params } = conditions(filter, bottom, top)
  const rows = reader
    .all<{ n: number; hash: string; entry: string }>(
      `SELECT j.n, lower(hex(j.hash)) AS hash, j.entry FROM journal j ${where} ORDER BY j.n DESC LIMIT ?`,
      ...params,
      limit,
    )
    .map(auditRow)
  const last = rows.length === limit ? rows.at(-1)?.n : bottom
  return { rows, next: last === undefined || last <= 1 ? undefined : last }
}

/** How many entries the filter finds; undefined for a search by table, which would have to read the whole journal. */
export function auditCount(reader: Reader, filter: AuditFilter): number | undefined {
  if (filter.table !== undefined) return undefined
  const { where, params } = conditions(filter, 0, Number.MAX_SAFE_INTEGER)
  return reader.one<{ count: number }>(`SELECT count(*) AS count FROM journal j ${where}`, ...params)?.count ?? 0
}

/** Entries of journal rows `bottom` (inclusive) to `top` (exclusive). */
function conditions(filter: AuditFilter, bottom: number, top: number): { where: string; params: readonly Param[] } {
  const parts: string[] = []
  const params: Param[] = []
  const add = (sql: string, ...values: readonly Param[]): void => {
    parts.push(sql)
    params.push(...values)
  }
  add('j.n >= ? AND j.n < ?', bottom, top)
  if (filter.actor !== undefined) add('j.actor = ?', filter.actor)
  if (filter.from !== undefined) add('j.at >= ?', filter.from)
  if (filter.until !== undefined) add('j.at < ?', filter.until)
  if (filter.table !== undefined) add('instr(j.entry, ?) > 0', `"table":${JSON.stringify(filter.table)}`)
  if (filter.recordId !== undefined) {
    const { recordId } = filter
    const facts = syncedTables.filter(table => table.kind === 'fact')
    const places = facts.map(({ name }) => `SELECT _entry FROM ${quote(name)} WHERE id = ?`)
    const record = 'SELECT n FROM recordEntry WHERE record = coalesce(unhex(?), ?)'
    const hex = recordId.replaceAll('-', '')
    add(`j.n IN (${[record, ...places].join(' UNION ')})`, hex, recordId, ...facts.map(() => recordId))
  }
  return { where: `WHERE ${parts.join(' AND ')}`, params }
}

function auditRow({ n, hash, entry }: { n: number; hash: string; entry: string }): AuditRow {
  const held = JSON.parse(entry) as HeldEntry
  const changes = held.changes.map(change => {
    const redacted = isRedacted(change)
    const values = redacted ? null : change.values
    const group = change.op === 'set' ? change.group : null
    return { op: change.op, table: change.table, id: change.id, group, values, redacted }
  })
  return { n, device: held.device, seq: held.seq, hash, at: held.at, actor: held.actor, changes }
}
