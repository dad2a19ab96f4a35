/** A PC that brings its clinic to headquarters. */
import { ok, type Outcome, refuse } from '../../domain/errors.ts'
import { device } from '../../domain/tables/people.ts'
import { knownDevices } from '../../db/sync-port.ts'
import type { SignedIn } from '../desk.ts'
import { save } from '../save.ts'
import { enrolAt } from './enrol.ts'
import { clientFor, followHeadquarters } from './follow-headquarters.ts'
import { linkOf } from './link.ts'
import { lookUp } from './look-up.ts'

export type Bringing = { readonly intent: string; readonly address: string; readonly code: string }

/** Enrols with the id, code and key that this PC has; its journal follows in the background. */
export async function bring(context: SignedIn, { intent, address, code }: Bringing): Promise<Outcome<{ done: true }>> {
  const { desk, store } = context
  if (linkOf(store.read) !== undefined) return refuse('hq-linked')
  const known = await lookUp(desk, address, code)
  if (!known.ok) return known
  if (known.value.kind !== 'bring') return refuse('wrong-kind-of-code', { kind: known.value.kind })
  const vouched = vouchForOlderDevices(context, intent)
  if (!vouched.ok) return vouched
  const client = clientFor(desk, store, address)
  const deviceName = store.read.get(device, store.deviceId)?.name ?? store.deviceCode
  const enrolled = await enrolAt(store, client, { address, code, deviceName, stage: 'linked', codeVerifier: null })
  client.close()
  if (!enrolled.ok) return enrolled
  followHeadquarters(desk, store)
  desk.emit({ event: 'state' })
  return ok({ done: true })
}

/**
 * This PC may have been another device before, of which HQ knows nothing: it says those keys again in its own journal,
 * which HQ believes. One entry, or none.
 */
function vouchForOlderDevices(context: SignedIn, intent: string): Outcome<null> {
  const older = knownDevices(context.store).filter(known => known.device !== context.store.deviceId)
  return save(context, 'hq.bring', intent, tx => {
    for (const known of older) {
      const seen = tx.see(device, known.device)
      const code = seen?.row.code
      if (seen && code) tx.set(device, known.device, 'key', { code, publicKey: known.publicKey }, seen.clocks.key)
    }
    return ok(null)
  })
}
