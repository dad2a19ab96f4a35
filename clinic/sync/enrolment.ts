import { ok, type Outcome, refuse } from '../../domain/errors.ts'
import { enrolmentCode } from '../../domain/sync/protocol.ts'
import type { Public } from '../desk.ts'
import { storeOf } from '../desk.ts'
import type { HandlersOf } from '../handlers-of.ts'
import { onceByIntent } from '../once.ts'
import { isSetUp } from '../place.ts'
import { personAtDesk } from '../session/person.ts'
import { bring } from './bring.ts'
import { setFirstPin } from './first-pin.ts'
import { readAddress } from './hq-address.ts'
import { join } from './join.ts'
import { lookUp } from './look-up.ts'

/** The ways to headquarters. They share one queue, so that two windows cannot go two ways. */
export function enrolmentHandlers(): HandlersOf<'hq.lookup' | 'hq.join' | 'hq.firstPin' | 'hq.bring'> {
  const once = onceByIntent()
  return {
    'hq.lookup': async ({ address, code }, { desk }) => {
      if (!mayAsk(desk)) return refuse('not-allowed', { permission: 'clinic.manage' })
      const typed = readTyped(address, code)
      if (!typed.ok) return typed
      const known = await lookUp(desk, typed.value.address, typed.value.code)
      if (!known.ok) return known
      const { kind, clinic } = known.value
      const shown = clinic && { displayName: clinic.displayName, city: clinic.city }
      return ok({ address: typed.value.address, kind, clinic: shown })
    },
    'hq.join': ({ intent, address, code, deviceName }, { desk, meant }) =>
      once(intent, meant, async () => {
        if (desk.place.phase === 'stopped' || isSetUp(desk)) return refuse('already-set-up')
        const typed = readTyped(address, code)
        return typed.ok ? join(desk, { ...typed.value, deviceName: deviceName.trim() }) : typed
      }),
    'hq.firstPin': (input, { desk }) => {
      const store = storeOf(desk)
      if (store === undefined) return refuse('not-set-up')
      const code = enrolmentCode.safeParse(input.code)
      return code.success ? setFirstPin(store, { ...input, code: code.data }) : refuse('wrong-enrolment-code')
    },
    'hq.bring': ({ intent, address, code }, context) =>
      once(intent, context.meant, async () => {
        const typed = readTyped(address, code)
        return typed.ok ? bring(context, { intent, ...typed.value }) : typed
      }),
  }
}

/** Address and code as they are kept. A code that can be none is refused as headquarters would. */
function readTyped(address: string, code: string): Outcome<{ readonly address: string; readonly code: string }> {
  const at = readAddress(address)
  const read = enrolmentCode.safeParse(code)
  if (!at.ok) return at
  return read.success ? ok({ address: at.value, code: read.data }) : refuse('enrolment-code-refused')
}

/** Whoever is on a PC without a clinic, else an administrator: a PC must not knock at addresses for anybody. */
function mayAsk(desk: Public['desk']): boolean {
  if (desk.place.phase !== 'stopped' && !isSetUp(desk)) return true
  const there = personAtDesk(desk)
  return there?.locked === false && there.person.permissions.has('clinic.manage')
}
