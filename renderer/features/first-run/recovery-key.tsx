import { type FormEvent, useState } from 'react'
import { Button } from '../../components/button.tsx'
import { Field } from '../../components/field.tsx'
import { focusWhenShown } from '../../components/focus-trap.ts'
import { useText } from '../../i18n/i18n.ts'
import { provesKey } from '../facts/key-groups.ts'
import { RecoveryKeyView } from '../facts/recovery-key-view.tsx'
import css from './first-run.module.css'
import { firstRunTexts } from './texts.ts'

type RecoveryKeyProps = { readonly recoveryKey: string; readonly clinic: string; readonly onDone: () => void }

/** The person goes on only after typing its last group from the paper. */
export function RecoveryKey({ recoveryKey, clinic, onDone }: RecoveryKeyProps) {
  const t = useText(firstRunTexts)
  const [typed, setTyped] = useState('')
  const [wrong, setWrong] = useState(false)
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (provesKey(typed, recoveryKey)) onDone()
    else setWrong(true)
  }
  return (
    <main className={css['page']}>
      <form className={css['single']} onSubmit={submit}>
        <h1>{t('key-title')}</h1>
        <RecoveryKeyView recoveryKey={recoveryKey} clinic={clinic}>
          {t('key-text')}
        </RecoveryKeyView>
        <Field
          ref={focusWhenShown}
          label={t('key-last')}
          error={wrong ? t('key-last-wrong') : undefined}
          value={typed}
          onChange={event => {
            setWrong(false)
            setTyped(event.target.value)
          }}
        />
        <footer className={css['foot']}>
          <Button type="submit" variant="go" size="lg" hint="Enter" disabled={typed.trim() === ''}>
            {t('key-done')}
          </Button>
        </footer>
      </form>
    </main>
  )
}
