import type { Input, Output } from '../../domain/contract/contract.ts'
import { ok, type Outcome, refuse } from '../../domain/errors.ts'
import { practitioner } from '../../domain/tables/people.ts'
import type { Reader, Writer } from '../../db/types.ts'
import type { HandlersOf } from '../handlers-of.ts'
import { save, seeOr, setChanged } from '../save.ts'
import { practitionerShown } from './practitioner-shown.ts'

export const practitionerHandlers: HandlersOf<'practitioners.create' | 'practitioners.update'> = {
  'practitioners.create': (input, context) => {
    const saved = save(context, 'practitioners.create', input.intent, tx => {
      const id = tx.newId()
      addPractitioner(tx, id, input)
      return ok({ id })
    })
    return saved.ok ? readPractitioner(context.store.read, saved.value.id) : saved
  },
  'practitioners.update': (input, context) => {
    const saved = save(context, 'practitioners.update', input.intent, tx => {
      const seen = seeOr(tx, practitioner, input.id)
      if (!seen.ok) return seen
      const { profile, fee, session, state } = groupsOf(input)
      const parts = [
        setChanged(tx, practitioner, seen.value, 'profile', profile, input.profileBase),
        setChanged(tx, practitioner, seen.value, 'fee', fee, input.feeBase),
        setChanged(tx, practitioner, seen.value, 'session', session, input.sessionBase),
        setChanged(tx, practitioner, seen.value, 'state', state, input.stateBase),
      ]
      return parts.find(part => !part.ok) ?? ok({ id: input.id })
    })
    return saved.ok ? readPractitioner(context.store.read, saved.value.id) : saved
  },
}

type Fields = Omit<Input<'practitioners.create'>, 'intent'>

/** A new practitioner with every group. */
export function addPractitioner(tx: Writer, id: string, fields: Fields): void {
  const { profile, fee, session, state } = groupsOf(fields)
  tx.set(practitioner, id, 'profile', profile, [])
  tx.set(practitioner, id, 'fee', fee, [])
  tx.set(practitioner, id, 'session', session, [])
  tx.set(practitioner, id, 'state', state, [])
}

function groupsOf({ consultationFee, room, startTime, endTime, active, ...fields }: Fields) {
  const { name, nativeName, system, qualification, registrationNumber } = fields
  return {
    profile: { name: name.trim(), nativeName: nativeName.trim(), system, qualification, registrationNumber },
    fee: { consultationFee },
    session: { room, startTime, endTime },
    state: { active },
  }
}

function readPractitioner(reader: Reader, id: string): Outcome<Output<'practitioners.create'>> {
  const seen = reader.see(practitioner, id)
  return seen ? ok(practitionerShown(seen)) : refuse('not-found', { what: 'practitioner' })
}
