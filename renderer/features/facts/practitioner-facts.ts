import type { Input } from '../../../domain/contract/contract.ts'
import { parseAmount } from '../../../domain/money-text.ts'
import { readTime } from '../../components/time-field.tsx'
import { type Check, isFilled } from './faults.ts'

type NewPractitioner = Input<'setup.newClinic'>['practitioner']

/** A doctor, as typed: who, at what fee, and when. */
export type PractitionerFacts = {
  readonly name: string
  readonly nativeName: string
  readonly system: NewPractitioner['system']
  readonly qualification: string
  readonly registrationNumber: string
  readonly fee: string
  readonly room: string
  readonly startTime: string
  readonly endTime: string
}

export const emptyPractitioner: PractitionerFacts = {
  name: '', nativeName: '', system: 'allopathy', qualification: '', registrationNumber: '', fee: '', room: '',
  startTime: '09:00', endTime: '13:00',
} // prettier-ignore

/** The largest fee, paise. */
const MOST = 100_000_00

export function practitionerChecks(form: PractitionerFacts): readonly Check<PractitionerFacts>[] {
  const fee = parseAmount(form.fee)
  const [start, end] = [readTime(form.startTime), readTime(form.endTime)]
  return [
    ['name', !isFilled(form.name) && 'must-fill'],
    ['fee', (fee === undefined || fee > MOST) && 'bad-fee'],
    ['endTime', (!start || !end || end <= start) && 'bad-times'],
  ]
}

/** What the contract wants, of facts without faults. */
export const sentPractitioner = (form: PractitionerFacts): NewPractitioner => ({
  name: form.name.trim(),
  nativeName: form.nativeName.trim(),
  system: form.system,
  qualification: form.qualification.trim(),
  registrationNumber: form.registrationNumber.trim(),
  consultationFee: parseAmount(form.fee) ?? 0,
  room: form.room.trim(),
  startTime: readTime(form.startTime) ?? form.startTime,
  endTime: readTime(form.endTime) ?? form.endTime,
})
