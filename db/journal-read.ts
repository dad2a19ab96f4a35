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

/** What no index finds is looked for in at most this many entries before the search pauses: a third of a second. */
const READ_AT_MOST = 20_000

/**
 * At most `limit` entries before the journal row `before` (from the newest when it is undefined). A page may hold fewer, or
 * none, and still have a next one.
 */
export function auditPage(reader: Reader, filter: AuditFilter, before: number | undefined, limit: number): AuditPage {
  const top = before ?? (reader.one<{ n: number | null }>('SELECT max(n) AS n FROM journal')?.n ?? 0) + 1
  const bottom = isFoundByIndex(reader, filter) ? 0 : Math.max(0, top - READ_AT_MOST)
  const { from, where, params } = search(reader, filter, bottom, top)
  const rows = reader
    .all<{ n: number; hash: string; entry: string }>(
      `SELECT j.n, lower(hex(j.hash)) AS hash, j.entry FROM ${from} ${where} ORDER BY j.n DESC LIMIT ?`,
      ...params,
      limit,
    )
    .map(auditRow)
  const last = rows.length === limit ? rows.at(-1)?.n : bottom
  return { rows, next: last === undefined || last <= 1 ? undefined : last }
}

/** How many entries the filter finds; undefined for a search that would have to read the whole journal. */
export function auditCount(reader: Reader, filter: AuditFilter): number | undefined {
  const count = (sql: string, ...params: readonly Param[]): number => reader.one<{ n: number }>(sql, ...params)?.n ?? 0
  if (isEverything(filter)) return count('SELECT coalesce(sum(seq - first + 1), 0) AS n FROM branch')
  if (!isFoundByIndex(reader, filter)) return undefined
  const { from, where, params } = search(reader, filter, 0, Number.MAX_SAFE_INTEGER)
  return count(`SELECT count(*) AS n FROM ${from} ${where}`, ...params)
}

const isEverything = (filter: AuditFilter): boolean => Object.values(filter).every(value => value === undefined)

/** Whether no more entries have to be read than are found, or than lie in one day. */
function isFoundByIndex(reader: Reader, filter: AuditFilter): boolean {
  return isEverything(filter) || filter.recordId !== undefined || dayOf(reader, filter) !== undefined
}

/** The instants of the filter when few enough entries lie between them to read each. */
function dayOf(reader: Reader, { from, until }: AuditFilter): readonly [string, string] | undefined {
  if (from === undefined || until === undefined) return undefined
  const between = 'SELECT 1 FROM journal INDEXED BY journal_at WHERE at >= ? AND at < ? LIMIT ?'
  const held = reader.one<{ n: number }>(`SELECT count(*) AS n FROM (${between})`, from, until, READ_AT_MOST + 1)
  return held === undefined || held.n > READ_AT_MOST ? undefined : [from, until]
}

type Search = { readonly from: string; readonly where: string; readonly params: readonly Param[] }

/** Entries of journal rows `bottom` (inclusive) to `top` (exclusive), as `j`. */
function search(reader: Reader, filter: AuditFilter, bottom: number, top: number): Search {
  const day = dayOf(reader, filter)
  const parts: string[] = []
  const params: Param[] = [...(day ?? [])]
  const add = (sql: string, ...values: readonly Param[]): void => {
    parts.push(sql)
    params.push(...values)
  }
  // The order of a CROSS JOIN is kept: the index of instants says which entries are read at all.
  const from = day
    ? '(SELECT n FROM journal INDEXED BY journal_at WHERE at >= ? AND at < ?) AS day CROSS JOIN journal AS j ON j.n = day.n'
    : 'journal AS j'
  add('j.n >= ? AND j.n < ?', bottom, top)
  if (filter.actor !== undefined) add('j.actor = ?', filter.actor)
  if (!day && filter.from !== undefined) add('j.at >= ?', filter.from)
  if (!day && filter.until !== undefined) add('j.at < ?', filter.until)
  if (filter.table !== undefined) add('instr(j.entry, ?) > 0', `"table":${JSON.stringify(filter.table)}`)
  if (filter.recordId !== undefined) {
    const { recordId } = filter
    const facts = syncedTables.filter(table => table.kind === 'fact')
    const places = facts.map(({ name }) => `SELECT _entry FROM ${quote(name)} WHERE id = ?`)
    const record = 'SELECT n FROM recordEntry WHERE record = coalesce(unhex(?), ?)'
    const hex = recordId.replaceAll('-', '')
    add(`j.n IN (${[record, ...places].join(' UNION ')})`, hex, recordId, ...facts.map(() => recordId))
  }
  return { from, where: `WHERE ${parts.join(' AND ')}`, params }
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
