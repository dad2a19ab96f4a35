/**
 * A push at headquarters, from the uncompressed message to the commit, against plain batched inserts of rows of the same
 * bytes into the same PostgreSQL, in turns: `node tests/bench/hq-push.ts [--entries N] [--json]`.
 */
import { randomBytes, randomUUID } from 'node:crypto'
import { chmodSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { Client, type Pool } from 'pg'
import { bulkLoad, type BulkStep } from '../../db/bulk-load.ts'
import { journalPort } from '../../db/journal-port.ts'
import type { OpenStore } from '../../db/open-store.ts'
import { createStore } from '../../db/store.ts'
import { ok } from '../../domain/errors.ts'
import { entryText } from '../../domain/journal/entry.ts'
import { pull } from '../../domain/journal/exchange.ts'
import type { Page } from '../../domain/journal/seal.ts'
import { decodeMessage, encodeMessage } from '../../domain/sync/page-code.ts'
import { user } from '../../domain/tables/people.ts'
import { addClinic } from '../../hq/devices/enrol.ts'
import type { Batch } from '../../hq/journal/journal-store.ts'
import { postgresStore } from '../../hq/journal/postgres-store.ts'
import { pushPages } from '../../hq/journal/push-pages.ts'
import { bodyOf, headsOf } from '../../hq/journal/record-text.ts'
import { beginClinic, clinicAtHq, introduceDevice, type JournalPorts } from '../../hq/journal/self.ts'
import { verifyPages } from '../../hq/journal/verify.ts'
import { ensureDatabase, startCluster } from '../../hq/postgres/cluster.ts'
import { migrate } from '../../hq/postgres/migrate.ts'
import { inClinic, openPool } from '../../hq/postgres/pool.ts'
import { makeVault } from '../../hq/secrets/vault.ts'
import { atLeast, median, printFigures, rounded, type Figure } from './measure.ts'
import { ACTOR, diceOf, editStep, mixture, registerStep } from './mixture.ts'
import { howTo, valueOf } from './store-fixture.ts'

const { values } = parseArgs({
  options: { entries: { type: 'string', default: '10000' }, json: { type: 'boolean', default: false } },
})
const entries = Number(values.entries)
const ROUNDS = 3
const ENTRIES_IN_PUSH = 400

const ports: JournalPorts = {
  vault: makeVault({ present: 'a secret for measuring only', previous: undefined }),
  clock: Date.now,
  random: randomBytes,
}

const plainInserts = [
  "INSERT INTO plain_journal SELECT $1, 1, seq, decode(hash, 'hex'), entry FROM unnest($2::bigint[], $3::text[], $4::text[]) AS new (seq, hash, entry)",
  'INSERT INTO plain_index SELECT $1, id, 1, seq FROM unnest($2::text[], $3::bigint[]) AS new (id, seq)',
  'INSERT INTO plain_record SELECT $1, kind, id, body, heads FROM unnest($2::text[], $3::text[], $4::text[], $5::text[]) AS new (kind, id, body, heads)',
] as const

const folder = mkdtempSync(join(tmpdir(), 'caresync-bench-hq-'))
chmodSync(folder, 0o755)
const cluster = await startCluster({ folder: join(folder, 'postgres') })
await ensureDatabase(cluster.adminUrl('postgres'), 'bench')
valueOf(await migrate(cluster.adminUrl('bench'), { appPassword: cluster.appPassword }))
const pool = openPool(cluster.appUrl('bench'))
const admin = new Client({ connectionString: cluster.adminUrl('bench') })
await admin.connect()
try {
  printFigures(await run(), values.json)
} finally {
  await pool.end()
  await admin.end()
  await cluster.stop()
  rmSync(folder, { recursive: true, force: true })
}

async function run(): Promise<readonly Figure[]> {
  const mixed: number[] = []
  const edits: number[] = []
  const cpu: number[] = []
  const ratios: number[] = []
  for (let round = 1; round <= ROUNDS; round++) {
    const work = await writtenAt(join(folder, `pc-${round}.db`))
    const first = await pushAll(work, work.mixed)
    const second = await pushAll(work, work.edits)
    cpu.push(first.cpuPerEntry)
    mixed.push(first.entriesPerSecond)
    edits.push(second.entriesPerSecond)
    ratios.push(first.rowsPerSecond / (await plainRate(pool, first.batches)))
  }
  return [
    atLeast('push_entries_per_s', median(mixed), 5000),
    atLeast('push_edits_per_s', median(edits), 8000),
    atLeast('push_ratio', median(ratios), 0.3),
    { name: 'push_cpu_us_per_entry', value: rounded(median(cpu)) },
  ]
}

type Work = {
  readonly clinic: string
  /** As they come out of gzip. */
  readonly mixed: readonly Uint8Array[]
  readonly edits: readonly Uint8Array[]
}

/** A PC that has brought its clinic, what it wrote, and then edits of one field of patients that HQ has. */
async function writtenAt(file: string): Promise<Work> {
  const clinic = randomUUID()
  const store = valueOf(createStore({ ...howTo(file), clinicId: clinic, deviceCode: 'A1K7' }))
  const { publicKey } = store.engine.state.self
  await inClinic(pool, clinic, async tx => {
    await addClinic(tx, { clinic, displayName: 'Shanti Clinic', city: 'Pune' }, Date.now())
    await beginClinic(tx, ports, clinic)
    await introduceDevice(tx, ports, {
      clinic,
      device: store.deviceId,
      deviceCode: 'A1K7',
      deviceName: 'PC',
      publicKey,
    })
  })
  const person: BulkStep = {
    actor: ACTOR,
    intent: store.engine.ports.newId(),
    work: tx => {
      tx.set(user, ACTOR, 'profile', { displayName: 'Asha', signInName: 'asha' }, [])
      return ok(null)
    },
  }
  const dice = diceOf(7)
  const ids = Array.from({ length: 2000 }, () => store.engine.ports.newId())
  valueOf(
    await bulkLoad(store, [person, ...mixture(store, entries, 1), ...ids.map(id => registerStep(store, dice, id))]),
  )
  const mixed = messagesFrom(store, 0)
  const from = journalPort(store.engine).branches(store.deviceId)[0]?.head.seq ?? 0
  valueOf(
    await bulkLoad(
      store,
      Array.from({ length: entries }, () => editStep(store, dice, dice.one(ids))),
    ),
  )
  const edits = messagesFrom(store, from)
  store.close()
  return { clinic, mixed, edits }
}

function messagesFrom(store: OpenStore, after: number): readonly Uint8Array[] {
  store.seal()
  const port = journalPort(store.engine)
  const messages: Uint8Array[] = []
  const hash = after === 0 ? '0'.repeat(64) : (port.hashAt(store.deviceId, after) ?? '')
  let vector: Record<string, Page['after']> = after === 0 ? {} : { [store.deviceId]: { seq: after, hash } }
  for (;;) {
    const { pages } = pull(port, { vector }, ENTRIES_IN_PUSH)
    const newest = pages.at(-1)
    if (newest === undefined) return messages
    messages.push(encodeMessage({}, pages))
    vector = { [store.deviceId]: { seq: newest.seal.seq, hash: newest.seal.hash } }
  }
}

type Pushed = {
  /** Of this process, without PostgreSQL's; microseconds. It tells more than the rate on a machine that is busy. */
  readonly cpuPerEntry: number
  readonly entriesPerSecond: number
  readonly rowsPerSecond: number
  readonly batches: readonly Batch[]
}

async function pushAll({ clinic }: Work, messages: readonly Uint8Array[]): Promise<Pushed> {
  const batches: Batch[] = []
  let count = 0
  const cpu = process.cpuUsage()
  const begun = performance.now()
  for (const message of messages) {
    const { pages } = valueOf(decodeMessage(message))
    const { at, keys } = await inClinic(pool, clinic, async tx => ({
      at: await clinicAtHq(tx, ports, clinic),
      keys: await postgresStore(tx, clinic).keys(),
    }))
    const taken = await pushPages(
      work =>
        inClinic(pool, clinic, tx => {
          const store = postgresStore(tx, clinic)
          return work({
            ...store,
            write: batch => {
              batches.push(batch)
              return store.write(batch)
            },
          })
        }),
      at,
      verifyPages(clinic, keys, pages),
    )
    if (taken.refused.length > 0) throw new Error(JSON.stringify(taken.refused))
    count += taken.applied
  }
  const seconds = (performance.now() - begun) / 1000
  const { user: inUser, system } = process.cpuUsage(cpu)
  const rows = batches.reduce(
    (sum, batch) => sum + rowsOf(batch).reduce((all, table) => all + (table[0]?.length ?? 0), 0),
    0,
  )
  return {
    cpuPerEntry: (inUser + system) / count,
    entriesPerSecond: count / seconds,
    rowsPerSecond: rows / seconds,
    batches,
  }
}

/** Journal, index and records of a batch, column by column. */
function rowsOf(batch: Batch): readonly (readonly (readonly unknown[])[])[] {
  const { entries: held, records } = batch
  const index = held.flatMap(({ entry }) => [...new Set(entry.changes.map(change => change.id))].map(id => ({ id, seq: entry.seq }))) // prettier-ignore
  return [
    [held.map(({ entry }) => entry.seq), held.map(({ hash }) => hash), held.map(({ entry }) => entryText(entry))],
    [index.map(({ id }) => id), index.map(({ seq }) => seq)],
    // Every write of a record is a row of its own here.
    [records.map(({ kind }) => kind), records.map(() => randomUUID()), records.map(({ groups }) => bodyOf(groups)), records.map(({ groups }) => headsOf(groups))], // prettier-ignore
  ]
}

/** One transaction for each push, a primary key per table, nothing read, nothing checked. Rows a second. */
async function plainRate(on: Pool, batches: readonly Batch[]): Promise<number> {
  const clinic = randomUUID()
  const rows = batches.map(rowsOf)
  await admin.query(`
    DROP TABLE IF EXISTS plain_journal, plain_index, plain_record;
    CREATE TABLE plain_journal (clinic_id uuid, branch int, seq bigint, hash bytea, entry text, PRIMARY KEY (clinic_id, branch, seq));
    CREATE TABLE plain_index (clinic_id uuid, id text, branch int, seq bigint, PRIMARY KEY (clinic_id, id, branch, seq));
    CREATE TABLE plain_record (clinic_id uuid, kind text, id text, body text, heads text, PRIMARY KEY (clinic_id, kind, id));
    GRANT INSERT ON plain_journal, plain_index, plain_record TO caresync_app`)
  const begun = performance.now()
  for (const tables of rows) {
    await inClinic(on, clinic, async tx => {
      for (const [index, columns] of tables.entries()) {
        await tx.query({ name: `plain-${index}`, text: plainInserts[index] ?? '', values: [clinic, ...columns] })
      }
    })
  }
  const count = rows.flat().reduce((sum, columns) => sum + (columns[0]?.length ?? 0), 0)
  return count / ((performance.now() - begun) / 1000)
}
