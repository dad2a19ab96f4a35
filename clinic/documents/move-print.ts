import { ok, type Outcome, refuse } from '../../domain/errors.ts'
import { printJob } from '../../domain/tables/local-tables.ts'
import type { PrintJob } from '../../db/queries/prints.ts'
import type { Store } from '../../db/types.ts'
import { saveLocal } from '../save.ts'

type State = PrintJob['state']

/**
 * From where a job may go to a state. Only one that waits is taken to the printer, so that two windows never print the
 * same copy, and one that was printed or put aside never comes out again. A job that failed waits again only through a
 * retry. The host's word `done` counts also for one that was thought to be interrupted.
 */
const from: Readonly<Record<State, readonly State[]>> = {
  waiting: ['failed', 'waiting'],
  printing: ['waiting'],
  failed: ['waiting', 'printing', 'failed'],
  done: ['printing', 'failed'],
  dismissed: ['waiting', 'printing', 'failed'],
}

const isEnded = (state: State): boolean => state === 'done' || state === 'dismissed'

/**
 * Moves a job on its way to paper, or refuses with `print-moved`. One that ended stays ended: what its host still says of
 * it changes nothing. Copies are never counted here: they were when the print was asked for.
 */
export function movePrint(store: Store, jobId: string, to: Pick<PrintJob, 'state' | 'reason'>): Outcome<PrintJob> {
  const saved = saveLocal<Outcome<PrintJob>>(store, tx => {
    const job = tx.get(printJob, jobId)
    if (!job) return refuse('not-found', { what: 'printJob' })
    if (isEnded(job.state) && (to.state === 'failed' || isEnded(to.state))) return ok(job)
    if (!from[to.state].includes(job.state)) return refuse('print-moved')
    const next = { ...job, ...to }
    tx.putLocal(printJob, next)
    return ok(next)
  })
  return saved.ok ? saved.value : saved
}
