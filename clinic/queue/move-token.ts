import { ok, type Outcome, refuse } from '../../domain/errors.ts'
import { byRoom, callOrder, withDoctor } from '../../domain/queue/call-order.ts'
import { bill, chargeItem } from '../../domain/tables/money.ts'
import { encounter, token, type TokenStatus, tokenTransitions } from '../../domain/tables/visits.ts'
import { chargesOf, newestBillOfVisit } from '../../db/queries/billing.ts'
import { tokensOfSession } from '../../db/queries/queue.ts'
import type { Seen, Writer } from '../../db/types.ts'
import type { HandlersOf } from '../handlers-of.ts'
import { checkBase, save, seeOr } from '../save.ts'
import { tokenById } from './token-shown.ts'

export const moveTokenHandlers: HandlersOf<'queue.setStatus' | 'queue.callNext'> = {
  'queue.setStatus': ({ intent, tokenId, status, base, reason }, context) => {
    const saved = save(context, 'queue.setStatus', intent, tx => {
      const seen = seeOr(tx, token, tokenId)
      if (!seen.ok) return seen
      const current = checkBase(base, seen.value.clocks.status)
      if (!current.ok) return current
      const free = withDoctor(status) ? roomIsFree(tx, seen.value.row) : ok(null)
      if (!free.ok) return free
      const moved = moveToken(tx, seen.value, status)
      if (!moved.ok) return moved
      if (reason.trim() !== '')
        tx.set(token, tokenId, 'reason', { statusReason: reason.trim() }, seen.value.clocks.reason)
      return ok({ tokenId })
    })
    return saved.ok ? ok(tokenById(context.store.read, saved.value.tokenId, context.today)) : saved
  },

  /**
   * Who is in the room is done; who was called and did not come is put on hold, and can be called again. The next one goes
   * in. Nobody waiting: the room is emptied and the answer is null. Refused with `changed-meanwhile` when somebody else is
   * in the room than the screen showed: a second press, here or in another window, would end a patient whom nobody saw.
   */
  'queue.callNext': ({ intent, practitionerId, serving }, context) => {
    const { store, today } = context
    const saved = save<{ tokenId: string | null }>(context, 'queue.callNext', intent, tx => {
      const session = tokensOfSession(tx, today, practitionerId)
      const inRoom = session.filter(other => withDoctor(other.status)).sort(byRoom)
      if ((inRoom[0]?.id ?? null) !== serving) return refuse('changed-meanwhile')
      for (const { id, status } of inRoom) {
        const ended = moveById(tx, id, status === 'in-progress' ? 'fulfilled' : 'skipped')
        if (!ended.ok) return ended
      }
      const [next] = session.filter(({ status }) => status === 'created').sort(callOrder)
      if (!next) return ok({ tokenId: null })
      const called = moveById(tx, next.id, 'in-progress')
      return called.ok ? ok({ tokenId: next.id }) : called
    })
    if (!saved.ok) return saved
    const { tokenId } = saved.value
    return ok({ token: tokenId === null ? null : tokenById(store.read, tokenId, today) })
  },
}

function moveById(tx: Writer, id: string, status: TokenStatus): Outcome<null> {
  const seen = seeOr(tx, token, id)
  return seen.ok ? moveToken(tx, seen.value, status) : seen
}

/** Moves a token by the legal transitions, and its visit with it. */
function moveToken(tx: Writer, { row, clocks }: Seen<typeof token>, to: TokenStatus): Outcome<null> {
  const from = row.status ?? 'created'
  if (!tokenTransitions[from].includes(to)) return refuse('illegal-transition', { token: row.label, from, to })
  tx.set(token, row.id, 'status', { status: to, statusAt: tx.now }, clocks.status)
  const visit = tx.see(encounter, row.encounterId)
  const status = encounterStatus[to]
  if (visit && visit.row.status !== status)
    tx.set(encounter, row.encounterId, 'status', { status }, visit.clocks.status)
  if (to === 'cancelled') dropCharges(tx, row.encounterId)
  return ok(null)
}

const encounterStatus = {
  created: 'arrived',
  called: 'arrived',
  skipped: 'arrived',
  'in-progress': 'in-progress',
  fulfilled: 'finished',
  cancelled: 'cancelled',
} as const satisfies Record<TokenStatus, string>

/** A cancelled visit costs nothing: what was not billed yet is taken off, and its draft put away. */
function dropCharges(tx: Writer, encounterId: string): void {
  for (const { id, status } of chargesOf(tx, encounterId)) {
    if (status !== 'billable') continue
    tx.set(chargeItem, id, 'status', { status: 'aborted' }, tx.see(chargeItem, id)?.clocks.status ?? [])
  }
  const draft = newestBillOfVisit(tx, encounterId, 'draft')
  if (draft === undefined) return
  tx.set(bill, draft, 'status', { status: 'discarded', invoiceId: null }, tx.see(bill, draft)?.clocks.status ?? [])
}

/** One token is with a doctor at a time: starting another asks to finish or hold the first. */
function roomIsFree(tx: Writer, row: Seen<typeof token>['row']): Outcome<null> {
  const other = tokensOfSession(tx, row.sessionDate, row.practitionerId).find(
    ({ id, status }) => id !== row.id && withDoctor(status),
  )
  return other ? refuse('room-taken', { token: other.label }) : ok(null)
}
