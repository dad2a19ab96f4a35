import { ok, refuse } from '../../domain/errors.ts'
import { isWeakPin } from '../../domain/session/weak-pin.ts'
import { user } from '../../domain/tables/people.ts'
import { credentialOf } from '../../db/queries/local.ts'
import { allUsers } from '../../db/queries/people.ts'
import { storeOf } from '../desk.ts'
import type { HandlersOf } from '../handlers-of.ts'
import { sessionShown } from './person.ts'
import { proveSecret, setPin, verifierOf } from './secrets.ts'

export const signInHandlers: HandlersOf<
  | 'session.tiles'
  | 'session.signIn'
  | 'session.current'
  | 'session.lock'
  | 'session.signOut'
  | 'session.touch'
  | 'session.changePin'
> = {
  'session.tiles': (_input, { desk }) => {
    const store = storeOf(desk)
    if (!store) return ok({ users: [] })
    const users = allUsers(store.read)
      .filter(({ row }) => row.active === true && row.roles !== null)
      .map(({ row: { id, displayName, roles } }) => {
        const hasPin = (credentialOf(store.read, id)?.pinVerifier ?? null) !== null
        return { id, displayName, roles: [...roles], hasPin }
      })
    return ok({ users })
  },
  /** Also unlocks, and switches users: whoever was there before is signed out, and finds the drafts again later. */
  'session.signIn': async ({ userId, secret }, { desk, now }) => {
    const store = storeOf(desk)
    if (!store) return desk.place.phase === 'stopped' ? desk.place.fault : refuse('not-set-up')
    const proven = await proveSecret(store, userId, secret, now)
    if (!proven.ok) return proven
    const row = store.read.get(user, userId)
    if (row?.active !== true) return refuse('user-disabled')
    desk.session.signIn(userId)
    const session = sessionShown(desk)
    return session ? ok(session) : refuse('user-disabled')
  },
  'session.current': (_input, { desk }) => ok({ session: sessionShown(desk) }),
  'session.lock': (_input, { desk }) => {
    desk.session.lock()
    return ok({ done: true })
  },
  'session.signOut': (_input, { desk }) => {
    desk.session.signOut()
    return ok({ done: true })
  },
  'session.touch': (_input, { desk }) => {
    desk.session.touch()
    return ok({ done: true })
  },
  'session.changePin': async ({ currentPin, newPin }, { store, person, now }) => {
    if (isWeakPin(newPin)) return refuse('weak-pin')
    const proven = await proveSecret(store, person.userId, { pin: currentPin }, now)
    if (!proven.ok) return proven
    const verifier = await verifierOf(newPin)
    return setPin(store, person.userId, verifier)
  },
}
