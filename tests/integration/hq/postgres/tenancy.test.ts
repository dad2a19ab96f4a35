import { Client } from 'pg'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { inClinic } from '../../../../hq/postgres/pool.ts'
import { useCluster, type TestDatabase } from '../cluster.ts'

const { database } = useCluster()
const ours = '018f0000-0000-7000-8000-000000000001'
const theirs = '018f0000-0000-7000-8000-000000000002'
let db: TestDatabase
let admin: Client

const addClinic = (clinic: string): Promise<unknown> =>
  inClinic(db.pool, clinic, tx =>
    tx.query("INSERT INTO clinic (clinic_id, display_name, city, created_at) VALUES ($1, 'शांति', 'Pune', now())", [
      clinic,
    ]),
  )

beforeAll(async () => {
  db = await database()
  admin = new Client({ connectionString: db.adminUrl })
  await admin.connect()
  await addClinic(ours)
  await addClinic(theirs)
})
afterAll(() => admin.end())

/** What is not a clinic's: the record of migrations, and rows that show themselves only to who holds their key. */
const WITHOUT_CLINIC = ['enrolment_code', 'migration']

type TableRow = {
  readonly name: string
  readonly clinic: boolean
  readonly enabled: boolean
  readonly forced: boolean
  readonly policies: number
  readonly owner: string
  readonly keys: readonly string[]
}

const tables = async (): Promise<readonly TableRow[]> =>
  (
    await admin.query<TableRow>(
      `SELECT c.relname AS name, c.relrowsecurity AS enabled, c.relforcerowsecurity AS forced, r.rolname AS owner,
         EXISTS (SELECT 1 FROM pg_attribute a
                 WHERE a.attrelid = c.oid AND a.attname = 'clinic_id' AND a.attnotnull AND NOT a.attisdropped) AS clinic,
         (SELECT count(*)::int FROM pg_policies p WHERE p.tablename = c.relname) AS policies,
         (SELECT coalesce(array_agg(a.attname::text), '{}') FROM pg_index i
            JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum = i.indkey[0] WHERE i.indrelid = c.oid) AS keys
       FROM pg_class c JOIN pg_roles r ON r.oid = c.relowner
       WHERE c.relnamespace = 'public'::regnamespace AND c.relkind IN ('r', 'p') ORDER BY c.relname`,
    )
  ).rows

describe('the catalogue', () => {
  test('every table has a clinic, and row level security that binds its owner too', async () => {
    const found = await tables()
    expect(found.map(table => table.name)).toEqual(expect.arrayContaining(['clinic', 'device', 'hq_self']))
    expect(found.filter(table => !table.clinic).map(table => table.name)).toEqual(WITHOUT_CLINIC)
    for (const table of found.filter(each => each.name !== 'migration')) {
      expect(table, table.name).toMatchObject({ enabled: true, forced: true, owner: 'caresync_owner' })
      expect(table.policies, table.name).toBeGreaterThan(0)
    }
  })

  test('every key and index begins with the clinic', async () => {
    for (const { name, keys } of (await tables()).filter(table => table.clinic)) {
      expect(new Set(keys), name).toEqual(new Set(['clinic_id']))
    }
  })

  test('no role passes by row level security', async () => {
    const { rows } = await admin.query<{ name: string }>(
      "SELECT rolname AS name FROM pg_roles WHERE rolname LIKE 'caresync%' AND (rolsuper OR rolbypassrls OR rolcreaterole)",
    )
    expect(rows).toEqual([])
  })
})

describe('row level security', () => {
  test('shows one clinic its own rows and takes no others from it', async () => {
    const seen = await inClinic(db.pool, ours, async tx => (await tx.query('SELECT clinic_id FROM clinic')).rows)
    expect(seen).toEqual([{ clinic_id: ours }])
    const write = inClinic(db.pool, ours, tx =>
      tx.query("INSERT INTO device VALUES ($1, $1, 'A1K7', 'PC', 'key', 'certificate', now())", [theirs]),
    )
    await expect(write).rejects.toMatchObject({ code: '42501' })
    const changed = await inClinic(db.pool, ours, tx =>
      tx.query("UPDATE clinic SET city = 'Goa' WHERE clinic_id = $1", [theirs]),
    )
    expect(changed.rowCount).toBe(0)
  })

  test('is closed while no clinic is named, also on a connection that named one before', async () => {
    await expect(db.open('app').query('SELECT * FROM clinic')).rejects.toMatchObject({ code: '42704' })
    await inClinic(db.pool, ours, tx => tx.query('SELECT 1'))
    await expect(db.pool.query('SELECT * FROM clinic')).rejects.toMatchObject({ code: '22P02' })
  })

  test('binds the owner of the tables too', async () => {
    const owner = new Client({ connectionString: db.adminUrl, options: '-c role=caresync_owner' })
    await owner.connect()
    await expect(owner.query('SELECT * FROM clinic')).rejects.toMatchObject({ code: '42704' })
    await owner.end()
  })

  test('lets a job list the clinics and nothing else', async () => {
    const job = db.open('job')
    const { rows } = await job.query<{ clinic_id: string }>('SELECT clinic_id FROM clinic ORDER BY clinic_id')
    expect(rows.map(row => row.clinic_id)).toEqual([ours, theirs])
    for (const table of ['device', 'hq_self']) {
      const read = inClinic(job, ours, tx => tx.query(`SELECT * FROM ${table}`))
      await expect(read, table).rejects.toMatchObject({ code: '42501' })
    }
    await expect(job.query("UPDATE clinic SET city = 'Goa'")).rejects.toMatchObject({ code: '42501' })
  })

  test('shows an enrolment code only to who holds it', async () => {
    const asHolder = async (code: string): Promise<number> => {
      const client = await db.pool.connect()
      try {
        await client.query('BEGIN')
        await client.query("SELECT set_config('app.code_hash', $1, true)", [code])
        if (code === 'mine') {
          await client.query(
            "INSERT INTO enrolment_code VALUES ('mine', 'join', $1, 'A1', now()) ON CONFLICT DO NOTHING",
            [ours],
          )
        }
        const { rowCount } = await client.query('SELECT * FROM enrolment_code')
        await client.query('COMMIT')
        return rowCount ?? 0
      } finally {
        client.release()
      }
    }
    expect(await asHolder('mine')).toBe(1)
    expect(await asHolder('another')).toBe(0)
  })
})

describe('a transaction', () => {
  test('runs at READ COMMITTED', async () => {
    const { rows } = await inClinic(db.pool, ours, tx => tx.query('SHOW transaction_isolation'))
    expect(rows).toEqual([{ transaction_isolation: 'read committed' }])
  })

  test('is begun again when the server gave it up for a deadlock', async () => {
    let runs = 0
    let meet = (): void => undefined
    const bothHoldOne = new Promise<void>(resolve => {
      let waiting = 0
      meet = () => {
        if (++waiting === 2) resolve()
      }
    })
    const touch = (first: string, second: string): Promise<unknown> =>
      inClinic(db.pool, ours, async tx => {
        runs += 1
        const lock = "INSERT INTO used_challenge VALUES ($1, $2, 'same', now()) ON CONFLICT DO NOTHING"
        await tx.query(lock, [ours, first])
        meet()
        await bothHoldOne
        await tx.query(lock, [ours, second])
      })
    await Promise.all([touch(ours, theirs), touch(theirs, ours)])
    expect(runs).toBe(3)
  })

  test('gives its connection back after a fault, and nothing of it stays', async () => {
    const failing = inClinic(db.pool, ours, async tx => {
      await tx.query("UPDATE clinic SET city = 'Goa'")
      throw new Error('meant')
    })
    await expect(failing).rejects.toThrow('meant')
    const { rows } = await inClinic(db.pool, ours, tx => tx.query<{ city: string }>('SELECT city FROM clinic'))
    expect(rows).toEqual([{ city: 'Pune' }])
  })
})
