import { ok, type Outcome, refuse } from '../../domain/errors.ts'
import type { Input } from '../../domain/contract/contract.ts'
import type { Json } from '../../domain/journal/types.ts'
import { medicalRecordNumber } from '../../domain/numbers.ts'
import { patient } from '../../domain/tables/people.ts'
import { isBeforeBirth } from '../../domain/time.ts'
import { mrnIsTaken } from '../../db/queries/patients.ts'
import type { Writer } from '../../db/types.ts'
import type { HandlersOf } from '../handlers-of.ts'
import { checkBase, save } from '../save.ts'

export const registerHandlers: HandlersOf<'patients.register' | 'patients.update'> = {
  'patients.register': (input, context) => {
    const fault = birthFault(input, context.today)
    if (fault) return fault
    return save(context, 'patients.register', input.intent, tx => {
      const id = tx.newId()
      const mrn = nextMrn(tx, context.store.deviceCode)
      tx.set(patient, id, 'name', { name: input.name.trim(), nativeName: input.nativeName.trim() }, [])
      const { sex, birthDate } = input
      const birthPrecision = birthDate === null ? null : input.birthPrecision
      tx.set(patient, id, 'demographics', { sex, birthDate, birthPrecision }, [])
      tx.set(patient, id, 'identifier', { mrn }, [])
      tx.set(patient, id, 'telecom', { phone: input.phone, phoneRelation: input.phoneRelation }, [])
      tx.set(patient, id, 'address', { address: input.address, city: input.city, pincode: input.pincode }, [])
      const { guardianName, guardianRelation, guardianPhone } = input
      tx.set(patient, id, 'guardian', { guardianName, guardianRelation, guardianPhone }, [])
      tx.set(patient, id, 'allergies', { allergies: input.allergies, allergiesKnown: input.allergiesKnown }, [])
      tx.set(patient, id, 'note', { note: input.note }, [])
      return ok({ id, mrn })
    })
  },

  'patients.update': (input, context) => {
    const groups = input.changes.map(change => change.group)
    if (new Set(groups).size < groups.length) return refuse('bad-input', { issues: 'changes' })
    for (const change of input.changes) {
      const fault = change.group === 'demographics' ? birthFault(change.values, context.today) : undefined
      if (fault) return fault
      if (change.group === 'deceased' && (change.values.deceasedOn ?? '') > context.today)
        return refuse('bad-input', { issues: 'deceasedOn' })
    }
    const saved = save(context, 'patients.update', input.intent, tx => {
      const seen = tx.see(patient, input.id)
      if (!seen || seen.row.deletedAt !== null) return refuse('not-found', { what: 'patient' })
      const unborn = diesUnborn(input.changes, seen.row)
      if (unborn) return unborn
      for (const change of input.changes) {
        const current = checkBase(change.base, seen.clocks[change.group])
        if (!current.ok) return current
        setGroup(tx, input.id, change)
      }
      return ok<Json>(null)
    })
    if (!saved.ok) return saved
    const clocks = context.store.read.see(patient, input.id)?.clocks
    return ok({ clocks: Object.fromEntries(groups.map(group => [group, [...(clocks?.[group] ?? [])]])) })
  },
}

type GroupChange = Input<'patients.update'>['changes'][number]

/** Each group with its own values: the switch keeps them together for the compiler. */
function setGroup(tx: Writer, id: string, change: GroupChange): void {
  switch (change.group) {
    case 'name':
      return tx.set(patient, id, 'name', change.values, change.base)
    case 'demographics':
      return tx.set(patient, id, 'demographics', change.values, change.base)
    case 'telecom':
      return tx.set(patient, id, 'telecom', change.values, change.base)
    case 'address':
      return tx.set(patient, id, 'address', change.values, change.base)
    case 'guardian':
      return tx.set(patient, id, 'guardian', change.values, change.base)
    case 'allergies':
      return tx.set(patient, id, 'allergies', change.values, change.base)
    case 'note':
      return tx.set(patient, id, 'note', change.values, change.base)
    case 'deceased':
      return tx.set(patient, id, 'deceased', change.values, change.base)
  }
}

type Life = Parameters<typeof isBeforeBirth>[1] & { readonly deceasedOn: string | null }

/** Refuses a birth or death that the other, as it would stand then, puts in the wrong order. */
function diesUnborn(changes: readonly GroupChange[], row: Life): Outcome<never> | undefined {
  const born = changes.find(change => change.group === 'demographics')
  const died = changes.find(change => change.group === 'deceased')
  if (born === undefined && died === undefined) return undefined
  const { deceasedOn } = died?.values ?? row
  if (deceasedOn === null || !isBeforeBirth(deceasedOn, born?.values ?? row)) return undefined
  return refuse('bad-input', { issues: died === undefined ? 'birthDate' : 'deceasedOn' })
}

/** A birth date lies between 130 years ago and today, and says how precise it is. */
function birthFault(
  { birthDate, birthPrecision }: { readonly birthDate: string | null; readonly birthPrecision: string | null },
  today: string,
): Outcome<never> | undefined {
  if (birthDate === null) return undefined
  const oldest = `${Number(today.slice(0, 4)) - 131}${today.slice(4)}`
  if (birthDate > today || birthDate < oldest) return refuse('bad-input', { issues: 'birthDate' })
  return birthPrecision === null ? refuse('bad-input', { issues: 'birthPrecision' }) : undefined
}

/** The device's own counter, past numbers that this device already gave before its counter began. */
function nextMrn(tx: Writer, deviceCode: string): string {
  let mrn = medicalRecordNumber(deviceCode, tx.nextCount('mrn'))
  while (mrnIsTaken(tx, mrn)) mrn = medicalRecordNumber(deviceCode, tx.nextCount('mrn'))
  return mrn
}
