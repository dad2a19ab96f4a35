import type { ClinicEvent } from '../domain/contract/contract.ts'
import type { Refusal } from '../domain/errors.ts'
import type { Permission, Role } from '../domain/permissions.ts'
import type { OpenStore } from '../db/open-store.ts'
import type { Log } from './log.ts'
import type { Session } from './session/session.ts'
import type { SyncWorker } from './sync/sync-worker.ts'

/** Where the key of the database is kept: by the operating system on the desktop, in a file for the browser host. */
export type KeyStore = { load(): Promise<string | null>; save(hex: string): Promise<void> }

/** What the world gives to the clinic process. */
export type Surroundings = {
  /** Where database, backups and logs live. */
  readonly dataFolder: string
  readonly keyStore: KeyStore
  /** Milliseconds since 1970. */
  readonly clock: () => number
  /** Unpredictable bytes. */
  readonly random: (count: number) => Uint8Array
  readonly host: 'desktop' | 'browser'
  readonly version: string
  readonly log: Log
  /** Another process has the data folder: nothing in it is opened. */
  readonly inUse?: boolean
  /** The data folder cannot be written: its database is only read. */
  readonly unwritable?: boolean
}

/** What became of the database on this PC. `empty`: there is none yet. */
export type Place =
  | { readonly phase: 'empty' }
  | { readonly phase: 'stopped'; readonly fault: Refusal }
  | { readonly phase: 'open'; readonly store: OpenStore }

/**
 * The clinic process, as the use cases see it: surroundings, the database, who is signed in, and who listens. Its `clock`
 * is set right by headquarters.
 */
export type Desk = Surroundings & {
  place: Place
  /** The exchange with headquarters; undefined while the clinic works alone. */
  sync: SyncWorker | undefined
  /** Why the copy of the day could not be made; `null` when it was, or was not tried. */
  dailyFault: 'no-room' | 'failed' | null
  /** The clock of this PC as it is. */
  readonly ownClock: () => number
  /** How far the clock of headquarters is ahead of this PC's own, in milliseconds. */
  readonly learnClock: (aheadMs: number) => void
  /** Whole minutes by which that is too much to be believed, else `null`. */
  readonly doubtedMinutes: () => number | null
  readonly session: Session
  readonly emit: (event: ClinicEvent) => void
}

/** Somebody who is signed in, with the rights that the user record gives right now. */
export type Person = {
  readonly userId: string
  readonly displayName: string
  readonly roles: readonly Role[]
  readonly permissions: ReadonlySet<Permission>
}

/** What a use case works with when somebody is signed in. `now` and `today` are one moment for the whole call. */
export type SignedIn = {
  readonly desk: Desk
  readonly store: OpenStore
  readonly person: Person
  readonly now: string
  /** The clinic's date. */
  readonly today: string
  readonly timeZone: string
  /** A digest of what is meant: the content of the command, without its intent. */
  readonly meant: string
}

/** What a public use case works with. */
export type Public = { readonly desk: Desk; readonly now: string; readonly meant: string }

export const nowOf = (desk: Pick<Surroundings, 'clock'>): string => new Date(desk.clock()).toISOString()

export const storeOf = (desk: Desk): OpenStore | undefined =>
  desk.place.phase === 'open' ? desk.place.store : undefined
