import type { Board, TokenLine } from '../../domain/contract/shapes.ts'
import { ok } from '../../domain/errors.ts'
import { byRoom, callOrder, withDoctor } from '../../domain/queue/call-order.ts'
import { minutesBetween } from '../../domain/words.ts'
import { allPractitioners } from '../../db/queries/people.ts'
import { tokensOfDay } from '../../db/queries/queue.ts'
import { practitionerShown } from '../admin/practitioner-shown.ts'
import type { HandlersOf } from '../handlers-of.ts'
import { tokenShown } from './token-shown.ts'

export const boardHandlers: HandlersOf<'queue.board' | 'practitioners.list'> = {
  'practitioners.list': (_input, { store }) =>
    ok({ practitioners: allPractitioners(store.read).map(practitionerShown) }),

  'queue.board': (_input, { store, today, now }) => {
    const { read } = store
    const tokens = tokensOfDay(read, today).map(row => tokenShown(read, row, today))
    const columns = allPractitioners(read)
      .map(practitionerShown)
      .filter(({ id, active }) => active || tokens.some(token => token.practitionerId === id))
      .map(practitioner => ({
        practitioner,
        ...column(tokens.filter(token => token.practitionerId === practitioner.id)),
      }))
    const waiting = columns.flatMap(({ waiting }) => waiting)
    return ok({
      date: today,
      now,
      counts: {
        waiting: waiting.length,
        inRoom: columns.filter(({ serving }) => serving?.status === 'in-progress').length,
        done: columns.reduce((sum, { done }) => sum + done.length, 0),
        longestWaitMinutes: Math.max(0, ...waiting.map(({ issuedAt }) => minutesBetween(issuedAt, now))),
      },
      columns,
      last: tokens.findLast(({ status }) => status !== 'cancelled') ?? null,
    })
  },
}

type Column = Omit<Board['columns'][number], 'practitioner'>

/** Two PCs may each have called one while apart: the newest call is served, the other waits on. */
function column(tokens: readonly TokenLine[]): Column {
  const called = tokens.filter(({ status }) => withDoctor(status)).sort(byRoom)
  const [serving = null, ...others] = called
  const latest = (a: TokenLine, b: TokenLine) => (a.statusAt < b.statusAt ? 1 : -1)
  return {
    serving,
    waiting: [...tokens.filter(({ status }) => status === 'created'), ...others].sort(callOrder),
    skipped: tokens.filter(({ status }) => status === 'skipped').sort(callOrder),
    done: tokens.filter(({ status }) => status === 'fulfilled').sort(latest),
  }
}
