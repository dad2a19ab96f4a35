import type { Pool } from 'pg'
import type { Logger } from 'pino'
import type { Config, Secrets } from './config.ts'
import type { Vault } from './secrets/vault.ts'

/** What every part of headquarters is handed. */
export type Platform = {
  readonly pool: Pool
  readonly config: Config
  /** Of tokens and challenges. */
  readonly tokenSecrets: Secrets
  /** Unix milliseconds. */
  readonly clock: () => number
  readonly random: (bytes: number) => Uint8Array
  readonly vault: Vault
  readonly log: Logger
}
