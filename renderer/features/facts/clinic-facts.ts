import type { Input } from '../../../domain/contract/contract.ts'
import { type GstMode, gstinFault, gstStates } from '../../../domain/gst.ts'
import { readPhone } from '../../../domain/words.ts'
import { type Check, isFilled } from './faults.ts'

type NewClinic = Input<'setup.newClinic'>

/** What stands on every paper of a clinic, as typed. */
export type ClinicFacts = {
  readonly displayName: string
  readonly legalName: string
  readonly address: string
  readonly city: string
  readonly pincode: string
  readonly phone: string
  readonly gstMode: GstMode
  readonly gstin: string
  readonly stateCode: string
}

export const identityChecks = (form: ClinicFacts): readonly Check<ClinicFacts>[] => [
  ['displayName', !isFilled(form.displayName) && 'must-fill'],
]

export const contactChecks = (form: ClinicFacts): readonly Check<ClinicFacts>[] => [
  ['pincode', form.pincode !== '' && !/^[1-9]\d{5}$/.test(form.pincode) && 'bad-pincode'],
  ['phone', form.phone !== '' && readPhone(form.phone) === undefined && 'bad-phone'],
]

export function gstChecks(form: ClinicFacts): readonly Check<ClinicFacts>[] {
  const fault = form.gstMode === 'unregistered' ? undefined : gstinFault(normalGstin(form.gstin))
  return [['gstin', fault !== undefined && (form.gstin === '' ? 'must-fill' : `gstin-${fault}`)]]
}

/** GSTINs are printed with spaces and small letters, too. */
const normalGstin = (typed: string): string => typed.replaceAll(/[\s-]/g, '').toUpperCase()

/** The state that a whole, right GSTIN names. */
export function stateOfGstin(typed: string): string | undefined {
  const gstin = normalGstin(typed)
  return gstinFault(gstin) === undefined ? gstStates[gstin.slice(0, 2)] : undefined
}

/** What the contract wants, of facts without faults. */
export function sentFacts(form: ClinicFacts): Pick<NewClinic, 'identity' | 'contact' | 'gst'> {
  const displayName = form.displayName.trim()
  const gstin = normalGstin(form.gstin)
  const registered = form.gstMode !== 'unregistered'
  return {
    identity: { displayName, legalName: isFilled(form.legalName) ? form.legalName.trim() : displayName },
    contact: {
      address: form.address.trim(),
      city: form.city.trim(),
      pincode: form.pincode,
      phone: readPhone(form.phone) ?? null,
    },
    gst: {
      gstMode: form.gstMode,
      gstin: registered ? gstin : null,
      stateCode: registered ? gstin.slice(0, 2) : form.stateCode,
    },
  }
}
