import type { Tx } from '../postgres/pool.ts'
import type { NewDevice } from '../journal/self.ts'

export type DeviceRow = {
  readonly device: string
  readonly deviceCode: string
  readonly publicKey: string
  readonly certificate: string
  readonly revoked: boolean
}

/** `lock`: nobody changes the row until the transaction ends. */
export async function readDevice(
  tx: Tx,
  clinic: string,
  device: string,
  lock: '' | 'FOR UPDATE' = '',
): Promise<DeviceRow | undefined> {
  const { rows } = await tx.query<DeviceRow>(
    `SELECT device_id AS device, device_code AS "deviceCode", public_key AS "publicKey", certificate,
       revoked_at IS NOT NULL AS revoked FROM device WHERE clinic_id = $1 AND device_id = $2 ${lock}`,
    [clinic, device],
  )
  return rows[0]
}

export async function revokedAmong(tx: Tx, clinic: string, devices: readonly string[]): Promise<readonly string[]> {
  const { rows } = await tx.query<{ device: string }>(
    `SELECT device_id AS device FROM device
       WHERE clinic_id = $1 AND device_id = ANY ($2::uuid[]) AND revoked_at IS NOT NULL`,
    [clinic, devices],
  )
  return rows.map(row => row.device)
}

export type Admission = {
  readonly certificate: string
  /** The device that vouched for it; `null` when it came with a code. */
  readonly introducedBy: string | null
  /** Unix milliseconds. */
  readonly now: number
}

/** Whether it was added: not when another device of the clinic has its code. */
export async function addDevice(
  tx: Tx,
  device: NewDevice,
  { certificate, introducedBy, now }: Admission,
): Promise<boolean> {
  const { rowCount } = await tx.query(
    `INSERT INTO device (clinic_id, device_id, device_code, device_name, public_key, certificate, enrolled_at,
         introduced_by)
       VALUES ($1, $2, $3, $4, $5, $6, to_timestamp($7), $8) ON CONFLICT (clinic_id, device_code) DO NOTHING`,
    [
      device.clinic,
      device.device,
      device.deviceCode,
      device.deviceName,
      device.publicKey,
      certificate,
      now / 1000,
      introducedBy,
    ],
  )
  return rowCount === 1
}

/** The devices of a clinic change one after the other. */
export const lockClinic = async (tx: Tx, clinic: string): Promise<boolean> =>
  (await tx.query('SELECT 1 FROM clinic WHERE clinic_id = $1 FOR UPDATE', [clinic])).rowCount === 1
