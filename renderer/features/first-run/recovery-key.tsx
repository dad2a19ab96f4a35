import { IconCopy, IconPrinter } from '@tabler/icons-react'
import { type FormEvent, useState } from 'react'
import { Button } from '../../components/button.tsx'
import { Field } from '../../components/field.tsx'
import { focusWhenShown } from '../../components/focus-trap.ts'
import { notify } from '../../components/notice.tsx'
import { Alert } from '../../components/patient-panel.tsx'
import { useText } from '../../i18n/i18n.ts'
import css from './first-run.module.css'
import { keyGroups, provesKey } from './key-groups.ts'
import { firstRunTexts } from './texts.ts'

type RecoveryKeyProps = { readonly recoveryKey: string; readonly clinic: string; readonly onDone: () => void }

/** Shown once. The person goes on only after typing its last group from the paper. */
export function RecoveryKey({ recoveryKey, clinic, onDone }: RecoveryKeyProps) {
  const t = useText(firstRunTexts)
  const [typed, setTyped] = useState('')
  const [wrong, setWrong] = useState(false)
  const groups = keyGroups(recoveryKey)

  const copy = () =>
    navigator.clipboard.writeText(recoveryKey).then(
      () => notify('ok', t('key-copied')),
      () => notify('warn', t('key-not-copied')),
    )
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (provesKey(typed, recoveryKey)) onDone()
    else setWrong(true)
  }
  const key = (testId?: string) => (
    <p className={css['key']} data-testid={testId}>
      {groups.map((group, index) => (
        <span key={index}>{group}</span>
      ))}
    </p>
  )
  return (
    <main className={css['page']}>
      <form className={css['single']} onSubmit={submit}>
        <h1>{t('key-title')}</h1>
        <Alert>
          <b>{t('key-text')}</b>
          <br />
          {t('key-keep')}
        </Alert>
        {key('recovery-key')}
        <div className="row">
          <Button icon={<IconPrinter size={16} stroke={1.5} aria-hidden="true" />} onClick={() => window.print()}>
            {t('key-print')}
          </Button>
          <Button icon={<IconCopy size={16} stroke={1.5} aria-hidden="true" />} onClick={() => void copy()}>
            {t('key-copy')}
          </Button>
        </div>
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
      <section className={css['paper']} aria-hidden="true">
        <h1>{t('key-paper', { clinic })}</h1>
        {key()}
        <p>{t('key-keep')}</p>
      </section>
    </main>
  )
}
