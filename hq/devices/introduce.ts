import type { z } from 'zod'
import { refuse, type Outcome } from '../../domain/errors.ts'
import { introductionText, type introduceBody } from '../../domain/sync/protocol.ts'
import { isSignedBy } from '../ed25519.ts'
import { inClinic } from '../postgres/pool.ts'
import type { Platform } from '../platform.ts'
import { lockClinic, readDevice } from './device-row.ts'
import { takeDevice, type Enrolled } from './enrol.ts'

/**
 * A device that a known one vouches for: a PC that was restored or copied goes on under a new key. Who is not known, or
 * signs wrongly, is told no more than that.
 */
export function introduce(
  platform: Platform,
  { introducedBy, introduction, ...device }: z.output<typeof introduceBody>,
): Promise<Outcome<Enrolled>> {
  const { clinic } = device
  return inClinic(platform.pool, clinic, async tx => {
    await lockClinic(tx, clinic)
    const voucher = await readDevice(tx, clinic, introducedBy, 'FOR UPDATE')
    const text = introductionText(clinic, device.device, device.deviceCode, device.publicKey)
    if (voucher === undefined || !isSignedBy(voucher.publicKey, text, introduction)) return refuse('not-signed-in')
    if (voucher.revoked) return refuse('revoked')
    return takeDevice(tx, platform, device, introducedBy)
  })
}
