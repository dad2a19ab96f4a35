import { permissionsOf } from '../../domain/permissions.ts'
import { user } from '../../domain/tables/people.ts'
import type { Reader } from '../../db/types.ts'
import type { Desk, Person } from '../desk.ts'
import { storeOf } from '../desk.ts'
import { idleMinutes } from './idle-minutes.ts'

/** Somebody's rights as the user record gives them now; undefined when the user is disabled, or unknown here. */
export function personOf(reader: Reader, userId: string): Person | undefined {
  const row = reader.get(user, userId)
  if (!row || row.active !== true || row.roles === null) return undefined
  return { userId, displayName: row.displayName, roles: row.roles, permissions: permissionsOf(row.roles) }
}

/** Whoever is signed in, locked or not. A user who was disabled meanwhile is signed out here. */
export function personAtDesk(desk: Desk): { readonly person: Person; readonly locked: boolean } | undefined {
  const store = storeOf(desk)
  const state = desk.session.current()
  if (!store || !state) return undefined
  const person = personOf(store.read, state.userId)
  if (person) return { person, locked: state.locked }
  desk.session.signOut()
  return undefined
}

/** The session as screens see it. */
export function sessionShown(desk: Desk) {
  const there = personAtDesk(desk)
  if (!there) return null
  const { person, locked } = there
  return {
    userId: person.userId,
    displayName: person.displayName,
    roles: [...person.roles],
    permissions: [...person.permissions],
    locked,
    idleMinutes: idleMinutes(desk),
  }
}
