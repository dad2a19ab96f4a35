import { describe, expect, test } from 'vitest'
import { newClinic } from '../../../../domain/contract/setup-contract.ts'
import {
  type ClinicForm, emptyForm, faultsOf, newClinicOf, steps,
} from '../../../../renderer/features/first-run/clinic-form.ts' // prettier-ignore
import { stateOfGstin } from '../../../../renderer/features/facts/clinic-facts.ts'
import { keptForm } from '../../../../renderer/features/first-run/kept-form.ts'
import { keyGroups, provesKey } from '../../../../renderer/features/facts/key-groups.ts'

const whole: ClinicForm = {
  ...emptyForm,
  displayName: ' Shanti Clinic ',
  phone: '9822041763',
  gstMode: 'regular',
  gstin: '27abcde 1234f 1z0',
  name: 'Meera Kulkarni',
  fee: '1,250.50',
  startTime: '9',
  endTime: '1330',
  adminName: 'Anita',
  pin: '2580',
  pinAgain: '2580',
  password: 'quiet river 27',
  passwordAgain: 'quiet river 27',
  deviceName: 'Desk 1',
}
const intent = '01a204fd-0235-7155-ac48-976aeda40b31'

describe('the new clinic wizard', () => {
  test('lets a whole form through every step, and the contract takes it', () => {
    for (const step of steps) expect(faultsOf(step, whole), step).toEqual({})
    const sent = newClinicOf(whole, intent)
    expect(newClinic.safeParse(sent).success).toBe(true)
    expect(sent).toMatchObject({
      identity: { displayName: 'Shanti Clinic', legalName: 'Shanti Clinic' },
      contact: { phone: '+919822041763' },
      gst: { gstin: '27ABCDE1234F1Z0', stateCode: '27' },
      practitioner: { consultationFee: 125050, startTime: '09:00', endTime: '13:30' },
    })
  })
  test('sends no GSTIN for a clinic that is not registered', () => {
    expect(newClinicOf({ ...whole, gstMode: 'unregistered', stateCode: '33' }, intent).gst).toEqual({
      gstMode: 'unregistered',
      gstin: null,
      stateCode: '33',
    })
  })
  test('tells a mistyped GSTIN from an unknown state and from a wrong shape', () => {
    const fault = (gstin: string) => faultsOf('gst', { ...whole, gstin }).gstin
    expect(fault('')).toBe('must-fill')
    expect(fault('27ABCDE1234F1Z9')).toBe('gstin-check-digit')
    expect(fault('00ABCDE1234F1Z9')).toBe('gstin-state')
    expect(fault('27ABCDE')).toBe('gstin-shape')
    expect(stateOfGstin('27ABCDE1234F1Z0')).toBe('Maharashtra')
    expect(stateOfGstin('27ABCDE1234F1Z9')).toBeUndefined()
  })
  test('turns away a weak PIN, unequal PINs and a short password', () => {
    const faults = faultsOf('admin', { ...whole, pin: '1234', password: 'short' })
    expect(faults).toEqual({
      pin: 'weak-pin',
      pinAgain: 'pins-differ',
      password: 'bad-password',
      passwordAgain: 'passwords-differ',
    })
  })
  test('turns away a session that ends before it begins', () => {
    expect(faultsOf('doctor', { ...whole, startTime: '14:00', endTime: '13:00' })).toEqual({ endTime: 'bad-times' })
    expect(faultsOf('doctor', { ...whole, endTime: '25:00' })).toEqual({ endTime: 'bad-times' })
  })
})

describe('what was typed before a reload', () => {
  test('comes back', () => {
    expect(keptForm(JSON.stringify({ ...emptyForm, displayName: 'Shanti' })).displayName).toBe('Shanti')
  })
  test('never breaks the wizard when it is not readable', () => {
    expect(keptForm('{')).toEqual(emptyForm)
    expect(keptForm('{"displayName":5,"strange":true}')).toEqual(emptyForm)
  })
})

describe('the recovery key', () => {
  const key = '7QAV94-4F2NG3-1166TG'
  test('is shown in its groups', () => {
    expect(keyGroups(key)).toEqual(['7QAV94', '4F2NG3', '1166TG'])
  })
  test('is proven by its last group, however it is typed', () => {
    expect(provesKey(' 1166 tg ', key)).toBe(true)
    expect(provesKey('4F2NG3', key)).toBe(false)
    expect(provesKey('', key)).toBe(false)
  })
})
