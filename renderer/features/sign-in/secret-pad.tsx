import { IconBackspace } from '@tabler/icons-react'
import { type FormEvent, type RefObject, useCallback, useEffect, useRef, useState } from 'react'
import type { Refusal } from '../../../domain/errors.ts'
import { useCommand } from '../../app/use-procedure.ts'
import { Button } from '../../components/button.tsx'
import { Field } from '../../components/field.tsx'
import { PinField } from '../../components/pin-field.tsx'
import { useText } from '../../i18n/i18n.ts'
import { useRefusalText } from '../../i18n/refusal-text.ts'
import { LockOutClock } from './lock-out-clock.tsx'
import css from './sign-in.module.css'
import { signInTexts } from './texts.ts'
import type { TileUser } from './tiles.tsx'

const DIGITS = ['1', '2', '3', '4', '5', '6', '7', '8', '9'] as const

type SecretPadProps = {
  readonly user: TileUser | undefined
  /** Whether this person's own screens wait beneath. */
  readonly locked: boolean
  /** How often a tile was pressed; each time the pad is where the next key goes. */
  readonly choices: number
  /** Whether digits pressed anywhere on the screen are meant for the pad. */
  readonly takesDigits: boolean
  readonly onForgot: () => void
}

/** PIN by keyboard or by the keys on screen; password for whoever has one. */
export function SecretPad({ user, locked, choices, takesDigits, onForgot }: SecretPadProps) {
  const t = useText(signInTexts)
  const refusalText = useRefusalText()
  const { run, busy } = useCommand('session.signIn')
  const [way, setWay] = useState<'pin' | 'password'>(user && !user.hasPin ? 'password' : 'pin')
  const [secret, setSecret] = useState('')
  const [refusal, setRefusal] = useState<Refusal | null>(null)
  const [outUntil, setOutUntil] = useState<number | null>(null)
  const input = useRef<HTMLInputElement>(null)
  const ready = user !== undefined && outUntil === null && (way === 'pin' ? secret.length >= 4 : secret !== '')

  const control = useCallback((element: HTMLInputElement | null) => {
    input.current = element
    element?.focus()
  }, [])
  const off = user === undefined || outUntil !== null
  useEffect(() => {
    if (!off) input.current?.focus()
    // oxlint-disable-next-line react/exhaustive-effect-dependencies -- a tile that is chosen once more hands the focus back
  }, [off, choices])
  useDigitsAnywhere(input, takesDigits && !off)

  const submit = async (event: FormEvent) => {
    event.preventDefault()
    if (!ready) return
    const outcome = await run({ userId: user.id, secret: way === 'pin' ? { pin: secret } : { password: secret } })
    if (outcome.ok) return
    setSecret('')
    if (outcome.code === 'locked-out') setOutUntil(Date.now() + Number(outcome.params['minutes']) * 60_000)
    setRefusal(outcome)
    input.current?.focus()
  }
  const type = (change: (before: string) => string) => {
    setRefusal(null)
    setSecret(before => change(before).slice(0, 8))
  }
  const error = refusal && refusal.code !== 'locked-out' ? refusalText(refusal) : undefined
  return (
    <form className={css['pad']} onSubmit={event => void submit(event)}>
      {way === 'pin' ? (
        <PinField
          ref={control}
          size="lg"
          label={user ? t('pin-for', { name: user.displayName }) : t('pin')}
          pin={secret}
          onPin={pin => type(() => pin)}
          error={error}
          disabled={off}
        />
      ) : (
        <Field
          ref={control}
          size="lg"
          type="password"
          label={user ? t('password-for', { name: user.displayName }) : t('password')}
          value={secret}
          onChange={event => {
            setRefusal(null)
            setSecret(event.target.value)
          }}
          error={error}
          disabled={off}
        />
      )}
      {outUntil !== null ? (
        <LockOutClock until={outUntil} onOver={() => setOutUntil(null)} />
      ) : (
        way === 'pin' && (
          <div className={css['keys']}>
            {[...DIGITS, '0'].map(digit => (
              <button
                key={digit}
                type="button"
                tabIndex={-1}
                className={css['key']}
                style={digit === '0' ? { gridColumn: 2 } : undefined}
                disabled={off}
                onClick={() => type(before => before + digit)}
              >
                {digit}
              </button>
            ))}
            <button
              type="button"
              tabIndex={-1}
              className={css['key']}
              aria-label={t('delete')}
              disabled={off}
              onClick={() => type(before => before.slice(0, -1))}
            >
              <IconBackspace size={20} stroke={1.5} aria-hidden="true" />
            </button>
          </div>
        )
      )}
      <Button type="submit" variant="go" size="lg" hint="Enter" busy={busy} disabled={!ready}>
        {locked ? t('unlock') : t('sign-in')}
      </Button>
      <div className={css['links']}>
        <Button
          size="sm"
          disabled={user === undefined}
          onClick={() => {
            setSecret('')
            setRefusal(null)
            setWay(way === 'pin' ? 'password' : 'pin')
          }}
        >
          {t(way === 'pin' ? 'use-password' : 'use-pin')}
        </Button>
        <Button size="sm" onClick={onForgot}>
          {t('forgot')}
        </Button>
      </div>
    </form>
  )
}

/** A digit pressed outside every field goes to the pad: the focus moves before the browser types it. */
function useDigitsAnywhere(input: RefObject<HTMLInputElement | null>, on: boolean): void {
  useEffect(() => {
    if (!on) return undefined
    const onKeyDown = (event: KeyboardEvent) => {
      if (!/^\d$/.test(event.key) || event.ctrlKey || event.altKey || event.metaKey) return
      if (!(event.target instanceof HTMLInputElement)) input.current?.focus()
    }
    window.addEventListener('keydown', onKeyDown)
    return () => window.removeEventListener('keydown', onKeyDown)
  }, [input, on])
}
