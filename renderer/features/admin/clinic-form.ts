import type { Output } from '../../../domain/contract/contract.ts'
import { phoneDigits } from '../../../domain/words.ts'
import type { SentInput } from '../../app/use-procedure.ts'
import {
  type ClinicFacts, contactChecks, gstChecks, identityChecks, sentFacts,
} from '../facts/clinic-facts.ts' // prettier-ignore
import type { PaperFacts } from '../facts/clinic-fields.tsx'
import { type Faults, faultsIn, isFilled } from '../facts/faults.ts'

export type Clinic = Output<'clinic.get'>

/** The clinic as typed; the discount limit in percent. */
export type ClinicForm = ClinicFacts & PaperFacts & { readonly discountLimit: string }

export function formOf({ identity, contact, gst, settings, device }: Clinic): ClinicForm {
  return {
    displayName: identity.displayName,
    legalName: identity.legalName,
    address: contact.address,
    city: contact.city,
    pincode: contact.pincode,
    phone: contact.phone === null ? '' : phoneDigits(contact.phone),
    gstMode: gst.gstMode,
    gstin: gst.gstin ?? '',
    stateCode: gst.stateCode,
    deviceName: device.name,
    receiptFormat: settings.receiptFormat,
    documentLanguage: settings.documentLanguage,
    discountLimit: String(settings.discountLimitBp / 100),
  }
}

/** `7.5` percent as 750 basis points; undefined when it is no percentage of at most two decimals. */
export function readPercent(typed: string): number | undefined {
  if (!/^\d{1,3}(?:\.\d{1,2})?$/.test(typed.trim())) return undefined
  const basisPoints = Math.round(Number(typed) * 100)
  return basisPoints <= 10_000 ? basisPoints : undefined
}

export const clinicFaults = (form: ClinicForm): Faults<ClinicForm> =>
  faultsIn<ClinicForm>([
    ...identityChecks(form),
    ...contactChecks(form),
    ...gstChecks(form),
    ['deviceName', !isFilled(form.deviceName) && 'must-fill'],
    ['discountLimit', readPercent(form.discountLimit) === undefined && 'bad-percent'],
  ])

type Sent = Omit<SentInput<'clinic.update'>, 'intent' | `${string}Base`>

/** What the contract wants, of a form without faults. */
export const sentClinic = (form: ClinicForm): Sent => ({
  ...sentFacts(form),
  settings: {
    documentLanguage: form.documentLanguage,
    receiptFormat: form.receiptFormat,
    discountLimitBp: readPercent(form.discountLimit) ?? 0,
  },
  device: { name: form.deviceName.trim() },
})

/** Whether another registration would count from now on. */
export const changesGst = (form: ClinicForm, { gst }: Clinic): boolean =>
  JSON.stringify(Object.entries(sentFacts(form).gst).toSorted()) !== JSON.stringify(Object.entries(gst).toSorted())

/** What a person typed over newer values: only the fields that the person touched. */
export function rebased(form: ClinicForm, start: ClinicForm, newer: ClinicForm): ClinicForm {
  const untouched = Object.entries(newer).filter(
    ([name]) => form[name as keyof ClinicForm] === start[name as keyof ClinicForm],
  )
  return { ...form, ...Object.fromEntries(untouched) }
}

/** Whether two sets of clocks are the same, whatever their order. */
export const sameClocks = (a: Clinic['clocks'], b: Clinic['clocks']): boolean => written(a) === written(b)

const written = (clocks: Clinic['clocks']): string =>
  JSON.stringify(
    Object.entries(clocks)
      .map(([group, held]) => [group, held.toSorted()])
      .toSorted(),
  )
