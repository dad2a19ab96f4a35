/** Everything that headquarters needs before it can serve: its database at the newest migration, and its secrets. */
import { randomBytes } from 'node:crypto'
import { mkdirSync } from 'node:fs'
import path from 'node:path'
import type { Pool } from 'pg'
import type { Logger } from 'pino'
import { sentenceOf } from './http/problem.ts'
import type { Config } from './config.ts'
import type { Platform } from './platform.ts'
import { ensureDatabase, startCluster } from './postgres/cluster.ts'
import { migrate } from './postgres/migrate.ts'
import { openPool, type Role } from './postgres/pool.ts'
import { ownSecret, type SecretFile } from './secrets/own-secret.ts'
import { makeVault } from './secrets/vault.ts'

export type OpenPlatform = {
  readonly platform: Platform
  readonly open: (role: Role, max: number) => Pool
  /** Ends every connection, and PostgreSQL too when it is ours and nobody else uses it. */
  readonly close: () => Promise<void>
}

type Place = {
  readonly url: string
  readonly adminUrl: string
  readonly appPassword: string | undefined
  readonly leave: () => Promise<void>
}

const DATABASE = 'caresync'

/** Throws with a sentence when something is not as it has to be. */
export async function openPlatform(config: Config, log: Logger): Promise<OpenPlatform> {
  mkdirSync(config.dataFolder, { recursive: true })
  const own = (file: SecretFile): string => ownSecret(path.join(config.dataFolder, file), randomBytes)
  const tokenSecrets = config.tokenSecrets ?? { present: own('token-secret'), previous: undefined }
  const vaultSecrets = { ...config.vaultSecrets, present: config.vaultSecrets.present ?? own('secret') }
  const place = await findDatabase(config, log)
  const migrated = await migrate(place.adminUrl, { appPassword: place.appPassword })
  if (!migrated.ok) {
    await place.leave()
    throw new Error(sentenceOf(migrated))
  }
  const pools: Pool[] = []
  const open = (role: Role, max: number): Pool => {
    const pool = openPool(place.url, role, max)
    pools.push(pool)
    return pool
  }
  const platform: Platform = {
    pool: open('app', 20),
    config,
    tokenSecrets,
    clock: Date.now,
    random: randomBytes,
    vault: makeVault(vaultSecrets),
    log,
  }
  return {
    platform,
    open,
    close: async () => {
      await Promise.all(pools.map(pool => pool.end()))
      await place.leave()
    },
  }
}

async function findDatabase({ database, dataFolder, postgresUser }: Config, log: Logger): Promise<Place> {
  if (database.kind === 'server') {
    return { url: database.url, adminUrl: database.adminUrl, appPassword: undefined, leave: async () => undefined }
  }
  const cluster = await startCluster({
    folder: path.join(dataFolder, 'postgres'),
    user: postgresUser,
    tell: told => log.error(told.news === 'gone' ? { err: told.fault } : {}, `postgresql ${told.news}`),
  })
  await ensureDatabase(cluster.adminUrl('postgres'), DATABASE)
  return {
    url: cluster.appUrl(DATABASE),
    adminUrl: cluster.adminUrl(DATABASE),
    appPassword: cluster.appPassword,
    leave: cluster.leave,
  }
}
