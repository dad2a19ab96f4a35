import { IconPrinterOff } from '@tabler/icons-react'
import { useState } from 'react'
import type { Output } from '../../domain/contract/contract.ts'
import { localTime } from '../../domain/time.ts'
import { Button } from '../components/button.tsx'
import { Dialog } from '../components/dialog.tsx'
import { notify } from '../components/notice.tsx'
import { EmptyState } from '../components/states.tsx'
import { State, Tag } from '../components/tag.tsx'
import { useText } from '../i18n/i18n.ts'
import { useRefusalText } from '../i18n/refusal-text.ts'
import { frameTexts } from '../i18n/texts.ts'
import { call } from './client.ts'
import { desktopTexts } from './desktop-texts.ts'
import css from './print-badge.module.css'
import { useDesk, useMay } from './session.ts'
import { useInstant } from './use-instant.ts'
import { useProcedure } from './use-procedure.ts'
import { desktopBridge } from './desktop-bridge.ts'

type Job = Output<'prints.pending'>['jobs'][number]

/** Shown while a print did not reach the paper: the sale stands, and this is the way to the paper. */
export function PrintBadge() {
  const t = useText(frameTexts)
  const mayPrint = useMay('document.print')
  const pending = useProcedure('prints.pending', {}, { enabled: mayPrint })
  const [open, setOpen] = useState(false)
  const now = useInstant()
  const jobs = pending.data?.jobs ?? []
  const failed = jobs.filter(job => job.state === 'failed').length
  const left = jobs.filter(job => isLeft(job, now)).length
  if (failed + left === 0 && !open) return null
  return (
    <>
      {failed + left > 0 && (
        <Button
          size="sm"
          variant="bad"
          icon={<IconPrinterOff size={14} stroke={1.5} aria-hidden="true" />}
          onClick={() => setOpen(true)}
        >
          {failed > 0 ? t('prints-failed', { count: failed }) : t('prints-left', { count: left })}
        </Button>
      )}
      {open && (
        <Dialog title={t('prints-title')} onClose={() => setOpen(false)}>
          {jobs.length > 0 ? (
            <>
              <p className="soft">{t('prints-text')}</p>
              <ul className={css['jobs']}>
                {jobs.map(job => (
                  <PrintJob key={job.id} job={job} left={isLeft(job, now)} />
                ))}
              </ul>
            </>
          ) : (
            <EmptyState title={t('prints-none')} />
          )}
        </Dialog>
      )}
    </>
  )
}

/** A window that printed may be gone: what it left on its way for so long is offered like a print that failed. */
const LEFT_MS = 30_000
const isLeft = (job: Job, now: string): boolean =>
  job.state !== 'failed' && Date.parse(now) - Date.parse(job.requestedAt) > LEFT_MS

function PrintJob({ job, left }: { readonly job: Job; readonly left: boolean }) {
  const t = useText(frameTexts)
  const desktop = useText(desktopTexts)
  const refusalText = useRefusalText()
  const { clinic } = useDesk()
  const [busy, setBusy] = useState(false)
  const asked = { format: job.format, name: job.requestedBy, time: localTime(job.requestedAt, clinic.timeZone) }

  const act = async (work: () => ReturnType<typeof retry | typeof dismiss>) => {
    setBusy(true)
    const outcome = await work()
    setBusy(false)
    if (!outcome.ok) notify('bad', refusalText(outcome))
  }
  const savePdf = async () => {
    setBusy(true)
    const { saveJobAsPdf } = await import('../features/print/save-pdf.ts')
    await saveJobAsPdf(job.id)
    setBusy(false)
  }
  return (
    <li className={css['job']}>
      <div className="grow">
        <p>
          <b>{job.label}</b> {job.copy > 1 && <Tag>{t('print-copy', { copy: job.copy - 1 })}</Tag>}
        </p>
        <p className="sm muted">{t('print-asked', asked)}</p>
        {job.state === 'failed' && (
          <p className="sm">
            <State tone="bad">{job.reason}</State>
          </p>
        )}
      </div>
      {job.state === 'failed' || left ? (
        <>
          <Button size="sm" busy={busy} onClick={() => void act(() => dismiss(job.id))}>
            {t('prints-dismiss')}
          </Button>
          {desktopBridge() && (
            <Button size="sm" busy={busy} onClick={() => void savePdf()}>
              {desktop('save-pdf')}
            </Button>
          )}
          <Button size="sm" variant="line" busy={busy} onClick={() => void act(() => retry(job, t('print-lost')))}>
            {t('prints-retry')}
          </Button>
        </>
      ) : (
        <Tag>{t(job.state === 'printing' ? 'print-busy' : 'print-waiting')}</Tag>
      )}
    </li>
  )
}

const dismiss = (jobId: string) => call('prints.dismiss', { jobId })

/** Prints a job once more. One that a lost window had already taken is given back first, with the reason. */
async function retry({ id: jobId, state }: Job, lost: string) {
  if (state === 'printing') {
    const failed = await call('prints.settle', { jobId, state: 'failed', reason: lost })
    if (!failed.ok) return failed
  }
  const queued = await call('prints.retry', { jobId })
  if (!queued.ok) return queued
  const job = await call('prints.job', { jobId })
  if (!job.ok) return job
  const { toPaper } = await import('../features/print/use-print.ts')
  return toPaper(job.value)
}
