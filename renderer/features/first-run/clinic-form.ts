import { type GstinFault, type GstMode, gstinFault, gstStates } from '../../../domain/gst.ts'
import type { Input } from '../../../domain/contract/contract.ts'
import { parseAmount } from '../../../domain/money-text.ts'
import { isWeakPin } from '../../../domain/session/weak-pin.ts'
import { readPhone } from '../../../domain/words.ts'
import { readTime } from '../../components/time-field.tsx'

export type NewClinic = Input<'setup.newClinic'>
/** Keys of the texts of this feature. */
type TextKey =
  | 'must-fill'
  | 'bad-pincode'
  | 'bad-phone'
  | 'bad-fee'
  | 'bad-times'
  | 'bad-sign-in-name'
  | 'bad-pin'
  | 'weak-pin'
  | 'pins-differ'
  | 'bad-password'
  | 'passwords-differ'
  | `gstin-${GstinFault}`

/** What the person typed in the wizard, as typed. */
export type ClinicForm = {
  readonly displayName: string
  readonly legalName: string
  readonly address: string
  readonly city: string
  readonly pincode: string
  readonly phone: string
  readonly gstMode: GstMode
  readonly gstin: string
  readonly stateCode: string
  readonly doctorName: string
  readonly doctorNative: string
  readonly system: NewClinic['practitioner']['system']
  readonly qualification: string
  readonly registration: string
  readonly fee: string
  readonly room: string
  readonly from: string
  readonly to: string
  readonly adminName: string
  readonly signInName: string
  readonly pin: string
  readonly pinAgain: string
  readonly password: string
  readonly passwordAgain: string
  readonly deviceName: string
  readonly receiptFormat: NewClinic['receiptFormat']
  readonly documentLanguage: NewClinic['documentLanguage']
}

export const emptyForm: ClinicForm = {
  displayName: '', legalName: '', address: '', city: '', pincode: '', phone: '', gstMode: 'unregistered', gstin: '',
  stateCode: '27', doctorName: '', doctorNative: '', system: 'allopathy', qualification: '', registration: '', fee: '',
  room: '', from: '09:00', to: '13:00', adminName: '', signInName: 'admin', pin: '', pinAgain: '', password: '',
  passwordAgain: '', deviceName: '', receiptFormat: 'A5', documentLanguage: 'en',
} // prettier-ignore

export const steps = ['identity', 'contact', 'gst', 'doctor', 'admin', 'device'] as const
export type Step = (typeof steps)[number]
export type Faults = Readonly<Partial<Record<keyof ClinicForm, TextKey>>>

const filled = (text: string): boolean => text.trim() !== ''

/** GSTINs are printed with spaces and small letters, too. */
export const normalGstin = (typed: string): string => typed.replaceAll(/[\s-]/g, '').toUpperCase()

/** The state that a whole, right GSTIN names. */
export function stateOfGstin(typed: string): string | undefined {
  const gstin = normalGstin(typed)
  return gstinFault(gstin) === undefined ? gstStates[gstin.slice(0, 2)] : undefined
}

const checks: Readonly<Record<Step, (form: ClinicForm) => readonly (readonly [keyof ClinicForm, TextKey | false])[]>> =
  {
    identity: form => [['displayName', !filled(form.displayName) && 'must-fill']],
    contact: form => [
      ['pincode', form.pincode !== '' && !/^[1-9]\d{5}$/.test(form.pincode) && 'bad-pincode'],
      ['phone', form.phone !== '' && readPhone(form.phone) === undefined && 'bad-phone'],
    ],
    gst: form => {
      const fault = form.gstMode === 'unregistered' ? undefined : gstinFault(normalGstin(form.gstin))
      return [['gstin', fault !== undefined && (form.gstin === '' ? 'must-fill' : `gstin-${fault}`)]]
    },
    doctor: form => {
      const fee = parseAmount(form.fee)
      const [from, to] = [readTime(form.from), readTime(form.to)]
      return [
        ['doctorName', !filled(form.doctorName) && 'must-fill'],
        ['fee', (fee === undefined || fee > 100_000_00) && 'bad-fee'],
        ['to', (!from || !to || to <= from) && 'bad-times'],
      ]
    },
    admin: form => [
      ['adminName', !filled(form.adminName) && 'must-fill'],
      ['signInName', !/^[a-z0-9][a-z0-9._-]{1,31}$/.test(form.signInName) && 'bad-sign-in-name'],
      ['pin', !/^\d{4,8}$/.test(form.pin) ? 'bad-pin' : isWeakPin(form.pin) && 'weak-pin'],
      ['pinAgain', form.pin !== form.pinAgain && 'pins-differ'],
      ['password', form.password.length < 10 && 'bad-password'],
      ['passwordAgain', form.password !== form.passwordAgain && 'passwords-differ'],
    ],
    device: form => [['deviceName', !filled(form.deviceName) && 'must-fill']],
  }

/** What is not right yet in one step; empty when the person may go on. */
export const faultsOf = (step: Step, form: ClinicForm): Faults =>
  Object.fromEntries(checks[step](form).filter(([, fault]) => fault !== false))

/** What the contract wants, of a form without faults. */
export function newClinicOf(form: ClinicForm, intent: string): NewClinic {
  const registered = form.gstMode !== 'unregistered'
  const gstin = normalGstin(form.gstin)
  const displayName = form.displayName.trim()
  return {
    intent,
    identity: { displayName, legalName: filled(form.legalName) ? form.legalName.trim() : displayName },
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
    practitioner: {
      name: form.doctorName.trim(),
      nativeName: form.doctorNative.trim(),
      system: form.system,
      qualification: form.qualification.trim(),
      registrationNumber: form.registration.trim(),
      consultationFee: parseAmount(form.fee) ?? 0,
      room: form.room.trim(),
      startTime: readTime(form.from) ?? form.from,
      endTime: readTime(form.to) ?? form.to,
    },
    admin: { displayName: form.adminName.trim(), signInName: form.signInName, pin: form.pin, password: form.password },
    deviceName: form.deviceName.trim(),
    receiptFormat: form.receiptFormat,
    documentLanguage: form.documentLanguage,
  }
}
