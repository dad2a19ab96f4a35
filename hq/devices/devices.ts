import type { Pool } from 'pg'
import { inClinic } from '../postgres/pool.ts'
import type { Platform } from '../platform.ts'
import { lockClinic } from './device-row.ts'

export type DeviceLine = {
  readonly clinic: string
  readonly device: string
  readonly deviceCode: string
  readonly deviceName: string
  readonly lastSeenAt: Date | null
  readonly revokedAt: Date | null
  /** Code of the device that vouched for it; `null` when it came with a code. */
  readonly introducedBy: string | null
}

export function listDevices(pool: Pool, clinic: string): Promise<readonly DeviceLine[]> {
  return inClinic(pool, clinic, async tx => {
    const { rows } = await tx.query<DeviceLine>(
      `SELECT heir.clinic_id AS clinic, heir.device_id AS device, heir.device_code AS "deviceCode",
         heir.device_name AS "deviceName", heir.last_seen_at AS "lastSeenAt", heir.revoked_at AS "revokedAt",
         elder.device_code AS "introducedBy"
         FROM device AS heir
         LEFT JOIN device AS elder ON elder.clinic_id = heir.clinic_id AND elder.device_id = heir.introduced_by
         WHERE heir.clinic_id = $1 ORDER BY heir.enrolled_at, heir.device_id`,
      [clinic],
    )
    return rows
  })
}

/**
 * Locks a device out, and with it every device that it vouched for, and so on: whoever has its key could have made them.
 * They get no token any more, and those that they hold are not taken. Answers with their ids; none when there is no such
 * device, or everybody is locked out already.
 */
export function revoke(
  { pool, clock }: Platform,
  { clinic, device, because }: { readonly clinic: string; readonly device: string; readonly because: string },
): Promise<readonly string[]> {
  return inClinic(pool, clinic, async tx => {
    await lockClinic(tx, clinic)
    const { rows } = await tx.query<Kinship>(
      'SELECT device_id AS device, introduced_by AS "introducedBy" FROM device WHERE clinic_id = $1',
      [clinic],
    )
    const revoked = await tx.query<{ device: string }>(
      `UPDATE device SET revoked_at = to_timestamp($3), revoked_because = $4
         WHERE clinic_id = $1 AND device_id = ANY ($2::uuid[]) AND revoked_at IS NULL RETURNING device_id AS device`,
      [clinic, [...withHeirs(device, rows)], clock() / 1000, because],
    )
    return revoked.rows.map(row => row.device)
  })
}

type Kinship = { readonly device: string; readonly introducedBy: string | null }

function withHeirs(device: string, all: readonly Kinship[]): ReadonlySet<string> {
  const family = new Set([device])
  // A set gives what is added while it is gone through, too.
  for (const elder of family) for (const each of all) if (each.introducedBy === elder) family.add(each.device)
  return family
}
