import { ok, refuse } from '../../domain/errors.ts'
import { readRecoveryKey, recoveryKeyShape } from '../../domain/recovery-key.ts'
import { isWeakPin } from '../../domain/session/weak-pin.ts'
import { user } from '../../domain/tables/people.ts'
import { storeOf } from '../desk.ts'
import type { HandlersOf } from '../handlers-of.ts'
import { openWith, takePlace } from '../place.ts'
import { setPin, verifierOf } from './secrets.ts'

export const recoverHandlers: HandlersOf<'session.recover' | 'setup.unlock'> = {
  /**
   * Whoever holds the recovery key holds the data, so a new PIN for an administrator gives nothing more away. The key is
   * compared with the one kept for this PC; 256 bits cannot be guessed, so tries are not counted.
   */
  'session.recover': async ({ recoveryKey, userId, newPin }, { desk }) => {
    const store = storeOf(desk)
    if (!store) return desk.place.phase === 'stopped' ? desk.place.fault : refuse('not-set-up')
    const typed = readRecoveryKey(recoveryKey)
    if (typed === undefined || typed !== (await desk.keyStore.load()))
      return refuse('bad-recovery-key', recoveryKeyShape)
    const row = store.read.get(user, userId)
    if (row?.active !== true || row.roles?.includes('admin') !== true) return refuse('not-found', { what: 'user' })
    if (isWeakPin(newPin)) return refuse('weak-pin')
    const saved = setPin(store, userId, await verifierOf(newPin))
    if (saved.ok) desk.log({ event: 'pin-recovered' })
    return saved
  },

  /** Opens a database whose key this PC lost, and keeps the key again. */
  'setup.unlock': async ({ recoveryKey }, { desk }) => {
    if (desk.place.phase !== 'stopped') return refuse(desk.place.phase === 'open' ? 'already-set-up' : 'not-set-up')
    const { code } = desk.place.fault
    if (code !== 'key-lost' && code !== 'wrong-key') return desk.place.fault
    const key = readRecoveryKey(recoveryKey)
    if (key === undefined) return refuse('bad-recovery-key', recoveryKeyShape)
    const opened = openWith(desk, key)
    if (!opened.ok) return opened.code === 'wrong-key' ? refuse('bad-recovery-key', recoveryKeyShape) : opened
    // Where nothing can be written the key is asked for again at the next start.
    if (opened.value.mode().writable) await desk.keyStore.save(key)
    takePlace(desk, opened.value)
    return ok({ done: true })
  },
}
