/**
 * What the rest of the house sees of the store. There is one door in: `commit` writes one journal entry and folds it in
 * one transaction; `apply` folds the entries of others by the very same function. Nothing else writes a synced table.
 */
import type { BetterSQLite3Database } from 'drizzle-orm/better-sqlite3'
import type { ErrorCode, ErrorParams, Outcome } from '../domain/errors.ts'
import type {
  FactRow,
  FactTable,
  GroupValues,
  LocalRow,
  LocalTable,
  RecordRow,
  RecordTable,
  Row,
  Table,
  Values,
} from '../domain/journal/declare.ts'
import type { Page } from '../domain/journal/seal.ts'
import type { Clock, Json, VersionVector } from '../domain/journal/types.ts'
import type { DocumentKind } from '../domain/numbers.ts'

/** The clocks of each group that a reader saw; a screen hands them back as `base` when it saves. */
export type Clocks<T extends RecordTable> = { readonly [G in keyof T['groups']]: readonly Clock[] }

/** One head of a conflicted group: what it says, who entered it where and when. */
export type Head = {
  readonly clock: Clock
  readonly values: Readonly<Record<string, Json>>
  readonly device: string
  readonly actor: string
  readonly at: string
}

export type Seen<T extends RecordTable> = {
  readonly row: RecordRow<T>
  readonly clocks: Clocks<T>
  /** Groups whose heads differ, with every head; empty when nothing is in conflict. */
  readonly conflicts: Readonly<Record<string, readonly Head[]>>
}

export type Reader = {
  /**
   * Drizzle over this connection, for SELECT through `db/prepared.ts`; tables come from `db/schema.ts`. Its writes are
   * refused by the guards.
   */
  orm(): BetterSQLite3Database
  /** A prepared and cached SELECT for hot or hand-written queries; rows are plain objects as SQLite gives them. */
  all<R>(sql: string, ...params: readonly (string | number | null)[]): readonly R[]
  one<R>(sql: string, ...params: readonly (string | number | null)[]): R | undefined
  get<T extends Table>(table: T, id: string): Row<T> | undefined
  see<T extends RecordTable>(table: T, id: string): Seen<T> | undefined
}

/**
 * What a commit writes with. Numbers, counts and local rows take effect at once; `add` and `set` are collected and folded
 * when the work is done, so reading inside shows synced rows as they were before this commit.
 */
export type Writer = Reader & {
  /** Wall clock of this commit, UTC ISO with milliseconds. */
  readonly now: string
  newId(): string
  add<T extends FactTable>(table: T, id: string, values: Values<T['columns']>): void
  /**
   * Sets one whole group. `base` is what the person's screen showed (`[]` for a new record); for a rule that reads the row
   * in this same transaction it is `see(table, id).clocks[group]`.
   */
  set<T extends RecordTable, G extends keyof T['groups'] & string>(
    table: T,
    id: string,
    group: G,
    values: GroupValues<T, G>,
    base: readonly Clock[],
  ): void
  /** Takes the next number of this device's series, gapless: it is given back when the transaction fails. */
  nextNumber(kind: DocumentKind, localDate: string): Outcome<string>
  /** Takes the next value of any other counter of this device (MRN, token of a session). */
  nextCount(counter: string): number
  /** Local tables, in the same transaction; nothing of this is journalled. */
  putLocal<T extends LocalTable>(table: T, row: LocalRow<T>): void
  removeLocal<T extends LocalTable>(table: T, id: string): void
}

export type LocalWriter = Reader & Pick<Writer, 'now' | 'newId' | 'putLocal' | 'removeLocal'>

/** Forbids promises by type: a transaction never waits (an async rest would run outside of it). */
export type NotPromise<T> = T extends PromiseLike<unknown> ? never : T

export type Committed<R> = { readonly result: R; readonly replayed: boolean; readonly entryHash: string | null }

export type ApplyResult = {
  /** Entries that were not held before. */
  readonly applied: number
  readonly known: number
  /** Entries that are kept, but whose values could not be folded; tried again after each update. */
  readonly setAside: readonly { readonly device: string; readonly seq: number; readonly code: ErrorCode }[]
  /** Pages that were not taken; the others were. `params` say from where to send. */
  readonly refused: readonly { readonly device: string; readonly code: ErrorCode; readonly params: ErrorParams }[]
}

export type StoreMode = { readonly writable: true } | { readonly writable: false; readonly reason: string }

export type Store = {
  readonly clinicId: string
  readonly deviceId: string
  readonly deviceCode: string
  readonly file: string
  readonly read: Reader
  mode(): StoreMode
  /**
   * One transaction, one journal entry (none when nothing synced was written). A refusal returned by `work` rolls
   * everything back. The same intent again returns the first result, `replayed`, and runs nothing.
   */
  commit<R extends Json>(
    who: { readonly actor: string; readonly intent: string },
    work: (tx: Writer) => NotPromise<Outcome<R>>,
  ): Outcome<Committed<R>>
  /** One transaction over local tables only. Refuses with `read-only` or `disk-full`. */
  local<R>(work: (tx: LocalWriter) => NotPromise<R>): Outcome<R>
  /**
   * Verifies and folds the entries of other devices, page by page (each ends at a seal). Refuses only when nothing at all
   * could be taken.
   */
  apply(pages: readonly Page[]): Outcome<ApplyResult>
  /** The same in slices of a few milliseconds, between which commits go through. */
  applySliced(pages: readonly Page[]): Promise<Outcome<ApplyResult>>
  vector(): VersionVector
  /** Called after every commit and apply with the names of the tables that changed. */
  onChange(listener: (tables: readonly string[]) => void): () => void
  close(): void
}

export type { FactRow, LocalRow, RecordRow }
