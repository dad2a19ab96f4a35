import { call } from '../../app/client.ts'
import { desktopTexts } from '../../app/desktop-texts.ts'
import { notify } from '../../components/notice.tsx'
import { translate, useLanguage } from '../../i18n/i18n.ts'
import { refusalText } from '../../i18n/refusal-text.ts'
import type { PrintRequest } from './use-print.ts'
import { desktopBridge } from '../../app/desktop-bridge.ts'

/** Whether this host can save a PDF where the person chooses; a browser saves from its own print dialog. */
export const canSavePdf = (): boolean => desktopBridge()?.savePdf !== undefined

type Saved = 'saved' | 'cancelled' | 'failed'

/** Saves a requested job as PDF and says where, or why not. The job itself stays as it is. */
export async function saveJobAsPdf(jobId: string): Promise<Saved> {
  const { language } = useLanguage.getState()
  const t = translate(desktopTexts, language)
  try {
    const outcome = await desktopBridge()?.savePdf(jobId)
    if (!outcome) return 'failed'
    if (outcome.ok && outcome.value.path === null) return 'cancelled'
    if (outcome.ok) notify('ok', t('pdf-saved', { path: outcome.value.path ?? '' }))
    else notify('bad', t('pdf-failed', { reason: refusalText(outcome, language) }))
    return outcome.ok ? 'saved' : 'failed'
  } catch (error) {
    // The shell throws what the operating system says of the file: no space, no right to write there.
    notify('bad', t('pdf-failed', { reason: error instanceof Error ? error.message : String(error) }))
    return 'failed'
  }
}

/**
 * A document as PDF. It is a copy like any other and counted as one; a job that became a file is done, one that did not is
 * put aside, so that it does not wait for a printer.
 */
export async function saveAsPdf(request: PrintRequest): Promise<void> {
  const requested = await call('prints.request', request)
  const { language } = useLanguage.getState()
  if (!requested.ok) {
    const reason = refusalText(requested, language)
    return notify('bad', translate(desktopTexts, language)('pdf-failed', { reason }))
  }
  const { id: jobId } = requested.value.job
  const saved = await saveJobAsPdf(jobId)
  const ended =
    saved === 'saved'
      ? await call('prints.settle', { jobId, state: 'done', reason: '' })
      : await call('prints.dismiss', { jobId })
  if (!ended.ok) notify('bad', refusalText(ended, language))
}
