import { Dialog } from '../components/dialog.tsx'
import { KeyHint } from '../components/key-hint.tsx'
import { useText } from '../i18n/i18n.ts'
import { frameTexts, keyTexts } from '../i18n/texts.ts'
import { actionIds, actionRow, places } from './actions.ts'
import css from './cheat-sheet.module.css'

/** Every key of the registry, by place. */
export function CheatSheet({ onClose }: { readonly onClose: () => void }) {
  const t = useText(frameTexts)
  const keys = useText(keyTexts)
  return (
    <Dialog title={t('keys-title')} onClose={onClose} size="full">
      <p className="soft">{t('keys-text')}</p>
      {/* Reached by Tab, so that arrow keys scroll it on a small screen. */}
      {/* eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex */}
      <section className={css['sheet']} tabIndex={0} aria-label={t('keys-title')}>
        {places.map(place => {
          const ids = actionIds.filter(id => actionRow(id).where === place)
          if (ids.length === 0) return null
          return (
            <section key={place} className={css['group']}>
              <h3>{keys(`place-${place}`)}</h3>
              <ul>
                {ids.map(id => (
                  <li key={id}>
                    <span>{keys(id)}</span>
                    <KeyHint id={id} />
                  </li>
                ))}
              </ul>
            </section>
          )
        })}
      </section>
    </Dialog>
  )
}
