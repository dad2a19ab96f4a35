import type { Pool } from 'pg'
import { listClinics } from '../commands/clinics.ts'
import { renewSeal } from '../journal/self.ts'
import type { Platform } from '../platform.ts'
import { inClinic } from '../postgres/pool.ts'

/**
 * Opens the key of every clinic and seals it with the present secret, so that a previous one is needed no longer. Throws
 * when a key was sealed with a secret that is not known; `jobPool` is of the role `job`.
 */
export async function renewSeals({ pool, vault }: Pick<Platform, 'pool' | 'vault'>, jobPool: Pool): Promise<void> {
  for (const { clinic } of await listClinics(jobPool)) await inClinic(pool, clinic, tx => renewSeal(tx, vault, clinic))
}
