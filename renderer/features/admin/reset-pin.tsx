import { type FormEvent, useId, useState } from 'react'
import type { Refusal } from '../../../domain/errors.ts'
import { useCommand } from '../../app/use-procedure.ts'
import { Button } from '../../components/button.tsx'
import { Dialog } from '../../components/dialog.tsx'
import { notify } from '../../components/notice.tsx'
import { PinField } from '../../components/pin-field.tsx'
import { useText } from '../../i18n/i18n.ts'
import { useRefusalText } from '../../i18n/refusal-text.ts'
import { frameTexts } from '../../i18n/texts.ts'
import { adminTexts } from './texts.ts'
import type { User } from './users-section.tsx'

/** Forgotten PIN: the administrator proves to be one, and the person can work on. */
export function ResetPin({ user, onClose }: { readonly user: User; readonly onClose: () => void }) {
  const t = useText(adminTexts)
  const frame = useText(frameTexts)
  const refusalText = useRefusalText()
  const { run, busy } = useCommand('users.resetPin')
  const [pins, setPins] = useState({ own: '', next: '' })
  const [refusal, setRefusal] = useState<Refusal | null>(null)
  const weak = refusal?.code === 'weak-pin'
  const formId = useId()

  const submit = async (event: FormEvent) => {
    event.preventDefault()
    const outcome = await run({ userId: user.id, newPin: pins.next, ownPin: pins.own })
    if (!outcome.ok) return setRefusal(outcome)
    notify('ok', t('pin-set', { name: user.displayName }))
    onClose()
  }
  return (
    <Dialog
      title={t('reset-pin-of', { name: user.displayName })}
      onClose={onClose}
      dirty={pins.own !== '' || pins.next !== ''}
      footer={
        <Button type="submit" form={formId} variant="go" action="confirm" busy={busy}>
          {t('reset-pin')}
        </Button>
      }
    >
      <form id={formId} className="form" onSubmit={event => void submit(event)}>
        <p className="soft">{t('reset-pin-text')}</p>
        <PinField
          label={frame('pin-new')}
          hint={frame('pin-rule')}
          error={refusal && weak ? refusalText(refusal) : undefined}
          pin={pins.next}
          onPin={next => setPins({ ...pins, next })}
          required
          minLength={4}
        />
        <PinField
          label={t('own-pin')}
          error={refusal && !weak ? refusalText(refusal) : undefined}
          pin={pins.own}
          onPin={own => setPins({ ...pins, own })}
          required
          minLength={4}
        />
      </form>
    </Dialog>
  )
}
