import type { Output } from '../../domain/contract/contract.ts'
import { ok, type Outcome, refuse } from '../../domain/errors.ts'
import { clinic, device } from '../../domain/tables/people.ts'
import type { Store } from '../../db/types.ts'
import { clocksShown } from '../clocks.ts'
import type { HandlersOf } from '../handlers-of.ts'
import { save, seeOr, setChanged } from '../save.ts'
import { checkedGst } from './checked-gst.ts'

/** What was entered at set-up, and how it is corrected. Documents that were issued keep what they said. */
export const clinicFactsHandlers: HandlersOf<'clinic.get' | 'clinic.update'> = {
  'clinic.get': (_input, { store }) => readClinic(store),

  'clinic.update': (input, context) => {
    const { store } = context
    const gst = checkedGst(input.gst)
    if (!gst.ok) return gst
    const saved = save(context, 'clinic.update', input.intent, tx => {
      const seen = seeOr(tx, clinic, store.clinicId)
      if (!seen.ok) return seen
      const here = seeOr(tx, device, store.deviceId)
      if (!here.ok) return here
      const { timeZone, isSample } = seen.value.row
      const settings = { ...input.settings, timeZone: timeZone ?? 'Asia/Kolkata', isSample: isSample ?? false }
      const parts = [
        setChanged(tx, clinic, seen.value, 'identity', trimmed(input.identity), input.identityBase),
        setChanged(tx, clinic, seen.value, 'contact', trimmed(input.contact), input.contactBase),
        setChanged(tx, clinic, seen.value, 'gst', gst.value, input.gstBase),
        setChanged(tx, clinic, seen.value, 'settings', settings, input.settingsBase),
        setChanged(tx, device, here.value, 'name', trimmed(input.device), input.deviceBase),
      ]
      return parts.find(part => !part.ok) ?? ok(null)
    })
    return saved.ok ? readClinic(store) : saved
  },
}

const trimmed = <T extends object>(values: T): T =>
  Object.fromEntries(
    Object.entries(values).map(([name, value]) => [name, typeof value === 'string' ? value.trim() : value]),
  ) as T

function readClinic({ read, clinicId, deviceId }: Store): Outcome<Output<'clinic.get'>> {
  const seen = read.see(clinic, clinicId)
  const here = read.see(device, deviceId)
  if (!seen || !here) return refuse('not-found', { what: 'clinic' })
  const { row } = seen
  return ok({
    identity: { legalName: row.legalName ?? '', displayName: row.displayName ?? '' },
    contact: { address: row.address ?? '', city: row.city ?? '', pincode: row.pincode ?? '', phone: row.phone },
    gst: { gstMode: row.gstMode ?? 'unregistered', gstin: row.gstin, stateCode: row.stateCode ?? '' },
    settings: {
      documentLanguage: row.documentLanguage ?? 'en',
      receiptFormat: row.receiptFormat ?? 'A5',
      discountLimitBp: row.discountLimitBp ?? 0,
    },
    device: { name: here.row.name ?? '' },
    clocks: { ...clocksShown(seen), device: [...here.clocks.name] },
  })
}
