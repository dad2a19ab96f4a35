import { IconCheck } from '@tabler/icons-react'
import { type FormEvent, useEffect, useRef, useState } from 'react'
import type { Refusal } from '../../../domain/errors.ts'
import { useIntent } from '../../app/intent.ts'
import { useAction } from '../../app/keys.ts'
import { useCommand } from '../../app/use-procedure.ts'
import { Button } from '../../components/button.tsx'
import { Callout } from '../../components/callout.tsx'
import { cx } from '../../components/cx.ts'
import { useText } from '../../i18n/i18n.ts'
import { useRefusalText } from '../../i18n/refusal-text.ts'
import { commonTexts } from '../../i18n/texts.ts'
import { type ClinicForm, faultsOf, newClinicOf, steps } from './clinic-form.ts'
import css from './first-run.module.css'
import { forgetForm, keepForm, keptForm } from './kept-form.ts'
import { RecoveryKey } from './recovery-key.tsx'
import { firstRunTexts } from './texts.ts'
import { StepFields } from './wizard-steps.tsx'

/** The first field of a step; of a group of choices the chosen one, as Tab would. */
function beginAtFirst(fields: HTMLElement | null): void {
  const first = fields?.querySelector<HTMLInputElement>('input, textarea, select')
  const group = first?.type === 'radio' ? fields?.querySelector<HTMLElement>(`[name="${first.name}"]:checked`) : null
  const field = group ?? first
  field?.focus()
}

type DoorProps = { readonly onBack: () => void; readonly onDone: () => void }

/** The new clinic, one question at a time; Enter goes on, Esc goes back, nothing exists before the last step. */
export function NewClinicWizard({ onBack, onDone }: DoorProps) {
  const t = useText(firstRunTexts)
  const common = useText(commonTexts)
  const refusalText = useRefusalText()
  const { run, busy } = useCommand('setup.newClinic')
  const [form, setForm] = useState<ClinicForm>(keptForm)
  const { intent } = useIntent(JSON.stringify(['new-clinic', form]))
  const [at, setAt] = useState(0)
  const [tried, setTried] = useState(false)
  const [refusal, setRefusal] = useState<Refusal | null>(null)
  const [recoveryKey, setRecoveryKey] = useState<string | null>(null)
  const body = useRef<HTMLFormElement>(null)
  const step = steps[at] ?? 'identity'
  const faults = faultsOf(step, form)

  useEffect(() => keepForm(form), [form])

  const move = (to: number) => {
    setTried(false)
    setRefusal(null)
    if (to < 0) onBack()
    else setAt(to)
  }
  useAction('back', () => move(at - 1), { enabled: recoveryKey === null && !busy })

  const submit = async (event: FormEvent) => {
    event.preventDefault()
    if (Object.keys(faults).length > 0) {
      setTried(true)
      queueMicrotask(() => body.current?.querySelector<HTMLElement>('[aria-invalid]')?.focus())
      return
    }
    if (at < steps.length - 1) return move(at + 1)
    const outcome = await run(newClinicOf(form, intent))
    // Another window has set this PC up meanwhile: its clinic is there, so this one leads to its door.
    if (!outcome.ok && outcome.code !== 'already-set-up') return setRefusal(outcome)
    forgetForm()
    if (!outcome.ok) return onDone()
    setRecoveryKey(outcome.value.recoveryKey)
  }

  if (recoveryKey !== null) return <RecoveryKey recoveryKey={recoveryKey} clinic={form.displayName} onDone={onDone} />
  return (
    <main className={css['page']}>
      <div className={css['wizard']}>
        <ol className={css['steps']} aria-label={t('steps')}>
          {[...steps, 'key' as const].map((name, index) => (
            <li
              key={name}
              className={css['step']}
              data-done={index < at || undefined}
              aria-current={index === at ? 'step' : undefined}
            >
              {index < at ? (
                <IconCheck size={16} stroke={1.5} aria-hidden="true" />
              ) : (
                <span className={css['dot']} aria-hidden="true">
                  {index + 1}
                </span>
              )}
              {t(`step-${name}`)}
            </li>
          ))}
        </ol>
        <form ref={body} className={css['body']} onSubmit={event => void submit(event)} noValidate>
          <header>
            <p className="sm muted">{t('step-of', { step: at + 1, steps: steps.length + 1 })}</p>
            <h1>{t(`step-${step}`)}</h1>
            <p className="soft">{t(`${step}-text`)}</p>
          </header>
          <div key={step} ref={beginAtFirst} className={cx('form', css['fields'])}>
            <StepFields
              step={step}
              form={form}
              faults={tried ? faults : {}}
              onChange={change => setForm(before => ({ ...before, ...change }))}
            />
          </div>
          {refusal && (
            <Callout tone="bad" role="alert">
              {refusalText(refusal)}
            </Callout>
          )}
          <footer className={css['foot']}>
            <Button hint="Esc" disabled={busy} onClick={() => move(at - 1)}>
              {common('back')}
            </Button>
            <Button type="submit" variant="go" hint="Enter" busy={busy}>
              {at === steps.length - 1 ? t('create') : common('next')}
            </Button>
          </footer>
        </form>
      </div>
    </main>
  )
}
