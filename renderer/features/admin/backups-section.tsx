import { IconDatabaseExport, IconKey } from '@tabler/icons-react'
import { useState } from 'react'
import type { Output } from '../../../domain/contract/contract.ts'
import { call } from '../../app/client.ts'
import { newIntent } from '../../app/intent.ts'
import { useDesk } from '../../app/session.ts'
import { useCommand, useProcedure } from '../../app/use-procedure.ts'
import { Button } from '../../components/button.tsx'
import { Callout } from '../../components/callout.tsx'
import { notify } from '../../components/notice.tsx'
import { bytesText, dateTimeText } from '../../components/plain-text.ts'
import { EmptyState } from '../../components/states.tsx'
import { State } from '../../components/tag.tsx'
import { useLanguage, useText } from '../../i18n/i18n.ts'
import { useRefusalText } from '../../i18n/refusal-text.ts'
import { AdminList } from './admin-list.tsx'
import css from './admin.module.css'
import { ShowRecoveryKey } from './show-recovery-key.tsx'
import { adminTexts } from './texts.ts'

type Backup = Output<'backup.list'>['backups'][number]

export function BackupsSection() {
  const t = useText(adminTexts)
  const refusalText = useRefusalText()
  const list = useProcedure('backup.list', {})
  const { run, busy } = useCommand('backup.create')
  const [showingKey, setShowingKey] = useState(false)
  const backups = list.data?.backups ?? []

  const create = async () => {
    const outcome = await run({ intent: newIntent() })
    if (outcome.ok) notify('ok', t('backup-made', { size: bytesText(outcome.value.bytes) }))
    else notify('bad', refusalText(outcome))
    await list.refetch()
  }
  return (
    <>
      {list.data?.dailyFault && (
        <Callout tone="bad" icon role="status">
          {t(`daily-${list.data.dailyFault}`)}
        </Callout>
      )}
      <AdminList
        label={t('backups')}
        read={list}
        bar={
          <>
            {list.data && (
              <span className={`soft ${css['path']}`}>
                {t('backup-folder')}: {list.data.folder}
              </span>
            )}
            <Button
              className="end"
              icon={<IconKey size={16} stroke={1.5} aria-hidden="true" />}
              onClick={() => setShowingKey(true)}
            >
              {t('key-show')}
            </Button>
            <Button
              variant="go"
              action="add-record"
              busy={busy}
              icon={<IconDatabaseExport size={16} stroke={1.5} aria-hidden="true" />}
              onClick={() => void create()}
            >
              {busy ? t('backup-working') : t('backup-now')}
            </Button>
          </>
        }
        heads={[
          { text: t('backup-when') },
          { text: t('backup-size'), number: true },
          { text: t('backup-file') },
          { text: t('backup-state') },
          { text: t('backup-verify'), hidden: true },
        ]}
        none={
          backups.length === 0 ? <EmptyState title={t('backup-none')}>{t('backup-none-text')}</EmptyState> : undefined
        }
      >
        {backups.map(backup => (
          <BackupRow key={backup.path} backup={backup} />
        ))}
      </AdminList>
      {showingKey && <ShowRecoveryKey onClose={() => setShowingKey(false)} />}
    </>
  )
}

function BackupRow({ backup }: { readonly backup: Backup }) {
  const t = useText(adminTexts)
  const refusalText = useRefusalText()
  const language = useLanguage(state => state.language)
  const { clinic } = useDesk()
  const [busy, setBusy] = useState(false)
  const [result, setResult] = useState<Awaited<ReturnType<typeof check>> | null>(null)

  const verify = async () => {
    setBusy(true)
    setResult(await check(backup.path))
    setBusy(false)
  }
  return (
    <tr>
      <td className="one">{dateTimeText(backup.createdAt, language, clinic.timeZone)}</td>
      <td className="num">{bytesText(backup.bytes)}</td>
      <td className={`${css['wide']} ${css['path']}`}>{backup.path.split(/[\\/]/).at(-1)}</td>
      <td>
        <output>
          {result === null ? (
            <State tone={backup.verified ? 'ok' : 'plain'}>
              {t(backup.verified ? 'backup-verified' : 'backup-unverified')}
            </State>
          ) : !result.ok ? (
            <State tone="bad">{refusalText(result)}</State>
          ) : result.value.intact ? (
            <State tone="ok">{t('backup-intact', { count: result.value.entries })}</State>
          ) : (
            <State tone="bad">{t('backup-broken', { detail: result.value.detail })}</State>
          )}
        </output>
      </td>
      <td className={css['act']}>
        <Button size="sm" busy={busy} onClick={() => void verify()}>
          {t('backup-verify')}
        </Button>
      </td>
    </tr>
  )
}

const check = (path: string) => call('backup.verify', { path })
