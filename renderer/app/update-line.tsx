import { localDate } from '../../domain/time.ts'
import { dateText } from '../../domain/words.ts'
import { Button } from '../components/button.tsx'
import { useLanguage, useText } from '../i18n/i18n.ts'
import { desktopTexts } from './desktop-texts.ts'
import { useDesk } from './session.ts'
import { useDesktop } from './use-desktop.ts'
import { useOnce } from './use-once.ts'
import { desktopBridge } from './desktop-bridge.ts'

/** What becomes of an update, in one quiet line; nothing while there is none. */
export function UpdateLine() {
  const t = useText(desktopTexts)
  const language = useLanguage(state => state.language)
  const { clinic } = useDesk()
  const { answer: update, adopt } = useDesktop(desktopBridge()?.updateState)
  const install = useOnce(async () => {
    const desktop = desktopBridge()
    if (desktop) adopt(await desktop.installUpdate())
  })
  if (!update || update.phase === 'idle') return null
  const { deadline } = update
  const isReady = update.phase === 'ready' || update.phase === 'waiting'
  const phase = update.phase === 'available' ? 'downloading' : update.phase
  const reason = update.waitsFor === null ? '' : t(`waits-${update.waitsFor}`)
  return (
    <div className="row" role="status">
      <p className="grow sm soft">
        {t(`update-${phase}`, { version: update.version ?? '', reason })}
        {isReady && deadline !== null && (
          <> {t('update-by', { date: dateText(localDate(deadline, clinic.timeZone), 'medium', language) })}</>
        )}
      </p>
      {isReady && (
        <Button size="sm" variant="line" busy={install.busy} onClick={install.run}>
          {t('update-now')}
        </Button>
      )}
    </div>
  )
}
