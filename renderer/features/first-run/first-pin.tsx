import { type FormEvent, useState } from 'react'
import type { ErrorCode } from '../../../domain/errors.ts'
import { useCommand, useProcedure } from '../../app/use-procedure.ts'
import { Button } from '../../components/button.tsx'
import { Field, SelectField } from '../../components/field.tsx'
import { focusWhenShown } from '../../components/focus-trap.ts'
import { notify } from '../../components/notice.tsx'
import { PinField } from '../../components/pin-field.tsx'
import { EmptyState, ErrorState, SkeletonRows } from '../../components/states.tsx'
import { useText } from '../../i18n/i18n.ts'
import { useRefusalText } from '../../i18n/refusal-text.ts'
import { frameTexts } from '../../i18n/texts.ts'
import css from './first-run.module.css'
import { joinTexts } from './join-texts.ts'

type Props = {
  /** As it was typed to join; after a restart it is asked for again. */
  readonly code?: string
  readonly onDone: () => void
}

type Wrong = { readonly at: 'code' | 'pin' | 'again'; readonly text: string }
const ofPin: ReadonlySet<ErrorCode> = new Set(['weak-pin', 'bad-input'])

/** On a PC that joined nobody has a PIN yet: an administrator sets the first one. */
export function FirstPinForm({ code: known = '', onDone }: Props) {
  const t = useText(joinTexts)
  const frame = useText(frameTexts)
  const refusalText = useRefusalText()
  const { run, busy } = useCommand('hq.firstPin')
  const tiles = useProcedure('session.tiles', {})
  const administrators = tiles.data?.users.filter(user => user.roles.includes('admin')) ?? []
  const [form, setForm] = useState({ code: known, userId: '', pin: '', again: '' })
  const [wrong, setWrong] = useState<Wrong | null>(null)
  const chosen = administrators.find(user => user.id === form.userId) ?? administrators[0]
  const errorAt = (at: Wrong['at']) => (wrong?.at === at ? wrong.text : undefined)
  const change = (next: Partial<typeof form>) => {
    setWrong(null)
    setForm({ ...form, ...next })
  }
  const submit = async (event: FormEvent) => {
    event.preventDefault()
    if (!chosen) return
    if (form.pin !== form.again) return setWrong({ at: 'again', text: frame('pin-differs') })
    const outcome = await run({ code: form.code, userId: chosen.id, newPin: form.pin })
    if (!outcome.ok) return setWrong({ at: ofPin.has(outcome.code) ? 'pin' : 'code', text: refusalText(outcome) })
    notify('ok', t('pin-done', { name: chosen.displayName }))
    onDone()
  }
  return (
    <main className={css['page']}>
      <form className={css['single']} onSubmit={event => void submit(event)}>
        <header>
          <h1>{t('pin-title')}</h1>
          <p className="soft">{t('pin-text')}</p>
        </header>
        {tiles.error ? (
          <ErrorState refusal={tiles.error} onRetry={() => void tiles.refetch()} />
        ) : tiles.isPending ? (
          <SkeletonRows rows={3} />
        ) : administrators.length === 0 ? (
          <EmptyState title={t('pin-nobody')}>{t('pin-nobody-text')}</EmptyState>
        ) : (
          <>
            {(known === '' || errorAt('code') !== undefined) && (
              <Field
                label={t('pin-code')}
                hint={t('code-hint')}
                error={errorAt('code')}
                value={form.code}
                maxLength={40}
                ref={focusWhenShown}
                onChange={event => change({ code: event.target.value })}
              />
            )}
            <SelectField
              label={t('pin-who')}
              value={chosen?.id}
              ref={known === '' ? undefined : focusWhenShown}
              onChange={event => change({ userId: event.target.value })}
            >
              {administrators.map(user => (
                <option key={user.id} value={user.id}>
                  {user.displayName}
                </option>
              ))}
            </SelectField>
            <PinField
              label={frame('pin-new')}
              hint={frame('pin-rule')}
              error={errorAt('pin')}
              pin={form.pin}
              onPin={pin => change({ pin })}
            />
            <PinField
              label={frame('pin-again')}
              error={errorAt('again')}
              pin={form.again}
              onPin={again => change({ again })}
            />
          </>
        )}
        <footer className={css['foot']}>
          <Button
            type="submit"
            variant="go"
            size="lg"
            hint="Enter"
            busy={busy}
            disabled={form.code.trim() === '' || form.pin.length < 4 || form.again.length < 4}
          >
            {t('pin-do')}
          </Button>
        </footer>
      </form>
    </main>
  )
}
