import { type FormEvent, useState } from 'react'
import type { ErrorCode, Refusal } from '../../../domain/errors.ts'
import { useIntent } from '../../app/intent.ts'
import { useCommand } from '../../app/use-procedure.ts'
import { Button } from '../../components/button.tsx'
import { Field } from '../../components/field.tsx'
import { notify } from '../../components/notice.tsx'
import { useText } from '../../i18n/i18n.ts'
import { useRefusalText } from '../../i18n/refusal-text.ts'
import css from './headquarters.module.css'
import { headquartersTexts } from './texts.ts'

const ofAddress: ReadonlySet<ErrorCode> = new Set(['bad-hq-address', 'hq-unreachable', 'hq-not-understood', 'hq-busy'])

/** A clinic that works alone is connected with address and code; its journal follows in the background. */
export function ConnectForm() {
  const t = useText(headquartersTexts)
  const refusalText = useRefusalText()
  const { run, busy } = useCommand('hq.bring')
  const [form, setForm] = useState({ address: '', code: '' })
  const [refusal, setRefusal] = useState<Refusal | null>(null)
  const { intent } = useIntent(JSON.stringify(form))
  const change = (next: Partial<typeof form>) => {
    setRefusal(null)
    setForm({ ...form, ...next })
  }
  const submit = async (event: FormEvent) => {
    event.preventDefault()
    const outcome = await run({ intent, ...form })
    if (outcome.ok) notify('ok', t('connected'))
    else setRefusal(outcome)
  }
  const isAtAddress = refusal !== null && ofAddress.has(refusal.code)
  return (
    <form className={`card ${css['connect']}`} onSubmit={event => void submit(event)}>
      <header>
        <h2>{t('alone-title')}</h2>
        <p className="soft">{t('alone-text')}</p>
      </header>
      <Field
        label={t('address')}
        hint={t('address-hint')}
        error={refusal && isAtAddress ? refusalText(refusal) : undefined}
        value={form.address}
        maxLength={300}
        onChange={event => change({ address: event.target.value })}
      />
      <Field
        label={t('code')}
        hint={t('code-hint')}
        error={refusal && !isAtAddress ? refusalText(refusal) : undefined}
        value={form.code}
        maxLength={40}
        onChange={event => change({ code: event.target.value })}
      />
      <Button
        type="submit"
        variant="go"
        className="end"
        action="save-record"
        busy={busy}
        disabled={form.address.trim() === '' || form.code.trim() === ''}
      >
        {t('connect')}
      </Button>
    </form>
  )
}
