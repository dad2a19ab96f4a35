import { ok, type Outcome, refuse } from '../../domain/errors.ts'
import { releasedOn } from '../../domain/release.ts'
import { legalClock } from '../../domain/tables/local-tables.ts'
import { localTime } from '../../domain/time.ts'
import { dateDigits } from '../../domain/words.ts'
import { clockSaid } from '../../db/queries/clock.ts'
import type { Writer } from '../../db/types.ts'
import type { SignedIn } from '../desk.ts'

/** A clock may be set back by a little; a dead battery sets it back by years. Milliseconds. */
const tolerance = 24 * 3_600_000

/**
 * Whether a legal document may carry what the clock of this PC says: not before the day of this version, and not more than a
 * day before what the clock said here already. `confirmed` is the word of somebody with `clinic.manage` that it is right; from
 * then on later documents go on from this instant. Refuses with `clock-wrong` or `not-allowed`.
 */
export function trustClock(tx: Writer, context: SignedIn, confirmed: boolean): Outcome<null> {
  const { person, store, now, today, timeZone } = context
  if (confirmed && !person.permissions.has('clinic.manage'))
    return refuse('not-allowed', { permission: 'clinic.manage' })
  const said = clockSaid(tx, store.deviceId).map(at => Date.parse(at))
  const wrong = today < releasedOn || said.some(at => Date.parse(now) < at - tolerance)
  if (wrong && !confirmed) return refuse('clock-wrong', { now: `${dateDigits(today)} ${localTime(now, timeZone)}` })
  tx.putLocal(legalClock, { id: 'legalClock', at: now })
  return ok(null)
}
