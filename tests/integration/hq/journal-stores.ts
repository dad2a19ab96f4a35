/** Headquarters' side of one clinic in memory and in PostgreSQL, so that one table of tests runs on both. */
import { randomBytes, randomUUID } from 'node:crypto'
import type { Pool } from 'pg'
import type { Registry } from '../../../domain/journal/registry.ts'
import type { StateRow } from '../../../domain/journal/registry.ts'
import type { DeviceKey, FoldedRow } from '../../../hq/journal/journal-store.ts'
import { memoryStore } from '../../../hq/journal/memory-store.ts'
import { allRecords, postgresStore } from '../../../hq/journal/postgres-store.ts'
import type { Transact } from '../../../hq/journal/push-pages.ts'
import type { ClinicAtHq } from '../../../hq/journal/take-pages.ts'
import { newKeyPair, signerOf } from '../../../hq/ed25519.ts'
import { inClinic } from '../../../hq/postgres/pool.ts'

export type Hq = {
  readonly at: ClinicAtHq
  readonly transact: Transact
  readonly rows: () => Promise<readonly StateRow[]>
  /** Over another connection pool, as another process would have; the same one where there is no other. */
  readonly elsewhere: Transact
}

export type NewHq = {
  readonly registry: Registry
  readonly clinic: string
  readonly device: string
  readonly keys: ReadonlyMap<string, DeviceKey>
}

export function stateRowsOf(rows: Iterable<FoldedRow>): readonly StateRow[] {
  return [...rows].flatMap(({ kind, id, groups }) =>
    [...groups].map(([group, { values, heads }]) => ({ table: kind, id, group, values, heads: [...heads].sort() })),
  )
}

function clinicAt({ registry, clinic, device }: NewHq): ClinicAtHq {
  let ids = 0
  return {
    hq: { clinic, device, sign: signerOf(newKeyPair().privateKey) },
    registry,
    ports: {
      clock: () => 1_795_000_000_000,
      random: randomBytes,
      newId: () => `0190c0de-0000-7000-9000-${(++ids).toString(16).padStart(12, '0')}`,
    },
  }
}

export async function inMemory(hq: NewHq): Promise<Hq> {
  const store = memoryStore()
  await store.write({ ...nothing, keys: hq.keys })
  // As the lock on the clinic's row does, one transaction after the other.
  let last: Promise<unknown> = Promise.resolve()
  const transact: Transact = work => {
    const mine = last.then(() => work(store))
    last = mine.catch(() => undefined)
    return mine
  }
  return {
    at: clinicAt(hq),
    transact,
    rows: () => Promise.resolve(stateRowsOf(store.allRecords())),
    elsewhere: transact,
  }
}

/** In a clinic of its own: the entries may say another one, for pages are verified before. */
export async function inPostgres([pool, second]: readonly [Pool, Pool], hq: NewHq): Promise<Hq> {
  const clinic = randomUUID()
  const transactOn =
    (on: Pool): Transact =>
    work =>
      inClinic(on, clinic, tx => work(postgresStore(tx, clinic)))
  await inClinic(
    pool,
    clinic,
    tx =>
    tx.query('INSERT INTO clinic (clinic_id, display_name, city, created_at) VALUES ($1, $2, $3, now())', [clinic, 'Shanti Clinic', 'Pune']), // prettier-ignore
  )
  await transactOn(pool)(store => store.write({ ...nothing, keys: hq.keys }))
  return {
    at: clinicAt(hq),
    transact: transactOn(pool),
    rows: async () => stateRowsOf(await inClinic(pool, clinic, tx => allRecords(tx, clinic))),
    elsewhere: transactOn(second),
  }
}

const nothing = {
  hlc: '0'.repeat(17),
  branches: [],
  entries: [],
  seals: [],
  records: [],
  gone: [],
  rulings: [],
  redactions: [],
  rewritten: [],
}
