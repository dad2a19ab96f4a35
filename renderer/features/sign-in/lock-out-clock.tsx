import { useEffect, useState } from 'react'
import { useText } from '../../i18n/i18n.ts'
import { Callout } from '../../components/callout.tsx'
import css from './sign-in.module.css'
import { signInTexts } from './texts.ts'

/** `4:07` for 247 seconds. */
export const minutesAndSeconds = (milliseconds: number): string => {
  const seconds = Math.max(0, Math.ceil(milliseconds / 1000))
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`
}

/** Counts down to the moment when the clinic process accepts a try again. */
export function LockOutClock({ until, onOver }: { readonly until: number; readonly onOver: () => void }) {
  const t = useText(signInTexts)
  const [now, setNow] = useState(Date.now)
  useEffect(() => {
    const timer = setInterval(() => {
      setNow(Date.now())
      if (Date.now() >= until) onOver()
    }, 1_000)
    return () => clearInterval(timer)
  }, [until, onOver])
  return (
    <Callout tone="bad" role="alert">
      <b>{t('locked-out')}</b>
      <p>{t('locked-out-until')}</p>
      <p className={css['clock']} role="timer" aria-live="off">
        {minutesAndSeconds(until - now)}
      </p>
      <p className="sm">{t('locked-out-else')}</p>
    </Callout>
  )
}
