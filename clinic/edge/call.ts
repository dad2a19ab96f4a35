import { contract, isProcedure, type Output, type ProcedureName } from '../../domain/contract/contract.ts'
import type { Access, Procedure } from '../../domain/contract/procedure.ts'
import { describeFault } from '../../domain/describe-fault.ts'
import { ok, type Outcome, refuse, type Refusal } from '../../domain/errors.ts'
import { localDate } from '../../domain/time.ts'
import { clinicRow } from '../../db/queries/people.ts'
import { refusalToOpen } from '../../db/read-only.ts'
import { type Desk, nowOf, type Public, type SignedIn, storeOf } from '../desk.ts'
import type { AllHandlers } from '../handlers-of.ts'
import { personAtDesk } from '../session/person.ts'
import { meaningOf } from './meaning.ts'
import { parseInput } from './parse-input.ts'

type AnyHandler = (input: unknown, context: Public | SignedIn) => Outcome<unknown> | Promise<Outcome<unknown>>

/**
 * The one edge of the clinic process: knows the procedure, checks the right, parses the input, runs the use case, and
 * parses the answer so that the contract is kept. What nobody expected is logged once, without patient data, and told with
 * a support code that leads to the line of the log: as `internal` when nothing can have been saved, as `saved-or-not` when
 * a command had begun.
 */
export async function answerCall(
  desk: Desk,
  handlers: AllHandlers,
  name: string,
  input: unknown,
): Promise<Outcome<unknown>> {
  if (!isProcedure(name)) return refuse('unknown-procedure', { name: name.slice(0, 60).replace(/[^\w.-]/g, '?') })
  const procedure: Procedure = contract[name]
  let begun = false
  try {
    const context = allow(desk, procedure.access)
    if (!context.ok) return context
    const parsed = parseInput(procedure.input, input)
    if (!parsed.ok) return parsed
    const isCommand = procedure.kind === 'command'
    if (isCommand) desk.session.touch()
    const meant = isCommand ? meaningOf(parsed.value) : ''
    begun = isCommand
    const outcome = await (handlers[name] as AnyHandler)(parsed.value, { ...context.value, meant })
    return outcome.ok ? ok(procedure.output.parse(outcome.value) as Output<ProcedureName>) : outcome
  } catch (fault) {
    return unexpected(desk, name, fault, begun)
  }
}

/** Who may call: everybody, whoever is signed in and not locked out of the screen, or only who holds the permission. */
function allow(desk: Desk, access: Access): Outcome<Omit<Public, 'meant'> | Omit<SignedIn, 'meant'>> {
  const now = nowOf(desk)
  if (access === 'public') return ok({ desk, now })
  const store = storeOf(desk)
  if (!store) return desk.place.phase === 'stopped' ? desk.place.fault : refuse('not-set-up')
  const there = personAtDesk(desk)
  if (!there) return refuse('not-signed-in')
  if (there.locked) return refuse('locked')
  if (access !== 'session' && !there.person.permissions.has(access))
    return refuse('not-allowed', { permission: access })
  const timeZone = clinicRow(store.read)?.timeZone ?? 'Asia/Kolkata'
  return ok({ desk, store, person: there.person, now, today: localDate(now, timeZone), timeZone })
}

function unexpected(desk: Desk, procedure: string, fault: unknown, begun: boolean): Refusal {
  const mode = storeOf(desk)?.mode()
  // A disk that failed under a local write: the store knows, and says why nothing can be saved.
  if (mode && !mode.writable) return refuse('read-only', { reason: mode.reason })
  if (isFullDisk(fault)) return refuse('disk-full')
  // Without a store there is no mode that would say it: a first run on a disk that takes nothing.
  const unwritten = mode === undefined ? refusalToOpen(fault) : undefined
  if (unwritten) return unwritten
  const support = Buffer.from(desk.random(4)).toString('hex').toUpperCase()
  desk.log({ event: 'internal', procedure, support, ...describeFault(fault) })
  return refuse(begun ? 'saved-or-not' : 'internal', { support })
}

const isFullDisk = (fault: unknown): boolean =>
  fault instanceof Error && 'code' in fault && (fault.code === 'SQLITE_FULL' || fault.code === 'ENOSPC')
