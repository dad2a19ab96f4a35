import type { Output } from '../../domain/contract/contract.ts'
import type { Printable } from '../../domain/contract/shapes.ts'
import { ok, type Outcome, refuse } from '../../domain/errors.ts'
import { printJob } from '../../domain/tables/local-tables.ts'
import { documentPrint } from '../../domain/tables/money.ts'
import { copiesOf, pendingJobs, type PrintJob } from '../../db/queries/prints.ts'
import type { Reader } from '../../db/types.ts'
import type { SignedIn } from '../desk.ts'
import type { HandlersOf } from '../handlers-of.ts'
import { save } from '../save.ts'
import { movePrint } from './move-print.ts'
import { mayRead, paperOf } from './paper.ts'

export const printHandlers: HandlersOf<
  | 'billing.document'
  | 'prints.request'
  | 'prints.pending'
  | 'prints.job'
  | 'prints.retry'
  | 'prints.dismiss'
  | 'prints.settle'
> = {
  'billing.document': (ref, context) => {
    const allowed = mayRead(ref.documentKind, context)
    return allowed.ok ? paperOf(ref, context.store.read, context.timeZone) : allowed
  },

  /** That it was printed is a fact, kept before any paper moves: the copy count survives a printer that fails. */
  'prints.request': ({ intent, documentKind, documentId, format }, context) => {
    const allowed = mayRead(documentKind, context)
    if (!allowed.ok) return allowed
    const saved = save(context, 'prints.request', intent, tx => {
      const paper = paperOf({ documentKind, documentId }, tx, context.timeZone)
      if (!paper.ok) return paper
      const by = context.person.displayName
      const copy = copiesOf(tx, documentId) + 1
      const printId = tx.newId()
      const jobId = tx.newId()
      tx.add(documentPrint, printId, { documentKind, documentId, copy, printedAt: context.now, printedBy: by })
      const job = { id: jobId, documentKind, documentId, printId, copy, format, state: 'waiting', reason: '' } as const
      tx.putLocal(printJob, { ...job, requestedAt: context.now, requestedBy: by })
      return ok({ jobId })
    })
    return saved.ok ? readJob(context, saved.value.jobId) : saved
  },

  'prints.pending': (_input, context) => {
    const { read } = context.store
    const jobs = pendingJobs(read).filter(job => mayRead(kindOf(job), context).ok)
    return ok({ jobs: jobs.map(job => jobShown(read, job)) })
  },

  'prints.job': ({ jobId }, context) => readJob(context, jobId),

  'prints.retry': ({ jobId }, context) => moveJob(context, jobId, { state: 'waiting', reason: '' }),
  'prints.settle': ({ jobId, state, reason }, context) => moveJob(context, jobId, { state, reason }),
  'prints.dismiss': ({ jobId }, context) => {
    const moved = moveJob(context, jobId, { state: 'dismissed', reason: '' })
    return moved.ok ? ok({ done: true }) : moved
  },
}

/** A job with its paper, for whoever lays it out and prints it. */
function readJob(context: SignedIn, jobId: string): Outcome<{ job: JobShown; printable: Printable }> {
  const { store, timeZone } = context
  const job = store.read.get(printJob, jobId)
  if (!job) return refuse('not-found', { what: 'printJob' })
  const allowed = mayRead(kindOf(job), context)
  if (!allowed.ok) return allowed
  const printed = { copy: job.copy, printedAt: job.requestedAt, printedBy: job.requestedBy }
  const ref = { documentKind: kindOf(job), documentId: job.documentId }
  const paper = paperOf(ref, store.read, timeZone, printed)
  return paper.ok ? ok({ job: jobShown(store.read, job), printable: paper.value }) : paper
}

function moveJob({ store, ...context }: SignedIn, jobId: string, to: Pick<PrintJob, 'state' | 'reason'>) {
  const job = store.read.get(printJob, jobId)
  if (!job) return refuse('not-found', { what: 'printJob' })
  const allowed = mayRead(kindOf(job), context)
  if (!allowed.ok) return allowed
  const moved = movePrint(store, jobId, to)
  return moved.ok ? ok(jobShown(store.read, moved.value)) : moved
}

type JobShown = Output<'prints.retry'>

const kinds = ['invoice', 'creditNote', 'token'] as const

function kindOf(job: PrintJob): Printable['documentKind'] {
  const kind = kinds.find(known => known === job.documentKind)
  if (!kind) throw new Error('a print job of an unknown kind of document')
  return kind
}

const numberOf = {
  invoice: 'SELECT number AS label FROM invoice WHERE id = ?',
  creditNote: 'SELECT number AS label FROM creditNote WHERE id = ?',
  token: 'SELECT label FROM token WHERE id = ?',
} as const

const formats = ['A5', '80mm', '58mm'] as const

function jobShown(reader: Reader, job: PrintJob): JobShown {
  const documentKind = kindOf(job)
  const { id, documentId, copy, state, reason, requestedAt, requestedBy } = job
  return {
    id,
    documentKind,
    documentId,
    copy,
    state,
    reason,
    requestedAt,
    requestedBy,
    label: reader.one<{ label: string }>(numberOf[documentKind], documentId)?.label ?? '',
    format: formats.find(known => known === job.format) ?? 'A5',
  }
}
