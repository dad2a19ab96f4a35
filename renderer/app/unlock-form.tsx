import { type FormEvent, useState } from 'react'
import { Button } from '../components/button.tsx'
import { Field } from '../components/field.tsx'
import { focusWhenShown } from '../components/focus-trap.ts'
import { useText } from '../i18n/i18n.ts'
import { useRefusalText } from '../i18n/refusal-text.ts'
import { frameTexts } from '../i18n/texts.ts'
import { useCommand } from './use-procedure.ts'

/** This PC lost the key of the database: the recovery key opens it again, and nothing else is needed. */
export function UnlockForm({ onOpen }: { readonly onOpen: () => void }) {
  const t = useText(frameTexts)
  const refusalText = useRefusalText()
  const { run, busy } = useCommand('setup.unlock')
  const [key, setKey] = useState('')
  const [error, setError] = useState<string | undefined>(undefined)
  const submit = async (event: FormEvent) => {
    event.preventDefault()
    const outcome = await run({ recoveryKey: key.trim() })
    if (outcome.ok) onOpen()
    else setError(refusalText(outcome))
  }
  return (
    <form className="form" onSubmit={event => void submit(event)}>
      <Field
        ref={focusWhenShown}
        label={t('unlock-key')}
        hint={t('unlock-key-hint')}
        error={error}
        maxLength={200}
        value={key}
        onChange={event => {
          setError(undefined)
          setKey(event.target.value)
        }}
      />
      <p>
        <Button type="submit" variant="go" hint="Enter" busy={busy} disabled={key.trim() === ''}>
          {t('unlock-do')}
        </Button>
      </p>
    </form>
  )
}
