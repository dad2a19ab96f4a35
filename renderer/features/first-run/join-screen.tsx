import { type FormEvent, useState } from 'react'
import type { Output } from '../../../domain/contract/contract.ts'
import type { Refusal } from '../../../domain/errors.ts'
import { call } from '../../app/client.ts'
import { useIntent } from '../../app/intent.ts'
import { useAction } from '../../app/keys.ts'
import { useCommand } from '../../app/use-procedure.ts'
import { Button } from '../../components/button.tsx'
import { Callout } from '../../components/callout.tsx'
import { Field } from '../../components/field.tsx'
import { focusWhenShown } from '../../components/focus-trap.ts'
import { useText } from '../../i18n/i18n.ts'
import { useRefusalText } from '../../i18n/refusal-text.ts'
import { commonTexts } from '../../i18n/texts.ts'
import { FirstPinForm } from './first-pin.tsx'
import css from './first-run.module.css'
import { joinTexts } from './join-texts.ts'
import { RecoveryKey } from './recovery-key.tsx'
import { useProgress } from './use-progress.ts'

type DoorProps = { readonly onBack: () => void; readonly onDone: () => void }

/** Which field a refusal is about. */
const ofAddress: ReadonlySet<Refusal['code']> = new Set([
  'bad-hq-address',
  'hq-unreachable',
  'hq-not-understood',
  'hq-busy',
])

/** Address and code let this PC into a clinic that headquarters have: look up, join, write down the key, set the PIN. */
export function JoinScreen({ onBack, onDone }: DoorProps) {
  const t = useText(joinTexts)
  const common = useText(commonTexts)
  const refusalText = useRefusalText()
  const { run, busy } = useCommand('hq.join')
  const [form, setForm] = useState({ address: '', code: '', deviceName: '' })
  const [looking, setLooking] = useState(false)
  const [found, setFound] = useState<Output<'hq.lookup'> | null>(null)
  const [refusal, setRefusal] = useState<Refusal | null>(null)
  const [joined, setJoined] = useState<Output<'hq.join'> | null>(null)
  const [written, setWritten] = useState(false)
  const { intent } = useIntent(JSON.stringify(form))
  useAction('back', onBack, { enabled: !busy && joined === null })

  const change = (next: Partial<typeof form>) => {
    if (next.deviceName === undefined) setFound(null)
    setRefusal(null)
    setForm({ ...form, ...next })
  }
  const lookUp = async () => {
    setLooking(true)
    const outcome = await call('hq.lookup', { address: form.address, code: form.code })
    setLooking(false)
    if (outcome.ok) setFound(outcome.value)
    else setRefusal(outcome)
  }
  const submit = async (event: FormEvent) => {
    event.preventDefault()
    setRefusal(null)
    if (!found) return lookUp()
    const outcome = await run({ intent, ...form })
    if (outcome.ok) return setJoined(outcome.value)
    // Another window joined meanwhile: it is there, so the screen goes on.
    return outcome.code === 'already-set-up' ? onDone() : setRefusal(outcome)
  }

  if (joined && written) return <FirstPinForm code={form.code} onDone={onDone} />
  if (joined) {
    return <RecoveryKey recoveryKey={joined.recoveryKey} clinic={joined.clinicName} onDone={() => setWritten(true)} />
  }
  const clinic = found?.clinic ?? null
  const isComplete = form.address.trim() !== '' && form.code.trim() !== ''
  return (
    <main className={css['page']}>
      <form className={css['single']} onSubmit={event => void submit(event)}>
        <header>
          <h1>{t('title')}</h1>
          <p className="soft">{t('text')}</p>
        </header>
        <Field
          label={t('address')}
          hint={t('address-hint')}
          error={refusal && ofAddress.has(refusal.code) ? refusalText(refusal) : undefined}
          value={form.address}
          maxLength={300}
          disabled={busy}
          ref={focusWhenShown}
          onChange={event => change({ address: event.target.value })}
        />
        <Field
          label={t('code')}
          hint={t('code-hint')}
          error={refusal && !ofAddress.has(refusal.code) ? refusalText(refusal) : undefined}
          value={form.code}
          maxLength={40}
          disabled={busy}
          onChange={event => change({ code: event.target.value })}
        />
        {found && clinic === null && (
          <Callout tone="warn" icon role="status">
            {t('found-bring')}
          </Callout>
        )}
        {clinic && (
          <>
            <Callout tone="ok" icon role="status">
              {t('found-join', { clinic: clinic.displayName, city: clinic.city })}
            </Callout>
            <Field
              label={t('device-name')}
              hint={t('device-name-hint')}
              value={form.deviceName}
              maxLength={40}
              disabled={busy}
              ref={focusWhenShown}
              onChange={event => change({ deviceName: event.target.value })}
            />
          </>
        )}
        {busy && <Joining />}
        <footer className={css['foot']}>
          <Button hint="Esc" disabled={busy} onClick={onBack}>
            {common('back')}
          </Button>
          {clinic ? (
            <Button type="submit" variant="go" hint="Enter" busy={busy} disabled={form.deviceName.trim() === ''}>
              {t('join', { clinic: clinic.displayName })}
            </Button>
          ) : (
            <Button type="submit" variant="go" hint="Enter" busy={looking} disabled={!isComplete || found !== null}>
              {t('look-up')}
            </Button>
          )}
        </footer>
      </form>
    </main>
  )
}

function Joining() {
  const t = useText(joinTexts)
  const progress = useProgress()
  return (
    <>
      <output>
        {t('working')}
        {progress && progress.total > 0 && ` · ${t('working-count', { done: progress.done, total: progress.total })}`}
      </output>
      <progress
        className={css['progress']}
        aria-label={t('working')}
        {...(progress && progress.total > 0 && { value: progress.done, max: progress.total })}
      />
      <p className="sm soft">{t('working-text')}</p>
    </>
  )
}
