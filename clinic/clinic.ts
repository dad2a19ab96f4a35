import type { ClinicEvent } from '../domain/contract/contract.ts'
import { checkpoint } from '../db/checkpoint.ts'
import { type Outcome, refuse } from '../domain/errors.ts'
import { allHandlers } from './all-handlers.ts'
import { dailyRound } from './daily-round.ts'
import { type Desk, storeOf, type Surroundings } from './desk.ts'
import { answerCall } from './edge/call.ts'
import { describeFault } from '../domain/describe-fault.ts'
import { findPlace, takePlace } from './place.ts'
import { idleMinutes } from './session/idle-minutes.ts'
import { newSession } from './session/session.ts'
import { correctedClock } from './sync/corrected-clock.ts'

export type Clinic = {
  /** The one edge: a procedure of the contract by name, with whatever a screen sent. Never throws. */
  call(name: string, input: unknown, window: string): Promise<Outcome<unknown>>
  /** Returns the function that stops listening. */
  on(listener: (event: ClinicEvent) => void): () => void
  /** Locks the session now: the screen of the machine was locked, or nobody sees a window any more. */
  lock(): void
  /** The machine goes to sleep and may not wake up: locks the session and brings the log of the database into its file. */
  suspend(): void
  /** The machine woke up: headquarters are asked at once, for no timer knows how long it slept. */
  resume(): void
  /** Whole seconds since anybody touched this machine. */
  idleFor(seconds: number): void
  /** For what stands beside the contract: updates and support. */
  readonly desk: Desk
  /** Lets what runs finish, then closes the database. */
  close(): Promise<void>
}

const idleCheckMs = 5_000

/** The clinic process of one PC over its data folder. A database that cannot be opened is told by `app.state`. */
export async function createClinic(around: Surroundings): Promise<Clinic> {
  const listeners = new Set<(event: ClinicEvent) => void>()
  const desk = makeDesk(around, event => {
    for (const listener of listeners) tell(around, listener, event)
  })
  const place = await findPlace(desk)
  if (place.phase === 'open') takePlace(desk, place.store)
  else desk.place = place
  const handlers = allHandlers()
  const running = new Set<Promise<unknown>>()
  let closing = false
  const followMode = tellModeChanges(desk)
  const round = dailyRound(desk)
  const idleCheck = setInterval(() => {
    desk.session.current()
    round.look()
    followMode()
  }, idleCheckMs)
  idleCheck.unref()

  return {
    desk,
    async call(name, input) {
      if (closing) return refuse('restarting')
      const answer = answerCall(desk, handlers, name, input)
      running.add(answer)
      return answer.finally(() => {
        running.delete(answer)
        followMode()
      })
    },
    on(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    lock: () => desk.session.lock(),
    suspend() {
      desk.session.lock()
      const store = storeOf(desk)
      if (store && !closing) checkpoint(store)
      followMode()
    },
    resume: () => desk.sync?.sendNow(),
    idleFor: seconds => desk.session.idleFor(seconds),
    async close() {
      if (closing) return
      closing = true
      clearInterval(idleCheck)
      round.stop()
      await Promise.allSettled(running)
      await desk.sync?.close()
      storeOf(desk)?.close()
    },
  }
}

/** Tells the windows when the store became read-only or writable again, so that no banner says what is no longer true. */
function tellModeChanges(desk: Desk): () => void {
  const reason = () => {
    const mode = storeOf(desk)?.mode()
    return mode === undefined || mode.writable ? undefined : mode.reason
  }
  let told = reason()
  return () => {
    const now = reason()
    if (now === told) return
    told = now
    desk.emit({ event: 'state' })
  }
}

function makeDesk(around: Surroundings, emit: (event: ClinicEvent) => void): Desk {
  const clock = correctedClock(around.clock, () => performance.now())
  const desk: Desk = {
    ...around,
    clock: clock.now,
    ownClock: around.clock,
    learnClock: clock.learn,
    doubtedMinutes: clock.doubtedMinutes,
    place: { phase: 'empty' },
    sync: undefined,
    dailyFault: null,
    emit,
    session: newSession({
      clock: around.clock,
      idleMinutes: () => idleMinutes(desk),
      changed: () => emit({ event: 'session' }),
    }),
  }
  return desk
}

/** A listener that throws must not undo what was just saved, nor keep others from hearing of it. */
function tell({ log }: Surroundings, listener: (event: ClinicEvent) => void, event: ClinicEvent): void {
  try {
    listener(event)
  } catch (fault) {
    log({ event: 'listener', ...describeFault(fault) })
  }
}
