import { printJob } from '../../domain/tables/local-tables.ts'
import { pendingJobs } from '../../db/queries/prints.ts'
import type { Store } from '../../db/types.ts'

/** Jobs that were on their way to paper when the process ended: whether paper came out, only a person can see. */
export function failInterruptedPrints(store: Store): void {
  const interrupted = pendingJobs(store.read).filter(job => job.state === 'printing')
  if (interrupted.length === 0) return
  store.local(tx => {
    for (const job of interrupted) tx.putLocal(printJob, { ...job, state: 'failed', reason: 'interrupted' })
    return null
  })
}
