import { ok, type Outcome, refuse } from '../../domain/errors.ts'
import { printJob } from '../../domain/tables/local-tables.ts'
import type { PrintJob } from '../../db/queries/prints.ts'
import type { Store } from '../../db/types.ts'
import { saveLocal } from '../save.ts'

/**
 * Moves a job on its way to paper. One that ended stays ended, and saying the same again changes nothing. Copies are never
 * counted here: they were when the print was asked for.
 */
export function movePrint(store: Store, jobId: string, to: Pick<PrintJob, 'state' | 'reason'>): Outcome<PrintJob> {
  const saved = saveLocal<Outcome<PrintJob>>(store, tx => {
    const job = tx.get(printJob, jobId)
    if (!job) return refuse('not-found', { what: 'printJob' })
    if (job.state === 'done' || job.state === 'dismissed') return ok(job)
    const next = { ...job, ...to }
    tx.putLocal(printJob, next)
    return ok(next)
  })
  return saved.ok ? saved.value : saved
}
