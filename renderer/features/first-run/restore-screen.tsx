import { type FormEvent, useState } from 'react'
import type { Output } from '../../../domain/contract/contract.ts'
import type { Refusal } from '../../../domain/errors.ts'
import { call } from '../../app/client.ts'
import { useIntent } from '../../app/intent.ts'
import { useAction } from '../../app/keys.ts'
import { useCommand } from '../../app/use-procedure.ts'
import { bytesText, dateTimeText } from '../../components/plain-text.ts'
import { Button } from '../../components/button.tsx'
import { Field } from '../../components/field.tsx'
import { focusWhenShown } from '../../components/focus-trap.ts'
import { State } from '../../components/tag.tsx'
import { useLanguage, useText } from '../../i18n/i18n.ts'
import { useRefusalText } from '../../i18n/refusal-text.ts'
import { commonTexts } from '../../i18n/texts.ts'
import css from './first-run.module.css'
import { firstRunTexts } from './texts.ts'
import { useProgress } from './use-progress.ts'
import { desktopBridge } from '../../app/desktop-bridge.ts'

type DoorProps = { readonly onBack: () => void; readonly onDone: () => void }

/** A backup and the recovery key bring the clinic to this PC. Nothing is written before every entry is checked. */
export function RestoreScreen({ onBack, onDone }: DoorProps) {
  const t = useText(firstRunTexts)
  const common = useText(commonTexts)
  const language = useLanguage(state => state.language)
  const refusalText = useRefusalText()
  const { run, busy } = useCommand('setup.restore')
  const progress = useProgress()
  const [path, setPath] = useState('')
  const [key, setKey] = useState('')
  const [found, setFound] = useState<Output<'setup.inspectBackup'> | null>(null)
  const [refusal, setRefusal] = useState<Refusal | null>(null)
  const [restored, setRestored] = useState<Output<'setup.restore'> | null>(null)
  const { intent } = useIntent(`restore:${path}:${key}`)
  const onKey = refusal?.code === 'bad-recovery-key' || refusal?.code === 'wrong-key'
  useAction('back', onBack, { enabled: !busy && restored === null })

  const choosePath = (next: string) => {
    setPath(next)
    setFound(null)
    setRefusal(null)
  }
  const inspect = async (at: string) => {
    const outcome = await call('setup.inspectBackup', { path: at })
    if (outcome.ok) return setFound(outcome.value)
    return outcome.code === 'already-set-up' ? onDone() : setRefusal(outcome)
  }
  const choose = async () => {
    const chosen = await desktopBridge()?.chooseBackup()
    if (!chosen?.ok || chosen.value.path === null) return
    choosePath(chosen.value.path)
    await inspect(chosen.value.path)
  }
  const submit = async (event: FormEvent) => {
    event.preventDefault()
    setRefusal(null)
    if (!found) return inspect(path.trim())
    const outcome = await run({ intent, path: path.trim(), recoveryKey: key.trim() })
    if (outcome.ok) return setRestored(outcome.value)
    return outcome.code === 'already-set-up' ? onDone() : setRefusal(outcome)
  }

  if (restored) {
    return (
      <main className={css['page']}>
        <div className={css['single']}>
          <h1>{t('restore-done', { clinic: restored.clinicName })}</h1>
          <p>
            <State tone="ok">{t('restore-done-text', { count: restored.entries })}</State>
          </p>
          <footer className={css['foot']}>
            <Button variant="go" size="lg" hint="Enter" focusFirst onClick={onDone}>
              {t('continue')}
            </Button>
          </footer>
        </div>
      </main>
    )
  }
  return (
    <main className={css['page']}>
      <form className={css['single']} onSubmit={event => void submit(event)}>
        <header>
          <h1>{t('door-restore')}</h1>
          <p className="soft">{t('restore-text')}</p>
        </header>
        <Field
          label={t('restore-path')}
          hint={t('restore-path-hint')}
          error={refusal && !onKey ? refusalText(refusal) : undefined}
          value={path}
          maxLength={1000}
          disabled={busy}
          ref={focusWhenShown}
          onChange={event => choosePath(event.target.value)}
          after={
            desktopBridge() && (
              <Button size="sm" onClick={() => void choose()}>
                {t('restore-choose')}
              </Button>
            )
          }
        />
        {found && (
          <>
            <p>
              <State tone="ok">
                {t('restore-found', {
                  date: dateTimeText(found.createdAt, language),
                  size: bytesText(found.bytes),
                })}
              </State>
            </p>
            <Field
              label={t('restore-key')}
              hint={t('restore-key-hint')}
              error={refusal && onKey ? refusalText(refusal) : undefined}
              value={key}
              maxLength={200}
              disabled={busy}
              ref={focusWhenShown}
              onChange={event => setKey(event.target.value)}
            />
          </>
        )}
        {busy && (
          <>
            <output>{t('restore-working')}</output>
            <progress
              className={css['progress']}
              aria-label={t('restore-working')}
              {...(progress && progress.total > 0 && { value: progress.done, max: progress.total })}
            />
          </>
        )}
        <footer className={css['foot']}>
          <Button hint="Esc" disabled={busy} onClick={onBack}>
            {common('back')}
          </Button>
          <Button
            type="submit"
            variant="go"
            hint="Enter"
            busy={busy}
            disabled={path.trim() === '' || (found !== null && key.trim() === '')}
          >
            {found ? t('restore-do') : t('restore-inspect')}
          </Button>
        </footer>
      </form>
    </main>
  )
}
