import type { z } from 'zod'
import type { userShape } from '../../domain/contract/shapes.ts'
import { ok, type Outcome, refuse } from '../../domain/errors.ts'
import { minutesLocked } from '../../domain/session/lock-out.ts'
import { isWeakPin } from '../../domain/session/weak-pin.ts'
import type { Role } from '../../domain/permissions.ts'
import { user } from '../../domain/tables/people.ts'
import { credentialOf } from '../../db/queries/local.ts'
import { allUsers, userBySignInName } from '../../db/queries/people.ts'
import type { Reader, Seen } from '../../db/types.ts'
import { clocksShown } from '../clocks.ts'
import type { HandlersOf } from '../handlers-of.ts'
import { save, seeOr, setChanged } from '../save.ts'
import { proveSecret, putPin, setPin, verifierOf } from '../session/secrets.ts'

export const userHandlers: HandlersOf<'users.list' | 'users.create' | 'users.update' | 'users.resetPin'> = {
  'users.list': (_input, { store, now }) =>
    ok({ users: allUsers(store.read).map(seen => userShown(store.read, seen, now)) }),

  'users.create': async (input, context) => {
    if (isWeakPin(input.pin)) return refuse('weak-pin')
    const verifier = await verifierOf(input.pin)
    const saved = save(context, 'users.create', input.intent, tx => {
      if (userBySignInName(tx, input.signInName) !== undefined) return refuse('name-taken')
      const id = tx.newId()
      const { displayName, signInName } = input
      tx.set(user, id, 'profile', { displayName: displayName.trim(), signInName }, [])
      tx.set(user, id, 'roles', { roles: distinct(input.roles) }, [])
      tx.set(user, id, 'state', { active: true }, [])
      putPin(tx, id, verifier)
      return ok({ id })
    })
    return saved.ok ? readUser(context.store.read, saved.value.id, context.now) : saved
  },

  'users.update': (input, context) => {
    const saved = save(context, 'users.update', input.intent, tx => {
      const seen = seeOr(tx, user, input.id)
      if (!seen.ok) return seen
      const roles = distinct(input.roles)
      const stays = input.active && roles.includes('admin')
      if (!stays && isLastAdministrator(tx, input.id)) return refuse('last-administrator')
      const profile = { displayName: input.displayName.trim(), signInName: seen.value.row.signInName }
      const parts = [
        setChanged(tx, user, seen.value, 'profile', profile, input.profileBase),
        setChanged(tx, user, seen.value, 'roles', { roles }, input.rolesBase),
        setChanged(tx, user, seen.value, 'state', { active: input.active }, input.stateBase),
      ]
      return parts.find(part => !part.ok) ?? ok({ id: input.id })
    })
    return saved.ok ? readUser(context.store.read, saved.value.id, context.now) : saved
  },

  /** The verifier never leaves this PC, so neither does this: on another PC of the clinic the PIN is reset there. */
  'users.resetPin': async ({ userId, newPin, ownPin }, { store, person, now }) => {
    if (isWeakPin(newPin)) return refuse('weak-pin')
    if (!store.read.get(user, userId)) return refuse('not-found', { what: 'user' })
    const proven = await proveSecret(store, person.userId, { pin: ownPin }, now)
    if (!proven.ok) return proven
    const verifier = await verifierOf(newPin)
    return setPin(store, userId, verifier)
  },
}

const distinct = (roles: readonly Role[]): Role[] => [...new Set(roles)]

function isLastAdministrator(reader: Reader, id: string): boolean {
  const administrators = allUsers(reader).filter(
    ({ row }) => row.active === true && row.roles?.includes('admin') === true,
  )
  return administrators.length === 1 && administrators[0]?.row.id === id
}

function readUser(reader: Reader, id: string, now: string): Outcome<z.output<typeof userShape>> {
  const seen = reader.see(user, id)
  return seen ? ok(userShown(reader, seen, now)) : refuse('not-found', { what: 'user' })
}

function userShown(reader: Reader, seen: Seen<typeof user>, now: string): z.output<typeof userShape> {
  const { row } = seen
  const held = credentialOf(reader, row.id)
  return {
    id: row.id,
    displayName: row.displayName ?? '',
    signInName: row.signInName ?? '',
    roles: [...(row.roles ?? [])],
    active: row.active ?? false,
    hasPin: (held?.pinVerifier ?? null) !== null,
    lockedUntil: held && minutesLocked(held, now) > 0 ? held.lockedUntil : null,
    clocks: clocksShown(seen),
  }
}
