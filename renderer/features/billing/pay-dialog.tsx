import { useState } from 'react'
import type { Printable } from '../../../domain/contract/shapes.ts'
import { paise } from '../../../domain/money.ts'
import { formatRupees, parseAmount } from '../../../domain/money-text.ts'
import { newIntent, useIntent } from '../../app/intent.ts'
import { useOnce } from '../../app/use-once.ts'
import { useCommand } from '../../app/use-procedure.ts'
import { AmountField } from '../../components/amount-field.tsx'
import { Button } from '../../components/button.tsx'
import { Dialog } from '../../components/dialog.tsx'
import { State } from '../../components/tag.tsx'
import { useText } from '../../i18n/i18n.ts'
import { useRefusalText } from '../../i18n/refusal-text.ts'
import type { PaperFormat } from '../print/pair.tsx'
import { usePrint } from '../print/use-print.ts'
import css from './billing.module.css'
import { type CashGiven, exactly, plainAmount, settle } from './cash.ts'
import { CashPanel } from './cash-panel.tsx'
import { useClockQuestion } from './clock-question.tsx'
import { useLastIssued } from './last-issued.ts'
import { billingTexts } from './texts.ts'

type Props = {
  readonly invoiceId: string
  readonly invoice: Printable
  readonly format: PaperFormat
  readonly onClose: () => void
}

/** Cash for a document that was left unpaid, whole or in part. */
export function PayDialog({ invoiceId, invoice, format, onClose }: Props) {
  const t = useText(billingTexts)
  const refusalText = useRefusalText()
  const [typed, setTyped] = useState(plainAmount(invoice.due))
  const [given, setGiven] = useState<CashGiven>({ text: '', touched: false })
  const [refused, setRefused] = useState<string | undefined>(undefined)
  const { run } = useCommand('billing.pay')
  const { intent } = useIntent(JSON.stringify(['pay', invoiceId, typed, given]))
  const print = usePrint()
  const amount = parseAmount(typed)
  const fits = amount !== undefined && amount > 0 && amount <= invoice.due
  const shown = given.touched ? given : exactly(amount ?? paise(0))
  const settled = amount === undefined ? undefined : settle(shown, amount)
  const clock = useClockQuestion<null>()
  const paying = useOnce(async (clockConfirmed: boolean) => {
    if (!fits || !settled || settled.change < 0) return
    const payment = { mode: 'cash', amount, tendered: settled.tendered } as const
    const outcome = await run({ intent, invoiceId, payment, ...(clockConfirmed && { clockConfirmed }) })
    if (!outcome.ok) {
      if (!clock.ask(outcome, null)) setRefused(refusalText(outcome))
      return
    }
    useLastIssued.setState({ invoiceId, back: 'change', amount: outcome.value.change })
    onClose()
    await print({ intent: newIntent(), documentKind: 'invoice', documentId: invoiceId, format })
  })
  return (
    <Dialog
      title={t('pay-title', { number: invoice.number })}
      onClose={onClose}
      footer={
        <Button
          variant="go"
          size="lg"
          action="confirm"
          busy={paying.busy}
          disabled={!fits || !settled || settled.change < 0}
          onClick={() => paying.run(false)}
        >
          {t('take-cash')}
        </Button>
      }
    >
      <AmountField
        label={t('pay-amount')}
        typed={typed}
        error={fits ? undefined : t('bad-amount', { due: formatRupees(paise(invoice.due)) })}
        onTyped={text => {
          setTyped(text)
          setGiven({ text: '', touched: false })
        }}
      />
      <div className={css['mode']}>
        <CashPanel due={amount ?? paise(0)} given={shown} onGiven={setGiven} autoFocus />
      </div>
      {refused !== undefined && (
        <p role="alert">
          <State tone="bad">
            <span className={css['wrap']}>{refused}</span>
          </State>
        </p>
      )}
      {clock.dialog(() => paying.run(true))}
    </Dialog>
  )
}
