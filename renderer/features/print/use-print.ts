import { useCallback } from 'react'
import type { Output } from '../../../domain/contract/contract.ts'
import { type Outcome, ok, refuse } from '../../../domain/errors.ts'
import { call } from '../../app/client.ts'
import { type SentInput, useCommand, useProcedure } from '../../app/use-procedure.ts'
import { notify } from '../../components/notice.tsx'
import { translate, useLanguage } from '../../i18n/i18n.ts'
import { refusalText } from '../../i18n/refusal-text.ts'
import type { PaperFormat } from './pair.tsx'
import { printSheet } from './print-sheet.tsx'
import { printTexts } from './texts.ts'
import { desktopBridge } from '../../app/desktop-bridge.ts'

type Requested = Output<'prints.request'>

/** The paper of this PC: its own setting, else the clinic's. */
export function useReceiptFormat(): PaperFormat {
  const preferences = useProcedure('preferences.get', {})
  const state = useProcedure('app.state', {})
  const own = preferences.data?.pc['receiptFormat']
  if (own === 'A5' || own === '80mm' || own === '58mm') return own
  return state.data?.clinic?.receiptFormat ?? 'A5'
}

/** Puts a requested job on paper by the way that this host has, and settles it. */
export async function toPaper({ job, printable }: Requested): Promise<Outcome<null>> {
  const desktop = desktopBridge()
  if (desktop) {
    const outcome = await desktop.print(job.id)
    return outcome.ok ? ok(null) : outcome
  }
  const started = await call('prints.settle', { jobId: job.id, state: 'printing', reason: '' })
  if (!started.ok) return started
  const reason = await printSheet(printable, job.format).then(
    () => '',
    (error: unknown) => (error instanceof Error ? error.message : String(error)),
  )
  const settled = await call('prints.settle', { jobId: job.id, state: reason === '' ? 'done' : 'failed', reason })
  if (!settled.ok) return settled
  return reason === '' ? ok(null) : refuse('print-failed', { reason })
}

export type PrintRequest = SentInput<'prints.request'>

/**
 * Prints a document that is already saved. A print that fails changes nothing about it: the job stays in the list of the
 * badge for another try, and this says so.
 */
export function usePrint(): (request: PrintRequest) => Promise<void> {
  const { run } = useCommand('prints.request')
  return useCallback(
    async request => {
      const requested = await run(request)
      const outcome = requested.ok ? await toPaper(requested.value) : requested
      if (outcome.ok) return
      const { language } = useLanguage.getState()
      notify('bad', translate(printTexts, language)('print-failed', { reason: refusalText(outcome, language) }))
    },
    [run],
  )
}
