import { inClinic } from '../postgres/pool.ts'
import type { Platform } from '../platform.ts'
import type { Whom } from './challenge.ts'
import { readDevice } from './device-row.ts'

export type Standing = 'good' | 'revoked' | 'unknown'

/** A revoked device is locked out after so long at most, whatever token it holds. */
export const STANDING_MS = 10_000

const KEPT = 10_000

/** Asks the database at most every ten seconds for each device. */
export function watchStanding({ pool, clock }: Pick<Platform, 'pool' | 'clock'>): (whom: Whom) => Promise<Standing> {
  const known = new Map<string, { readonly standing: Standing; readonly until: number }>()
  return async ({ clinic, device }) => {
    const now = clock()
    const key = `${clinic} ${device}`
    const found = known.get(key)
    if (found !== undefined && found.until > now) return found.standing
    const row = await inClinic(pool, clinic, tx => readDevice(tx, clinic, device))
    const standing = row === undefined ? 'unknown' : row.revoked ? 'revoked' : 'good'
    if (known.size >= KEPT) known.clear()
    known.set(key, { standing, until: now + STANDING_MS })
    return standing
  }
}
