import { useState } from 'react'
import type { Printable } from '../../../domain/contract/shapes.ts'
import { refuse } from '../../../domain/errors.ts'
import { paise } from '../../../domain/money.ts'
import { formatRupees } from '../../../domain/money-text.ts'
import { newIntent, useIntent } from '../../app/intent.ts'
import { useMay } from '../../app/session.ts'
import { useOnce } from '../../app/use-once.ts'
import { useCommand } from '../../app/use-procedure.ts'
import { Button } from '../../components/button.tsx'
import { Dialog } from '../../components/dialog.tsx'
import { Field } from '../../components/field.tsx'
import { State } from '../../components/tag.tsx'
import { useText } from '../../i18n/i18n.ts'
import { useRefusalText } from '../../i18n/refusal-text.ts'
import type { PaperFormat } from '../print/pair.tsx'
import { usePrint } from '../print/use-print.ts'
import { useClockQuestion } from './clock-question.tsx'
import { useLastIssued } from './last-issued.ts'
import { billingTexts } from './texts.ts'

type Props = {
  readonly invoiceId: string
  readonly invoice: Printable
  /** What was paid on it so far, paise. */
  readonly paid: number
  readonly format: PaperFormat
  readonly onClose: () => void
  readonly onDone: () => void
}

/** Reverses an issued document: a credit note over the whole, and the cash back, both with their amounts said first. */
export function CancelDialog({ invoiceId, invoice, paid, format, onClose, onDone }: Props) {
  const t = useText(billingTexts)
  const refusalText = useRefusalText()
  const mayRefund = useMay('billing.refund')
  const [reason, setReason] = useState('')
  const [refused, setRefused] = useState<string | undefined>(undefined)
  const { run } = useCommand('billing.cancel')
  const { intent } = useIntent(JSON.stringify(['cancel', invoiceId, reason, paid]))
  const print = usePrint()
  const back = formatRupees(paise(paid))
  const clock = useClockQuestion<null>()
  const cancelling = useOnce(async (clockConfirmed: boolean) => {
    if (reason.trim() === '') return setRefused(t('reason-missing'))
    const outcome = await run({
      intent,
      invoiceId,
      reason: reason.trim(),
      expectedRefund: paid,
      ...(clockConfirmed && { clockConfirmed }),
    })
    if (!outcome.ok) {
      if (!clock.ask(outcome, null)) setRefused(refusalText(outcome))
      return
    }
    const { creditNoteId, refunded } = outcome.value
    useLastIssued.setState({ invoiceId, back: 'refund', amount: refunded })
    onDone()
    onClose()
    await print({ intent: newIntent(), documentKind: 'creditNote', documentId: creditNoteId, format })
  })
  const label = paid === 0 ? t('cancel-do-plain') : t('cancel-do', { amount: back })
  const mayCancel = paid === 0 || mayRefund
  return (
    <Dialog
      title={t('cancel-title', { number: invoice.number })}
      dirty={reason.trim() !== ''}
      onClose={onClose}
      footer={
        <>
          <Button onClick={onClose}>{t('cancel-keep')}</Button>
          <Button
            variant="bad"
            action="confirm"
            busy={cancelling.busy}
            disabled={!mayCancel}
            onClick={() => cancelling.run(false)}
          >
            {label}
          </Button>
        </>
      }
    >
      <p>{t('cancel-text', { amount: formatRupees(paise(invoice.totals?.total ?? 0)) })}</p>
      <Field
        autoFocus
        label={t('cancel-reason')}
        value={reason}
        maxLength={200}
        error={refused}
        onChange={event => {
          setReason(event.target.value)
          setRefused(undefined)
        }}
      />
      {paid === 0 ? (
        <p className="soft">{t('cancel-no-refund')}</p>
      ) : (
        <>
          <p>
            <b>{t('cancel-refund', { amount: back })}</b>
          </p>
          {!mayRefund && (
            <p role="alert">
              <State tone="warn">{refusalText(refuse('not-allowed', { permission: 'billing.refund' }))}</State>
            </p>
          )}
        </>
      )}
      {clock.dialog(() => cancelling.run(true))}
    </Dialog>
  )
}
