import { type ReactNode, useId } from 'react'
import type { Refusal } from '../../../domain/errors.ts'
import { Button } from '../../components/button.tsx'
import { Dialog } from '../../components/dialog.tsx'
import { useText } from '../../i18n/i18n.ts'
import { useRefusalText } from '../../i18n/refusal-text.ts'
import css from './admin.module.css'
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
          <p className={css['warn']} role="alert">
            {changed ? t('changed') : refusalText(refusal)}
          </p>
        )}
        {children}
      </form>
    </Dialog>
  )
}
