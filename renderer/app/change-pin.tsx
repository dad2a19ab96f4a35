import { type FormEvent, useId, useState } from 'react'
import { Button } from '../components/button.tsx'
import { Dialog } from '../components/dialog.tsx'
import { notify } from '../components/notice.tsx'
import { PinField } from '../components/pin-field.tsx'
import { useText } from '../i18n/i18n.ts'
import { useRefusalText } from '../i18n/refusal-text.ts'
import { commonTexts, frameTexts } from '../i18n/texts.ts'
import { useCommand } from './use-procedure.ts'

export function ChangePin({ onClose }: { readonly onClose: () => void }) {
  const t = useText(frameTexts)
  const common = useText(commonTexts)
  const refusalText = useRefusalText()
  const { run, busy } = useCommand('session.changePin')
  const [pins, setPins] = useState({ now: '', next: '', again: '' })
  const [error, setError] = useState<string | undefined>(undefined)
  const formId = useId()

  const submit = async (event: FormEvent) => {
    event.preventDefault()
    if (pins.next !== pins.again) return setError(t('pin-differs'))
    const outcome = await run({ currentPin: pins.now, newPin: pins.next })
    if (!outcome.ok) return setError(refusalText(outcome))
    notify('ok', t('pin-changed'))
    onClose()
  }
  return (
    <Dialog
      title={t('settings-pin')}
      onClose={onClose}
      footer={
        <Button variant="go" type="submit" form={formId} busy={busy} hint="Enter">
          {common('save')}
        </Button>
      }
    >
      <form id={formId} onSubmit={event => void submit(event)} className="form">
        <PinField label={t('pin-now')} pin={pins.now} onPin={now => setPins({ ...pins, now })} error={error} required />
        <PinField
          label={t('pin-new')}
          hint={t('pin-rule')}
          pin={pins.next}
          onPin={next => setPins({ ...pins, next })}
          required
          minLength={4}
        />
        <PinField
          label={t('pin-again')}
          pin={pins.again}
          onPin={again => setPins({ ...pins, again })}
          required
          minLength={4}
        />
      </form>
    </Dialog>
  )
}
