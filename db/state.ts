/**
 * What the store keeps in memory of its own tables, so that the way of an entry asks the disk for nothing but the rows that
 * it changes. Read again whole after a transaction was rolled back.
 */
import { quarantinedHashes, redactedUpTo, type RedactedUpTo, type Ruling } from '../domain/journal/rulings.ts'
import { hashOfKey } from './blob.ts'
import type { Connection } from './sqlite.ts'

export type Self = {
  readonly clinic: string
  readonly device: string
  readonly code: string
  readonly publicKey: string
  readonly privateKey: string
}

export type HeldBranch = {
  readonly n: number
  readonly name: string
  readonly device: string
  readonly first: number
  readonly before: string
  seq: number
  hash: string
  /** The last seq under a seal. */
  sealed: number
}

export type DeviceKey = { readonly publicKey: string; readonly hq: boolean }

export type State = {
  readonly self: Self
  hlc: string
  readonly branches: Map<string, HeldBranch>
  readonly keys: Map<string, DeviceKey>
  quarantined: ReadonlySet<string>
  redactedUpTo: RedactedUpTo
  hasRedactions: boolean
  /** `table\nid` of the records that are always folded from the journal. */
  readonly irregular: Set<string>
  readonly setAside: Set<number>
}

export const recordKey = (table: string, id: string): string => `${table}\n${id}`

export function loadState(connection: Connection): State {
  const self = connection.one<Self & { hlc: string }>(
    'SELECT clinic, device, code, publicKey, privateKey, hlc FROM self',
  )
  if (self === undefined) throw new Error('the database belongs to no device')
  const { hlc, ...who } = self
  const state: State = {
    self: who,
    hlc,
    branches: new Map(loadBranches(connection).map(branch => [branch.name, branch])),
    keys: loadKeys(connection),
    quarantined: new Set(),
    redactedUpTo: () => undefined,
    hasRedactions: false,
    irregular: loadIrregular(connection),
    setAside: new Set(connection.all<{ n: number }>('SELECT n FROM setAside').map(row => row.n)),
  }
  loadRulings(connection, state)
  return state
}

/** Reads the rulings and redactions again, after one was added. */
export function loadRulings(connection: Connection, state: State): void {
  state.quarantined = quarantinedHashes(connection.all<Ruling>('SELECT entryHash, clock, ruling FROM ruling'))
  const limits = connection.all<{ tableName: string; record: string; groupName: string; upTo: string }>(
    'SELECT tableName, record, groupName, upTo FROM redactionLimit',
  )
  state.hasRedactions = limits.length > 0
  state.redactedUpTo = redactedUpTo(
    limits.map(({ tableName, record, groupName, upTo }) => ({ table: tableName, record, groups: [groupName], upTo })),
  )
}

function loadBranches(connection: Connection): readonly HeldBranch[] {
  type BranchRow = Omit<HeldBranch, 'before' | 'hash'> & { before: Uint8Array; hash: Uint8Array }
  return connection
    .all<BranchRow>(
      `SELECT n, name, device, first, before, seq, hash,
         coalesce((SELECT max(seq) FROM seal WHERE seal.branch = branch.n), first - 1) AS sealed FROM branch`,
    )
    .map(row => ({ ...row, before: hashOfKey(row.before), hash: hashOfKey(row.hash) }))
}

function loadKeys(connection: Connection): Map<string, DeviceKey> {
  const rows = connection.all<{ device: string; publicKey: string; hq: number }>(
    'SELECT device, publicKey, hq FROM deviceKey',
  )
  return new Map(rows.map(({ device, publicKey, hq }) => [device, { publicKey, hq: hq === 1 }]))
}

function loadIrregular(connection: Connection): Set<string> {
  const rows = connection.all<{ tableName: string; record: string }>('SELECT tableName, record FROM irregular')
  return new Set(rows.map(({ tableName, record }) => recordKey(tableName, record)))
}
