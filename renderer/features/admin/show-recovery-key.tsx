import { type FormEvent, useId, useState } from 'react'
import { useDesk } from '../../app/session.ts'
import { useCommand } from '../../app/use-procedure.ts'
import { Button } from '../../components/button.tsx'
import { Dialog } from '../../components/dialog.tsx'
import { PinField } from '../../components/pin-field.tsx'
import { useText } from '../../i18n/i18n.ts'
import { useRefusalText } from '../../i18n/refusal-text.ts'
import { RecoveryKeyView } from '../facts/recovery-key-view.tsx'
import { adminTexts } from './texts.ts'

/** The recovery key once more, for an administrator who proves to be one. It is forgotten when the dialog closes. */
export function ShowRecoveryKey({ onClose }: { readonly onClose: () => void }) {
  const t = useText(adminTexts)
  const refusalText = useRefusalText()
  const { clinic } = useDesk()
  const { run, busy } = useCommand('backup.recoveryKey')
  const [pin, setPin] = useState('')
  const [recoveryKey, setRecoveryKey] = useState<string | null>(null)
  const [error, setError] = useState<string | undefined>(undefined)
  const formId = useId()
  const submit = async (event: FormEvent) => {
    event.preventDefault()
    const outcome = await run({ ownPin: pin })
    if (outcome.ok) setRecoveryKey(outcome.value.recoveryKey)
    else setError(refusalText(outcome))
  }
  const title = t('key-of', { clinic: clinic.displayName })
  if (recoveryKey !== null) {
    return (
      <Dialog title={title} wide onClose={onClose}>
        <RecoveryKeyView recoveryKey={recoveryKey} clinic={clinic.displayName}>
          {t('key-text')}
        </RecoveryKeyView>
      </Dialog>
    )
  }
  return (
    <Dialog
      title={title}
      onClose={onClose}
      footer={
        <Button type="submit" form={formId} variant="go" action="confirm" busy={busy} disabled={pin.length < 4}>
          {t('key-do')}
        </Button>
      }
    >
      <form id={formId} className="form" onSubmit={event => void submit(event)}>
        <p>{t('key-ask')}</p>
        <PinField
          label={t('own-pin')}
          error={error}
          pin={pin}
          onPin={next => {
            setError(undefined)
            setPin(next)
          }}
        />
      </form>
    </Dialog>
  )
}
