import type { Input } from '../../domain/contract/contract.ts'
import { ok, type Outcome, refuse } from '../../domain/errors.ts'
import { isWeakPin } from '../../domain/session/weak-pin.ts'
import { credential } from '../../domain/tables/local-tables.ts'
import { clinic, device, user } from '../../domain/tables/people.ts'
import { noTries } from '../../domain/session/lock-out.ts'
import { makeIds } from '../../db/ids.ts'
import type { Store, Writer } from '../../db/types.ts'
import { checkedGst } from '../admin/checked-gst.ts'
import { addPractitioner } from '../admin/practitioners.ts'
import type { Desk } from '../desk.ts'
import { takePlace } from '../place.ts'
import { verifierOf } from '../session/secrets.ts'
import { freshStore } from './fresh-store.ts'

type NewClinic = Input<'setup.newClinic'>

/** Makes the database with a fresh key, the clinic, this PC, its first doctor and its administrator. */
export async function newClinic(desk: Desk, input: NewClinic): Promise<Outcome<{ recoveryKey: string }>> {
  const gst = checkedGst(input.gst)
  if (!gst.ok) return gst
  if (isWeakPin(input.admin.pin)) return refuse('weak-pin')
  const pinVerifier = await verifierOf(input.admin.pin)
  const passwordVerifier = await verifierOf(input.admin.password)
  const made = await freshStore(desk)
  if (!made.ok) return made
  const { store, recoveryKey } = made.value
  // Made before the entry that needs it as its actor.
  const adminId = makeIds(desk.clock, desk.random)()
  const written = store.commit({ actor: adminId, intent: input.intent }, tx => {
    writeClinic(tx, store, { ...input, gst: gst.value })
    writeAdmin(tx, adminId, input)
    tx.putLocal(credential, { id: adminId, ...noTries, pinVerifier, passwordVerifier })
    return ok(null)
  })
  if (!written.ok) return written
  takePlace(desk, store)
  return ok({ recoveryKey })
}

function writeClinic(tx: Writer, store: Store, input: NewClinic): void {
  tx.set(clinic, store.clinicId, 'identity', input.identity, [])
  tx.set(clinic, store.clinicId, 'contact', input.contact, [])
  tx.set(clinic, store.clinicId, 'gst', input.gst, [])
  const { documentLanguage, receiptFormat } = input
  const discountLimitBp = firstDiscountLimitBp
  const settings = { timeZone: 'Asia/Kolkata', documentLanguage, receiptFormat, discountLimitBp, isSample: false }
  tx.set(clinic, store.clinicId, 'settings', settings, [])
  const named = tx.see(device, store.deviceId)
  tx.set(device, store.deviceId, 'name', { name: input.deviceName }, named?.clocks.name ?? [])
  addPractitioner(tx, tx.newId(), { ...input.practitioner, active: true })
}

/** What a front desk may take off by itself until an administrator says otherwise: 5 %. */
const firstDiscountLimitBp = 500

function writeAdmin(tx: Writer, id: string, { admin }: NewClinic): void {
  tx.set(user, id, 'profile', { displayName: admin.displayName.trim(), signInName: admin.signInName }, [])
  tx.set(user, id, 'roles', { roles: ['admin'] }, [])
  tx.set(user, id, 'state', { active: true }, [])
}
