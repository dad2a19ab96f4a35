import { IconAlertTriangle } from '@tabler/icons-react'
import { useEffect, useRef, useState } from 'react'
import { dismissAllNotices } from '../components/notice.tsx'
import { useText } from '../i18n/i18n.ts'
import { frameTexts } from '../i18n/texts.ts'
import { call } from './client.ts'
import { CheatSheet } from './cheat-sheet.tsx'
import css from './frame.module.css'
import { KeyStrip } from './key-strip.tsx'
import { useAction } from './keys.ts'
import { type NavItem, navigationFor, ownerOf } from './navigation.ts'
import { Rail } from './rail.tsx'
import { go, goBack, hrefOf, routeOf, useHash } from './routes.ts'
import { Screen, warmScreens } from './screen.tsx'
import { type Desk, DeskContext } from './session.ts'
import { SettingsDialog } from './settings-dialog.tsx'
import { TopBar } from './top-bar.tsx'
import { flushDrafts } from './use-draft.ts'
import { useTouch } from './use-touch.ts'

/** Saves what is only typed, then locks. */
async function lockNow(): Promise<void> {
  flushDrafts()
  await call('session.lock', {})
}

function NavKey({ item }: { readonly item: NavItem }) {
  useAction(item.action, () => go(item.route))
  return null
}

/**
 * The frame of a signed-in person. Under the lock screen it stays mounted, hidden and deaf, so that the person finds every
 * form as it was; another person gets a new frame.
 */
export function SignedIn({ desk }: { readonly desk: Desk }) {
  const t = useText(frameTexts)
  const hash = useHash()
  const [open, setOpen] = useState<'keys' | 'settings' | null>(null)
  const locked = desk.session.locked
  const items = navigationFor(desk.session)
  const home = items[0]?.route
  const route = hash === '' || hash === '#' || hash === '#/' ? home : routeOf(hash)
  const isTop = route === undefined || items.some(item => hrefOf(item.route) === hrefOf(route))

  // Where the person was: the lock takes the focus away, and gives it back.
  const lastFocus = useRef<HTMLElement | null>(null)
  useEffect(() => {
    if (!locked && lastFocus.current?.isConnected === true) lastFocus.current.focus()
  }, [locked])

  useTouch(!locked)
  useEffect(() => {
    if (!locked) return
    flushDrafts()
    dismissAllNotices()
  }, [locked])
  useEffect(() => {
    if (hash === '' && home) window.history.replaceState(null, '', hrefOf(home))
  }, [hash, home])

  useEffect(() => {
    const idle = requestIdleCallback(warmScreens)
    return () => cancelIdleCallback(idle)
  }, [])

  useAction('lock', () => void lockNow(), { enabled: !locked })
  useAction('all-keys', () => setOpen('keys'))
  useAction('all-keys-too', () => setOpen('keys'))
  useAction('settings', () => setOpen('settings'))
  useAction('back', goBack, { enabled: !isTop })
  return (
    <DeskContext value={desk}>
      <div
        className={css['shell']}
        hidden={locked}
        inert={locked}
        onFocus={event => {
          lastFocus.current = event.target
        }}
      >
        <div className={css['frame']}>
          <a
            className={css['skip']}
            href="#screen"
            onClick={event => {
              event.preventDefault()
              document.querySelector<HTMLElement>('#screen')?.focus()
            }}
          >
            {t('skip')}
          </a>
          {items.map(item => (
            <NavKey key={item.name} item={item} />
          ))}
          <Rail items={items} current={route && ownerOf(route)} />
          <TopBar onSettings={() => setOpen('settings')} onLock={() => void lockNow()} />
          {desk.state.readOnly !== null && (
            <p className={css['banner']} role="alert">
              <IconAlertTriangle size={16} stroke={1.5} aria-hidden="true" />
              <span>
                <b>{t('read-only', { reason: desk.state.readOnly })}</b> {t('read-only-safe')}
              </span>
            </p>
          )}
          <div className={css['stage']}>
            <Screen key={hash} route={route} allowed={items.map(item => item.name)} />
          </div>
          <KeyStrip onAllKeys={() => setOpen('keys')} />
        </div>
        <div id="dialogs" />
        {open === 'keys' && <CheatSheet onClose={() => setOpen(null)} />}
        {open === 'settings' && <SettingsDialog onClose={() => setOpen(null)} />}
      </div>
    </DeskContext>
  )
}
