/**
 * Who works at this PC. All windows of a PC share one session, because one person stands at the counter; drafts belong to
 * persons, so a switch of users loses nothing. It lives in this process only: after a restart somebody signs in.
 */
export type SessionState = { readonly userId: string; readonly locked: boolean }

export type Session = {
  /** Undefined when nobody is signed in. Idle time that has run out locks first. */
  current(): SessionState | undefined
  signIn(userId: string): void
  lock(): void
  signOut(): void
  /** The person did something: idle time counts from here. */
  touch(): void
  /** Whole seconds since anybody touched this machine, as the operating system tells. */
  idleFor(seconds: number): void
}

export type SessionOptions = {
  readonly clock: () => number
  /** Minutes without work until the session locks; 0 never locks. */
  readonly idleMinutes: () => number
  readonly changed: () => void
}

export function newSession(options: SessionOptions): Session {
  let state: SessionState | undefined
  let lastWork = 0

  const become = (next: SessionState | undefined): void => {
    const same = state?.userId === next?.userId && state?.locked === next?.locked
    state = next
    if (!same) options.changed()
  }
  const lock = (): void => {
    if (state) become({ ...state, locked: true })
  }
  const lockWhenIdle = (): void => {
    const limit = options.idleMinutes() * 60_000
    // A clock that was set back has told nothing about idleness: count anew from here.
    if (options.clock() < lastWork) lastWork = options.clock()
    if (state && !state.locked && limit > 0 && options.clock() - lastWork >= limit) lock()
  }

  return {
    current() {
      lockWhenIdle()
      return state
    },
    signIn(userId) {
      lastWork = options.clock()
      become({ userId, locked: false })
    },
    lock,
    signOut: () => become(undefined),
    touch() {
      lockWhenIdle()
      if (state && !state.locked) lastWork = options.clock()
    },
    idleFor(seconds) {
      lastWork = Math.max(lastWork, options.clock() - seconds * 1000)
      lockWhenIdle()
    },
  }
}
