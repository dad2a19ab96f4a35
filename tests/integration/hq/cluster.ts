/**
 * A PostgreSQL for one test file: a cluster in a folder of its own, a migrated database for each call, all gone afterwards.
 * It does without fsync; what must outlive a crash is tested on clusters of its own.
 */
import { chmodSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import type { Pool } from 'pg'
import { afterAll, beforeAll } from 'vitest'
import { ensureDatabase, startCluster, type Cluster } from '../../../hq/postgres/cluster.ts'
import { migrate } from '../../../hq/postgres/migrate.ts'
import { openPool, type Role } from '../../../hq/postgres/pool.ts'

export type TestDatabase = {
  readonly adminUrl: string
  readonly appUrl: string
  /** As the role that serves requests. */
  readonly pool: Pool
  readonly open: (role: Role) => Pool
}

export type TestCluster = {
  readonly cluster: () => Cluster
  /** A database without a table. */
  readonly emptyDatabase: () => Promise<TestDatabase>
  /** A database at the newest migration. */
  readonly database: () => Promise<TestDatabase>
}

/** A folder that a user without rights may enter too. */
export function reachableFolder(): string {
  const folder = mkdtempSync(path.join(tmpdir(), 'caresync-hq-'))
  chmodSync(folder, 0o755)
  return folder
}

/** To be called at the top of a test file or of a `describe`. */
export function useCluster(): TestCluster {
  const folder = reachableFolder()
  let running: Cluster | undefined
  const pools: Pool[] = []
  let made = 0
  const cluster = (): Cluster => {
    if (running === undefined) throw new Error('the cluster runs from beforeAll to afterAll')
    return running
  }
  beforeAll(async () => {
    running = await startCluster({ folder, settings: { fsync: 'off', logging_collector: 'off' } })
  })
  afterAll(async () => {
    for (const pool of pools) if (!pool.ended) await pool.end()
    await running?.stop()
    rmSync(folder, { recursive: true, force: true })
  })
  const emptyDatabase = async (): Promise<TestDatabase> => {
    const name = `test${++made}`
    await ensureDatabase(cluster().adminUrl('postgres'), name)
    const open = (role: Role): Pool => {
      const pool = openPool(cluster().appUrl(name), role)
      pools.push(pool)
      return pool
    }
    return { adminUrl: cluster().adminUrl(name), appUrl: cluster().appUrl(name), pool: open('app'), open }
  }
  return {
    cluster,
    emptyDatabase,
    database: async () => {
      const empty = await emptyDatabase()
      const migrated = await migrate(empty.adminUrl, { appPassword: cluster().appPassword })
      if (!migrated.ok) throw new Error(migrated.code)
      return empty
    },
  }
}
