import { type FormEvent, useId, useState } from 'react'
import { useIntent } from '../../app/intent.ts'
import { useCommand } from '../../app/use-procedure.ts'
import { Button } from '../../components/button.tsx'
import { Dialog } from '../../components/dialog.tsx'
import { Field } from '../../components/field.tsx'
import { notify } from '../../components/notice.tsx'
import { useText } from '../../i18n/i18n.ts'
import { useRefusalText } from '../../i18n/refusal-text.ts'
import { headquartersTexts } from './texts.ts'

/** Asks where the file goes, and says what is in it. */
export function ExportUnsent({ onClose }: { readonly onClose: () => void }) {
  const t = useText(headquartersTexts)
  const refusalText = useRefusalText()
  const { run, busy } = useCommand('sync.exportUnsent')
  const [folder, setFolder] = useState('')
  const [error, setError] = useState<string | undefined>(undefined)
  const { intent } = useIntent(folder)
  const formId = useId()
  const submit = async (event: FormEvent) => {
    event.preventDefault()
    const outcome = await run({ intent, folder: folder.trim() })
    if (!outcome.ok) return setError(refusalText(outcome))
    const { path, entries } = outcome.value
    notify('ok', path === null ? t('export-nothing') : t('export-done', { count: entries, path }))
    onClose()
  }
  return (
    <Dialog
      title={t('export')}
      onClose={onClose}
      footer={
        <Button type="submit" form={formId} variant="go" action="confirm" busy={busy} disabled={folder.trim() === ''}>
          {t('export-do')}
        </Button>
      }
    >
      <form id={formId} className="form" onSubmit={event => void submit(event)}>
        <p>{t('export-text')}</p>
        <Field
          label={t('export-folder')}
          hint={t('export-folder-hint')}
          error={error}
          value={folder}
          maxLength={1000}
          onChange={event => {
            setError(undefined)
            setFolder(event.target.value)
          }}
        />
      </form>
    </Dialog>
  )
}
