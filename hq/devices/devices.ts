import type { Pool } from 'pg'
import { inClinic } from '../postgres/pool.ts'
import type { Platform } from '../platform.ts'

export type DeviceLine = {
  readonly clinic: string
  readonly device: string
  readonly deviceCode: string
  readonly deviceName: string
  readonly lastSeenAt: Date | null
  readonly revokedAt: Date | null
}

export function listDevices(pool: Pool, clinic: string): Promise<readonly DeviceLine[]> {
  return inClinic(pool, clinic, async tx => {
    const { rows } = await tx.query<DeviceLine>(
      `SELECT clinic_id AS clinic, device_id AS device, device_code AS "deviceCode", device_name AS "deviceName",
         last_seen_at AS "lastSeenAt", revoked_at AS "revokedAt"
         FROM device WHERE clinic_id = $1 ORDER BY enrolled_at, device_id`,
      [clinic],
    )
    return rows
  })
}

/** Whether there was such a device to lock out. It gets no token any more, and those that it holds are not taken. */
export function revoke(
  { pool, clock }: Platform,
  { clinic, device, because }: { readonly clinic: string; readonly device: string; readonly because: string },
): Promise<boolean> {
  return inClinic(pool, clinic, async tx => {
    const { rowCount } = await tx.query(
      `UPDATE device SET revoked_at = to_timestamp($3), revoked_because = $4
         WHERE clinic_id = $1 AND device_id = $2 AND revoked_at IS NULL`,
      [clinic, device, clock() / 1000, because],
    )
    return rowCount === 1
  })
}
