/** One clinic's journals and records in PostgreSQL, within the transaction that `inClinic` began. */
import type { HashedEntry, HeldEntry } from '../../domain/journal/entry.ts'
import { HLC_ZERO } from '../../domain/journal/hlc.ts'
import type { Branch } from '../../domain/journal/journal-port.ts'
import type { Redaction } from '../../domain/journal/rulings.ts'
import type { Seal } from '../../domain/journal/types.ts'
import type { Tx } from '../postgres/pool.ts'
import type { DeviceKey, FoldedRow, HeardRuling, JournalStore, KeptEntry } from './journal-store.ts'
import { writeBatch } from './postgres-write.ts'
import { groupsOf } from './record-text.ts'

export function postgresStore(tx: Tx, clinic: string): JournalStore {
  const numbers = new Map<string, number>()
  const names = new Map<number, { readonly name: string; readonly device: string }>()
  const numberOf = (branch: string): number => {
    const number = numbers.get(branch)
    if (number === undefined) throw new Error('a branch was asked for before the branches were read')
    return number
  }

  const branches = async (): Promise<readonly Branch[]> => {
    const { rows } = await tx.query<BranchRow>({
      name: 'journal-branches',
      text: `SELECT number, name, device_id AS device, first_seq AS first, encode(before_hash, 'hex') AS before,
               head_seq AS seq, encode(head_hash, 'hex') AS hash
             FROM branch WHERE clinic_id = $1 ORDER BY number`,
      values: [clinic],
    })
    return rows.map(({ number, name, device, first, before, seq, hash }) => {
      numbers.set(name, number)
      names.set(number, { name, device })
      return { name, device, first, before, head: { seq, hash } }
    })
  }

  const keys = async (): Promise<ReadonlyMap<string, DeviceKey>> => {
    const { rows } = await tx.query<DeviceKey & { device: string }>({
      name: 'journal-keys',
      text: `SELECT device_id AS device, public_key AS "publicKey", hq, introduced_by AS "introducedBy"
             FROM device_key WHERE clinic_id = $1`,
      values: [clinic],
    })
    return new Map(rows.map(({ device, ...key }) => [device, key]))
  }

  const keptOf = ({ branch, hash, entry, aside }: EntryRow): KeptEntry => {
    const name = names.get(branch)?.name
    if (name === undefined) throw new Error('an entry is of a branch that is not there')
    return { branch: name, hash, entry: JSON.parse(entry) as HeldEntry, aside }
  }

  return {
    begin: async () => {
      const locked = await tx.query({
        name: 'journal-lock',
        text: 'SELECT clinic_id FROM clinic WHERE clinic_id = $1 FOR UPDATE',
        values: [clinic],
      })
      if (locked.rowCount !== 1) throw new Error('the clinic is not known here')
      const clock = await tx.query<{ hlc: string }>({
        name: 'journal-clock',
        text: 'SELECT hlc FROM journal_clock WHERE clinic_id = $1',
        values: [clinic],
      })
      return {
        hlc: clock.rows[0]?.hlc ?? HLC_ZERO,
        branches: await branches(),
        keys: await keys(),
        rulings: await rulingsOf(tx, clinic),
        redactions: await redactionsOf(tx, clinic),
      }
    },
    branches,
    keys,
    hashes: async (branch, first, last) => {
      const { rows } = await tx.query<{ seq: number; hash: string }>({
        name: 'journal-hashes',
        text: `SELECT seq, encode(hash, 'hex') AS hash FROM journal
               WHERE clinic_id = $1 AND branch = $2 AND seq BETWEEN $3 AND $4`,
        values: [clinic, numberOf(branch), first, last],
      })
      return new Map(rows.map(({ seq, hash }) => [seq, hash]))
    },
    read: async (branch, after, upTo) => {
      const { rows } = await tx.query<{ hash: string; entry: string }>({
        name: 'journal-read',
        text: `SELECT encode(hash, 'hex') AS hash, entry FROM journal
               WHERE clinic_id = $1 AND branch = $2 AND seq > $3 AND seq <= $4 ORDER BY seq`,
        values: [clinic, numberOf(branch), after, upTo],
      })
      return rows.map(({ hash, entry }): HashedEntry => ({ hash, entry: JSON.parse(entry) as HeldEntry }))
    },
    sealNear: async (branch, after, upTo) => {
      const number = numberOf(branch)
      const columns = "seq, encode(hash, 'hex') AS hash, encode(signature, 'hex') AS signature"
      const within = await tx.query<Omit<Seal, 'device'>>({
        name: 'journal-seal-within',
        text: `SELECT ${columns} FROM seal WHERE clinic_id = $1 AND branch = $2 AND seq > $3 AND seq <= $4
               ORDER BY seq DESC LIMIT 1`,
        values: [clinic, number, after, upTo],
      })
      const beyond =
        within.rowCount === 1
          ? within
          : await tx.query<Omit<Seal, 'device'>>({
              name: 'journal-seal-beyond',
              text: `SELECT ${columns} FROM seal WHERE clinic_id = $1 AND branch = $2 AND seq > $3 ORDER BY seq LIMIT 1`,
              values: [clinic, number, Math.max(after, upTo)],
            })
      const [seal] = beyond.rows
      return seal === undefined ? undefined : { device: names.get(number)?.device ?? '', ...seal }
    },
    records: async wanted => {
      if (wanted.length === 0) return []
      const { rows } = await tx.query<RecordRow>({
        name: 'journal-records',
        text: `SELECT kind, id, body, heads, irregular FROM record
               WHERE clinic_id = $1 AND (kind, id) IN (SELECT * FROM unnest($2::text[], $3::text[]))`,
        values: [clinic, wanted.map(key => key.kind), wanted.map(key => key.id)],
      })
      return rows.map(rowOf)
    },
    entriesNaming: async ids => {
      if (ids.length === 0) return []
      const { rows } = await tx.query<EntryRow>({
        name: 'journal-naming',
        text: `SELECT branch, encode(hash, 'hex') AS hash, entry, aside FROM journal
               WHERE clinic_id = $1 AND (branch, seq) IN (
                 SELECT branch, seq FROM record_entry WHERE clinic_id = $1 AND id = ANY ($2::text[]))`,
        values: [clinic, ids],
      })
      return rows.map(keptOf)
    },
    entriesWith: async hashes => {
      if (hashes.length === 0) return []
      const { rows } = await tx.query<EntryRow>({
        name: 'journal-with-hash',
        text: `SELECT branch, encode(hash, 'hex') AS hash, entry, aside FROM journal
               WHERE clinic_id = $1 AND hash IN (SELECT decode(each, 'hex') FROM unnest($2::text[]) AS each)`,
        values: [clinic, hashes],
      })
      return rows.map(keptOf)
    },
    write: batch => writeBatch(tx, clinic, numbers, batch),
  }
}

/** Every record of the clinic, as `stateHash` compares them. */
export async function allRecords(tx: Tx, clinic: string): Promise<readonly FoldedRow[]> {
  const { rows } = await tx.query<RecordRow>(
    'SELECT kind, id, body, heads, irregular FROM record WHERE clinic_id = $1',
    [clinic],
  )
  return rows.map(rowOf)
}

type BranchRow = Omit<Branch, 'head'> & { readonly number: number; readonly seq: number; readonly hash: string }
type EntryRow = {
  readonly branch: number
  readonly hash: string
  readonly entry: string
  readonly aside: string | null
}
type RecordRow = Omit<FoldedRow, 'groups'> & { readonly body: string; readonly heads: string }

function rowOf({ kind, id, body, heads, irregular }: RecordRow): FoldedRow {
  return { kind, id, groups: groupsOf(body, heads), irregular }
}

async function rulingsOf(tx: Tx, clinic: string): Promise<readonly HeardRuling[]> {
  const { rows } = await tx.query<HeardRuling>({
    name: 'journal-rulings',
    text: 'SELECT entry_hash AS "entryHash", clock, ruling, reason FROM ruling WHERE clinic_id = $1',
    values: [clinic],
  })
  return rows
}

async function redactionsOf(tx: Tx, clinic: string): Promise<readonly Redaction[]> {
  const { rows } = await tx.query<{ table: string; record: string; group: string; upTo: string }>({
    name: 'journal-redactions',
    text: `SELECT kind AS "table", id AS record, group_name AS "group", up_to AS "upTo"
           FROM redaction_limit WHERE clinic_id = $1`,
    values: [clinic],
  })
  return rows.map(({ table, record, group, upTo }) => ({ table, record, groups: [group], upTo }))
}
