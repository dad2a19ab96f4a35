import { type ReactNode, useId } from 'react'
import type { Refusal } from '../../../domain/errors.ts'
import { Button } from '../../components/button.tsx'
import { Callout } from '../../components/callout.tsx'
import { Dialog } from '../../components/dialog.tsx'
import { useText } from '../../i18n/i18n.ts'
import { useRefusalText } from '../../i18n/refusal-text.ts'
import { adminTexts } from './texts.ts'

type Props = {
  readonly title: string
  readonly dirty: boolean
  readonly busy: boolean
  readonly refusal: Refusal | null
  readonly onClose: () => void
  readonly onSubmit: () => void
  readonly children: ReactNode
}

/** The form of one record: its fields, why the last save was refused, and the button that saves. */
export function RecordDialog({ title, dirty, busy, refusal, onClose, onSubmit, children }: Props) {
  const t = useText(adminTexts)
  const refusalText = useRefusalText()
  const formId = useId()
  const changed = refusal?.code === 'changed-meanwhile'
  return (
    <Dialog
      title={title}
      onClose={onClose}
      dirty={dirty}
      footer={
        <Button type="submit" form={formId} variant="go" action="confirm" busy={busy}>
          {changed ? t('changed-use') : t('save')}
        </Button>
      }
    >
      <form
        id={formId}
        className="form"
        noValidate
        onSubmit={event => {
          event.preventDefault()
          onSubmit()
        }}
      >
        {refusal && (
          <Callout tone="warn" role="alert">
            {changed ? t('changed') : refusalText(refusal)}
          </Callout>
        )}
        {children}
      </form>
    </Dialog>
  )
}
