import { type FormEvent, useId, useState } from 'react'
import { useCommand } from '../../app/use-procedure.ts'
import { Button } from '../../components/button.tsx'
import { Dialog } from '../../components/dialog.tsx'
import { Field, SelectField } from '../../components/field.tsx'
import { notify } from '../../components/notice.tsx'
import { PinField } from '../../components/pin-field.tsx'
import { useText } from '../../i18n/i18n.ts'
import { useRefusalText } from '../../i18n/refusal-text.ts'
import { frameTexts } from '../../i18n/texts.ts'
import css from './sign-in.module.css'
import { signInTexts } from './texts.ts'
import type { TileUser } from './tiles.tsx'

type ForgotProps = { readonly users: readonly TileUser[]; readonly onClose: () => void }

/** The two ways back in, the usual one first. */
export function ForgotPin({ users, onClose }: ForgotProps) {
  const t = useText(signInTexts)
  const [recovering, setRecovering] = useState(false)
  if (recovering) return <Recover users={users} onClose={onClose} />
  return (
    <Dialog title={t('forgot-title')} onClose={onClose}>
      <ol className={css['ways']}>
        <li>
          <b>{t('forgot-admin')}</b>
          <p className="soft">{t('forgot-admin-text')}</p>
        </li>
        <li>
          <b>{t('forgot-key')}</b>
          <p className="soft">{t('forgot-key-text')}</p>
          <Button onClick={() => setRecovering(true)}>{t('forgot-key-open')}</Button>
        </li>
      </ol>
    </Dialog>
  )
}

function Recover({ users, onClose }: ForgotProps) {
  const t = useText(signInTexts)
  const frame = useText(frameTexts)
  const refusalText = useRefusalText()
  const { run, busy } = useCommand('session.recover')
  const administrators = users.filter(user => user.roles.includes('admin'))
  const [form, setForm] = useState({ key: '', userId: administrators[0]?.id ?? '', pin: '', again: '' })
  const [error, setError] = useState<{ readonly at: 'key' | 'pin'; readonly text: string } | null>(null)
  const formId = useId()

  const submit = async (event: FormEvent) => {
    event.preventDefault()
    if (form.pin !== form.again) return setError({ at: 'pin', text: frame('pin-differs') })
    const outcome = await run({ recoveryKey: form.key, userId: form.userId, newPin: form.pin })
    if (!outcome.ok) return setError({ at: outcome.code === 'weak-pin' ? 'pin' : 'key', text: refusalText(outcome) })
    const name = administrators.find(user => user.id === form.userId)?.displayName ?? ''
    notify('ok', t('recover-done', { name }))
    onClose()
  }
  return (
    <Dialog
      title={t('recover-title')}
      onClose={onClose}
      dirty={form.key !== ''}
      footer={
        <Button
          variant="go"
          type="submit"
          form={formId}
          busy={busy}
          hint="Enter"
          disabled={administrators.length === 0}
        >
          {t('recover-do')}
        </Button>
      }
    >
      <form id={formId} className="form" onSubmit={event => void submit(event)}>
        <Field
          label={t('recover-key')}
          hint={t('recover-key-hint')}
          error={error?.at === 'key' ? error.text : undefined}
          value={form.key}
          onChange={event => setForm({ ...form, key: event.target.value })}
          required
        />
        <SelectField
          label={t('recover-who')}
          value={form.userId}
          onChange={event => setForm({ ...form, userId: event.target.value })}
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
          error={error?.at === 'pin' ? error.text : undefined}
          pin={form.pin}
          onPin={pin => setForm({ ...form, pin })}
          required
          minLength={4}
        />
        <PinField
          label={frame('pin-again')}
          pin={form.again}
          onPin={again => setForm({ ...form, again })}
          required
          minLength={4}
        />
      </form>
    </Dialog>
  )
}
