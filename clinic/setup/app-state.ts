import type { AppState } from '../../domain/contract/setup-contract.ts'
import { ok } from '../../domain/errors.ts'
import { device } from '../../domain/tables/people.ts'
import { clinicRow } from '../../db/queries/people.ts'
import type { Store } from '../../db/types.ts'
import type { Desk } from '../desk.ts'
import type { HandlersOf } from '../handlers-of.ts'
import { isSetUp } from '../place.ts'
import { sessionShown } from '../session/person.ts'
import { needsFirstPin } from '../sync/first-pin.ts'
import { syncStatus } from '../sync/follow-headquarters.ts'

export const appStateHandlers: HandlersOf<'app.state'> = {
  'app.state': (_input, { desk }) => ok(appState(desk)),
}

function appState(desk: Desk): AppState {
  const { place, version, host } = desk
  const session = sessionShown(desk)
  const mode = place.phase === 'open' ? place.store.mode() : undefined
  return {
    phase: phaseOf(desk, session),
    fault: place.phase === 'stopped' ? { code: place.fault.code, params: { ...place.fault.params } } : null,
    readOnly: mode && !mode.writable ? mode.reason : null,
    version,
    host,
    clinic: place.phase === 'open' ? clinicShown(place.store) : null,
    session,
    needsFirstPin: place.phase === 'open' && needsFirstPin(place.store),
    sync: syncShown(desk),
  }
}

function phaseOf(desk: Desk, session: { readonly locked: boolean } | null): AppState['phase'] {
  if (desk.place.phase === 'stopped') return 'stopped'
  if (!isSetUp(desk)) return 'first-run'
  if (!session) return 'sign-in'
  return session.locked ? 'locked' : 'open'
}

/** A clinic without headquarters has nobody to send to: its journal is whole on this PC. */
function syncShown(desk: Desk): AppState['sync'] {
  const status = syncStatus(desk)
  if (status === undefined) return { state: 'alone', waiting: 0, at: null, since: null }
  const { state, waiting, confirmedAt, offlineSince } = status
  return { state, waiting, at: confirmedAt, since: offlineSince }
}

function clinicShown(store: Store): AppState['clinic'] {
  const row = clinicRow(store.read)
  if (!row) return null
  return {
    id: row.id,
    displayName: row.displayName ?? '',
    city: row.city ?? '',
    isSample: row.isSample ?? false,
    deviceName: store.read.get(device, store.deviceId)?.name ?? store.deviceCode,
    deviceCode: store.deviceCode,
    timeZone: row.timeZone ?? 'Asia/Kolkata',
    receiptFormat: row.receiptFormat ?? 'A5',
  }
}
