import type { Input } from '../../../domain/contract/contract.ts'
import { isWeakPin } from '../../../domain/session/weak-pin.ts'
import { type ClinicFacts, contactChecks, gstChecks, identityChecks, sentFacts } from '../facts/clinic-facts.ts'
import type { PaperFacts } from '../facts/clinic-fields.tsx'
import { type FactFault, isFilled } from '../facts/faults.ts'
import {
  emptyPractitioner, practitionerChecks, type PractitionerFacts, sentPractitioner,
} from '../facts/practitioner-facts.ts' // prettier-ignore

export type NewClinic = Input<'setup.newClinic'>

/** What can be wrong with the administrator, as a key of the texts of this feature. */
export type AdminFault =
  'bad-sign-in-name' | 'bad-pin' | 'weak-pin' | 'pins-differ' | 'bad-password' | 'passwords-differ'

type AdminFacts = {
  readonly adminName: string
  readonly signInName: string
  readonly pin: string
  readonly pinAgain: string
  readonly password: string
  readonly passwordAgain: string
}

/** What the person typed in the wizard, as typed. */
export type ClinicForm = ClinicFacts & PractitionerFacts & AdminFacts & PaperFacts

export const emptyForm: ClinicForm = {
  ...emptyPractitioner,
  displayName: '', legalName: '', address: '', city: '', pincode: '', phone: '', gstMode: 'unregistered', gstin: '',
  stateCode: '27', adminName: '', signInName: 'admin', pin: '', pinAgain: '', password: '', passwordAgain: '',
  deviceName: '', receiptFormat: 'A5', documentLanguage: 'en',
} // prettier-ignore

export const steps = ['identity', 'contact', 'gst', 'doctor', 'admin', 'device'] as const
export type Step = (typeof steps)[number]
type Fault = FactFault | AdminFault
export type FormFaults = Readonly<Partial<Record<keyof ClinicForm, Fault>>>

const checks: Readonly<Record<Step, (form: ClinicForm) => readonly (readonly [keyof ClinicForm, Fault | false])[]>> = {
  identity: identityChecks,
  contact: contactChecks,
  gst: gstChecks,
  doctor: practitionerChecks,
  admin: form => [
    ['adminName', !isFilled(form.adminName) && 'must-fill'],
    ['signInName', !/^[a-z0-9][a-z0-9._-]{1,31}$/.test(form.signInName) && 'bad-sign-in-name'],
    ['pin', !/^\d{4,8}$/.test(form.pin) ? 'bad-pin' : isWeakPin(form.pin) && 'weak-pin'],
    ['pinAgain', form.pin !== form.pinAgain && 'pins-differ'],
    ['password', form.password.length < 10 && 'bad-password'],
    ['passwordAgain', form.password !== form.passwordAgain && 'passwords-differ'],
  ],
  device: form => [['deviceName', !isFilled(form.deviceName) && 'must-fill']],
}

/** What is not right yet in one step; empty when the person may go on. */
export const faultsOf = (step: Step, form: ClinicForm): FormFaults =>
  Object.fromEntries(checks[step](form).filter(([, fault]) => fault !== false))

/** What the contract wants, of a form without faults. */
export const newClinicOf = (form: ClinicForm, intent: string): NewClinic => ({
  intent,
  ...sentFacts(form),
  practitioner: sentPractitioner(form),
  admin: { displayName: form.adminName.trim(), signInName: form.signInName, pin: form.pin, password: form.password },
  deviceName: form.deviceName.trim(),
  receiptFormat: form.receiptFormat,
  documentLanguage: form.documentLanguage,
})
