/** Connections that serve requests, and the one way to a clinic's rows. */
import { setTimeout as wait } from 'node:timers/promises'
import { Pool, types, type PoolClient } from 'pg'

/** `app` serves requests; `job` may besides list the clinics; `readonly` reads for reports. None sees past row level security. */
export type Role = 'app' | 'job' | 'readonly'

export type Tx = Pick<PoolClient, 'query'>

const INT8 = 20

export function openPool(url: string, role: Role = 'app', max = 20): Pool {
  const pool = new Pool({
    connectionString: url,
    max,
    application_name: `caresync-hq-${role}`,
    options: `-c role=caresync_${role} -c statement_timeout=30s -c idle_in_transaction_session_timeout=30s`,
    connectionTimeoutMillis: 5000,
    types: {
      getTypeParser: (oid: number, format?: string) =>
        oid === INT8 ? safeInt : types.getTypeParser(oid, format as 'text'),
    },
  })
  // An idle connection that the server closed is replaced at the next query; without a listener it would end the process.
  pool.on('error', () => undefined)
  return pool
}

/** `bigint` comes as a number; counters and milliseconds stay far below 2^53. */
function safeInt(text: string): number {
  const value = Number(text)
  if (!Number.isSafeInteger(value)) throw new RangeError('a bigint of the database is beyond the safe integers')
  return value
}

/** How often a transaction that the server gave up (serialization failure, deadlock) is begun again. */
const TRIES = 8

/**
 * One READ COMMITTED transaction in which only rows of `clinicId` are visible. `work` may run more than once, so it does
 * nothing outside the transaction.
 */
export function inClinic<T>(pool: Pool, clinicId: string, work: (tx: Tx) => Promise<T>): Promise<T> {
  return inTransaction(pool, async tx => {
    await tx.query("SELECT set_config('app.clinic_id', $1, true)", [clinicId])
    return work(tx)
  })
}

export async function inTransaction<T>(pool: Pool, work: (tx: Tx) => Promise<T>): Promise<T> {
  for (let tries = 1; ; tries++) {
    try {
      return await once(pool, work)
    } catch (fault) {
      if (tries === TRIES || !isRetriable(fault)) throw fault
      await wait(tries * 5)
    }
  }
}

async function once<T>(pool: Pool, work: (tx: Tx) => Promise<T>): Promise<T> {
  const client = await pool.connect()
  let broken: Error | undefined
  try {
    await client.query('BEGIN ISOLATION LEVEL READ COMMITTED')
    const result = await work(client)
    await client.query('COMMIT')
    return result
  } catch (fault) {
    await client.query('ROLLBACK').catch((lost: Error) => {
      broken = lost
    })
    throw fault
  } finally {
    // A connection that could not roll back is not used again.
    client.release(broken)
  }
}

const isRetriable = (fault: unknown): boolean =>
  fault instanceof Error && 'code' in fault && (fault.code === '40001' || fault.code === '40P01')
