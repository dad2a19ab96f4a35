import { IconFileExport, IconSend } from '@tabler/icons-react'
import { useState } from 'react'
import type { Output } from '../../../domain/contract/contract.ts'
import { errors, refuse, type ErrorCode } from '../../../domain/errors.ts'
import { useDesk, useMay } from '../../app/session.ts'
import { useCommand, useProcedure } from '../../app/use-procedure.ts'
import { Button } from '../../components/button.tsx'
import { notify } from '../../components/notice.tsx'
import { dateTimeText } from '../../components/plain-text.ts'
import { ErrorState, SkeletonRows } from '../../components/states.tsx'
import { State } from '../../components/tag.tsx'
import { useLanguage, useText } from '../../i18n/i18n.ts'
import { useRefusalText } from '../../i18n/refusal-text.ts'
import { ConnectForm } from './connect-form.tsx'
import { DeviceList } from './device-list.tsx'
import { ExportUnsent } from './export-unsent.tsx'
import css from './headquarters.module.css'
import { headquartersTexts } from './texts.ts'

type Status = Output<'sync.status'>

/** How the exchange with headquarters stands, or how to begin it, and the PCs of the clinic. */
export function HeadquartersSection() {
  const status = useProcedure('sync.status', {})
  if (status.error) return <ErrorState refusal={status.error} onRetry={() => void status.refetch()} />
  if (!status.data) return <SkeletonRows />
  return (
    <div className={css['page']}>
      {status.data.address === null ? <ConnectForm /> : <Sending status={status.data} address={status.data.address} />}
      <DeviceList />
    </div>
  )
}

function Sending({ status, address }: { readonly status: Status; readonly address: string }) {
  const t = useText(headquartersTexts)
  const refusalText = useRefusalText()
  const language = useLanguage(state => state.language)
  const { clinic } = useDesk()
  const mayExport = useMay('backup.manage')
  const { run, busy } = useCommand('sync.sendNow')
  const [exporting, setExporting] = useState(false)
  const time = (instant: string): string => dateTimeText(instant, language, clinic.timeZone)
  const send = async () => {
    const outcome = await run({})
    if (!outcome.ok) notify('bad', refusalText(outcome))
  }
  return (
    <section className={`card ${css['sending']}`} aria-label={t('status')}>
      <div className="grow">
        <h2>{t('at-address', { address })}</h2>
        <output className={css['words']}>
          <State tone={status.state === 'offline' || status.trouble !== null ? 'warn' : 'ok'}>
            {status.waiting > 0 ? t('waiting', { count: status.waiting }) : t('all-sent')}
          </State>
          <span>
            {status.confirmedAt === null ? t('never-confirmed') : t('confirmed', { time: time(status.confirmedAt) })}
          </span>
          {status.offlineSince !== null && <span>{t('offline', { time: time(status.offlineSince) })}</span>}
          {isCode(status.trouble) && <span>{refusalText(refuse(status.trouble))}</span>}
          {status.clockOffMinutes !== null && (
            <span>
              {status.clockOffMinutes > 0
                ? t('clock-behind', { count: status.clockOffMinutes })
                : t('clock-ahead', { count: -status.clockOffMinutes })}
            </span>
          )}
        </output>
        <p className="sm soft">{t('safe')}</p>
      </div>
      <Button
        variant="go"
        action="send-now"
        busy={busy}
        icon={<IconSend size={16} stroke={1.5} aria-hidden="true" />}
        onClick={() => void send()}
      >
        {t('send-now')}
      </Button>
      {mayExport && (
        <Button icon={<IconFileExport size={16} stroke={1.5} aria-hidden="true" />} onClick={() => setExporting(true)}>
          {t('export')}
        </Button>
      )}
      {exporting && <ExportUnsent onClose={() => setExporting(false)} />}
    </section>
  )
}

const isCode = (code: string | null): code is ErrorCode => code !== null && Object.hasOwn(errors, code)
