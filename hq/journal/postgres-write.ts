/**
 * A batch as one statement per table, however many rows it has. Long texts go as one JSON array: that is written and read
 * faster than an array of SQL.
 */
import { entryText, type HeldEntry } from '../../domain/journal/entry.ts'
import type { Tx } from '../postgres/pool.ts'
import type { Batch, KeptEntry } from './journal-store.ts'
import { bodyOf, headsOf } from './record-text.ts'

/** `numbers` of the branches that are there; new ones are added to it. */
export async function writeBatch(tx: Tx, clinic: string, numbers: Map<string, number>, batch: Batch): Promise<void> {
  await writeBranches(tx, clinic, numbers, batch)
  await writeEntries(tx, clinic, numbers, batch)
  await writeSeals(tx, clinic, numbers, batch)
  await writeIndex(tx, clinic, numbers, batch)
  await writeRecords(tx, clinic, batch)
  await writeKeys(tx, clinic, batch)
  await writeRulings(tx, clinic, batch)
  await tx.query({
    name: 'write-clock',
    text: `INSERT INTO journal_clock (clinic_id, hlc) VALUES ($1, $2)
           ON CONFLICT (clinic_id) DO UPDATE SET hlc = excluded.hlc`,
    values: [clinic, batch.hlc],
  })
}

async function writeBranches(tx: Tx, clinic: string, numbers: Map<string, number>, batch: Batch): Promise<void> {
  const { branches } = batch
  if (branches.length === 0) return
  for (const { name } of branches) if (!numbers.has(name)) numbers.set(name, numbers.size + 1)
  await tx.query({
    name: 'write-branches',
    text: `INSERT INTO branch (clinic_id, number, name, device_id, first_seq, before_hash, head_seq, head_hash)
           SELECT $1, number, name, device::uuid, first, decode(before, 'hex'), seq, decode(hash, 'hex')
           FROM unnest($2::int[], $3::text[], $4::text[], $5::bigint[], $6::text[], $7::bigint[], $8::text[])
             AS new (number, name, device, first, before, seq, hash)
           ON CONFLICT (clinic_id, number) DO UPDATE SET head_seq = excluded.head_seq, head_hash = excluded.head_hash`,
    values: [
      clinic,
      branches.map(({ name }) => numbers.get(name)),
      branches.map(({ name }) => name),
      branches.map(({ device }) => device),
      branches.map(({ first }) => first),
      branches.map(({ before }) => before),
      branches.map(({ head }) => head.seq),
      branches.map(({ head }) => head.hash),
    ],
  })
}

async function writeEntries(tx: Tx, clinic: string, numbers: ReadonlyMap<string, number>, batch: Batch): Promise<void> {
  const { entries, rewritten } = batch
  if (entries.length > 0) {
    await tx.query({
      name: 'write-entries',
      text: `INSERT INTO journal (clinic_id, branch, seq, hash, entry, aside)
             SELECT $1, branch, seq, decode(hash, 'hex'), entry, aside
             FROM ROWS FROM (unnest($2::int[], $3::bigint[], $4::text[], $5::text[]), json_array_elements_text($6::json))
               AS new (branch, seq, hash, aside, entry)`,
      values: [
        clinic,
        ...placesOf(numbers, entries),
        entries.map(({ aside }) => aside),
        JSON.stringify(entries.map(({ entry }) => textOf(entry))),
      ],
    })
  }
  if (rewritten.length > 0) {
    await tx.query({
      name: 'rewrite-entries',
      text: `UPDATE journal SET entry = new.entry
             FROM ROWS FROM (unnest($2::int[], $3::bigint[], $4::text[]), json_array_elements_text($5::json))
               AS new (branch, seq, hash, entry)
             WHERE journal.clinic_id = $1 AND journal.branch = new.branch AND journal.seq = new.seq`,
      values: [clinic, ...placesOf(numbers, rewritten), JSON.stringify(rewritten.map(({ entry }) => textOf(entry)))],
    })
  }
}

function placesOf(numbers: ReadonlyMap<string, number>, entries: readonly KeptEntry[]): readonly unknown[][] {
  return [
    entries.map(({ branch }) => numbers.get(branch)),
    entries.map(({ entry }) => entry.seq),
    entries.map(({ hash }) => hash),
  ]
}

/** A whole entry was found canonical when it was read, so its text is what came. */
function textOf(entry: HeldEntry): string {
  return 'salt' in entry ? JSON.stringify(entry) : entryText(entry)
}

async function writeSeals(tx: Tx, clinic: string, numbers: ReadonlyMap<string, number>, batch: Batch): Promise<void> {
  const { seals } = batch
  if (seals.length === 0) return
  await tx.query({
    name: 'write-seals',
    text: `INSERT INTO seal (clinic_id, branch, seq, hash, signature)
           SELECT $1, branch, seq, decode(hash, 'hex'), decode(signature, 'hex')
           FROM unnest($2::int[], $3::bigint[], $4::text[], $5::text[]) AS new (branch, seq, hash, signature)
           ON CONFLICT (clinic_id, branch, seq) DO NOTHING`,
    values: [
      clinic,
      seals.map(({ branch }) => numbers.get(branch)),
      seals.map(({ seal }) => seal.seq),
      seals.map(({ seal }) => seal.hash),
      seals.map(({ seal }) => seal.signature),
    ],
  })
}

/** One row for each record that an entry names; tables do not matter, for ids are unique. */
async function writeIndex(tx: Tx, clinic: string, numbers: ReadonlyMap<string, number>, batch: Batch): Promise<void> {
  const rows = batch.entries.flatMap(({ entry, branch }) =>
    [...new Set(entry.changes.map(change => change.id))].map(id => ({
      id,
      number: numbers.get(branch),
      seq: entry.seq,
    })),
  )
  if (rows.length === 0) return
  await tx.query({
    name: 'write-index',
    text: `INSERT INTO record_entry (clinic_id, id, branch, seq)
           SELECT $1, id, branch, seq FROM unnest($2::text[], $3::int[], $4::bigint[]) AS new (id, branch, seq)`,
    values: [clinic, rows.map(row => row.id), rows.map(row => row.number), rows.map(row => row.seq)],
  })
}

async function writeRecords(tx: Tx, clinic: string, { records, gone }: Batch): Promise<void> {
  if (records.length > 0) {
    await tx.query({
      name: 'write-records',
      text: `INSERT INTO record (clinic_id, kind, id, body, heads, irregular)
             SELECT $1, kind, id, body, heads, irregular
             FROM ROWS FROM (unnest($2::text[], $3::text[], $4::boolean[]), json_array_elements_text($5::json),
               json_array_elements_text($6::json)) AS new (kind, id, irregular, body, heads)
             ON CONFLICT (clinic_id, kind, id)
               DO UPDATE SET body = excluded.body, heads = excluded.heads, irregular = excluded.irregular`,
      values: [
        clinic,
        records.map(({ kind }) => kind),
        records.map(({ id }) => id),
        records.map(({ irregular }) => irregular),
        JSON.stringify(records.map(({ groups }) => bodyOf(groups))),
        JSON.stringify(records.map(({ groups }) => headsOf(groups))),
      ],
    })
  }
  if (gone.length > 0) {
    await tx.query({
      name: 'remove-records',
      text: `DELETE FROM record WHERE clinic_id = $1
             AND (kind, id) IN (SELECT * FROM unnest($2::text[], $3::text[]))`,
      values: [clinic, gone.map(({ kind }) => kind), gone.map(({ id }) => id)],
    })
  }
}

async function writeKeys(tx: Tx, clinic: string, { keys }: Batch): Promise<void> {
  const rows = [...keys]
  if (rows.length === 0) return
  await tx.query({
    name: 'write-keys',
    text: `INSERT INTO device_key (clinic_id, device_id, public_key, hq, introduced_by)
           SELECT $1, device, public_key, hq, introduced_by
           FROM unnest($2::text[], $3::text[], $4::boolean[], $5::text[]) AS new (device, public_key, hq, introduced_by)
           ON CONFLICT (clinic_id, device_id) DO UPDATE
             SET public_key = excluded.public_key, hq = excluded.hq, introduced_by = excluded.introduced_by`,
    values: [
      clinic,
      rows.map(([device]) => device),
      rows.map(([, key]) => key.publicKey),
      rows.map(([, key]) => key.hq),
      rows.map(([, key]) => key.introducedBy),
    ],
  })
}

async function writeRulings(tx: Tx, clinic: string, { rulings, redactions }: Batch): Promise<void> {
  if (rulings.length > 0) {
    await tx.query({
      name: 'write-rulings',
      text: `INSERT INTO ruling (clinic_id, entry_hash, clock, ruling, reason)
             SELECT $1, * FROM unnest($2::text[], $3::text[], $4::text[], $5::text[])
             ON CONFLICT (clinic_id, entry_hash, clock, ruling) DO NOTHING`,
      values: [
        clinic,
        rulings.map(({ entryHash }) => entryHash),
        rulings.map(({ clock }) => clock),
        rulings.map(({ ruling }) => ruling),
        rulings.map(({ reason }) => reason),
      ],
    })
  }
  const limits = redactions.flatMap(({ groups, ...rest }) => groups.map(group => ({ ...rest, group })))
  if (limits.length > 0) {
    await tx.query({
      name: 'write-redactions',
      text: `INSERT INTO redaction_limit (clinic_id, kind, id, group_name, up_to)
             SELECT $1, * FROM unnest($2::text[], $3::text[], $4::text[], $5::text[])
             ON CONFLICT (clinic_id, kind, id, group_name, up_to) DO NOTHING`,
      values: [
        clinic,
        limits.map(({ table }) => table),
        limits.map(({ record }) => record),
        limits.map(({ group }) => group),
        limits.map(({ upTo }) => upTo),
      ],
    })
  }
}
