import { certificateText } from '../../domain/sync/protocol.ts'
import { clinicAtHq, type NewDevice } from '../journal/self.ts'
import type { Platform } from '../platform.ts'
import type { Tx } from '../postgres/pool.ts'

/** What tells a device that headquarters knows it, and a later headquarters that this one did. */
export async function certify(tx: Tx, platform: Platform, device: NewDevice): Promise<string> {
  const { hq } = await clinicAtHq(tx, platform, device.clinic)
  return hq.sign(certificateText(device.clinic, device.device, device.deviceCode, device.publicKey))
}

/** Headquarters as a device of a clinic. */
export async function hqDevice(
  tx: Tx,
  clinic: string,
): Promise<{ readonly device: string; readonly publicKey: string }> {
  const { rows } = await tx.query<{ device: string; publicKey: string }>(
    'SELECT device_id AS device, public_key AS "publicKey" FROM hq_self WHERE clinic_id = $1',
    [clinic],
  )
  const [row] = rows
  if (row === undefined) throw new Error('headquarters is no device of this clinic')
  return row
}
