import { IconAlertTriangle, IconCircleCheck, IconCloudOff, IconLock } from '@tabler/icons-react'
import { Button } from '../components/button.tsx'
import { Tag } from '../components/tag.tsx'
import { useText } from '../i18n/i18n.ts'
import { frameTexts } from '../i18n/texts.ts'
import css from './frame.module.css'
import { PrintBadge } from './print-badge.tsx'
import { SearchBox } from './search-box.tsx'
import { roleName } from './role-name.ts'
import { useDesk } from './session.ts'
import { syncWords } from './sync-words.ts'

type TopBarProps = { readonly onSettings: () => void; readonly onLock: () => void }

export function TopBar({ onSettings, onLock }: TopBarProps) {
  const t = useText(frameTexts)
  const { clinic, session, state } = useDesk()
  const sync = syncWords(state.sync, clinic.timeZone, t)
  const SyncIcon = sync.tone === 'ok' ? IconCircleCheck : IconCloudOff
  return (
    <header className={css['top']}>
      <SearchBox onSettings={onSettings} onLock={onLock} />
      <PrintBadge />
      <div className={css['place']}>
        <b title={clinic.displayName}>{clinic.displayName}</b>
        <span>{clinic.deviceName}</span>
      </div>
      {clinic.isSample && (
        <Tag tone="warn" icon={<IconAlertTriangle size={14} stroke={1.5} aria-hidden="true" />}>
          <span title={t('sample')}>{t('sample-short')}</span>
        </Tag>
      )}
      <div className={css['sync']} data-tone={sync.tone} data-testid="sync">
        <SyncIcon size={16} stroke={1.5} aria-hidden="true" />
        <span>{sync.words}</span>
      </div>
      <button
        type="button"
        className={css['who']}
        onClick={onSettings}
        title={`${session.displayName} · ${t('settings')}`}
      >
        <b>{session.displayName}</b>
        <span>{session.roles.map(role => roleName(role, t)).join(', ')}</span>
      </button>
      <Button size="sm" action="lock" icon={<IconLock size={14} stroke={1.5} aria-hidden="true" />} onClick={onLock}>
        {t('lock')}
      </Button>
    </header>
  )
}
