import { IconPencil, IconReceipt } from '@tabler/icons-react'
import { useState } from 'react'
import { documentTitle } from '../../../domain/billing/document-words.ts'
import type { BillDraft } from '../../../domain/contract/shapes.ts'
import { paise } from '../../../domain/money.ts'
import { formatRupees } from '../../../domain/money-text.ts'
import { newIntent, useIntent, useIntentOf } from '../../app/intent.ts'
import { go, goBack, hrefOf } from '../../app/routes.ts'
import { useMay } from '../../app/session.ts'
import { useOnce } from '../../app/use-once.ts'
import { useCommand, useProcedure } from '../../app/use-procedure.ts'
import { Button } from '../../components/button.tsx'
import { Callout } from '../../components/callout.tsx'
import { cx } from '../../components/cx.ts'
import { Dialog } from '../../components/dialog.tsx'
import { notify } from '../../components/notice.tsx'
import { EmptyState, ErrorState, SkeletonRows } from '../../components/states.tsx'
import { State, Tag } from '../../components/tag.tsx'
import { useLanguage, useText } from '../../i18n/i18n.ts'
import { useRefusalText } from '../../i18n/refusal-text.ts'
import { ChosenPatientStrip } from '../patients/patient-banner.tsx'
import { usePrint, useReceiptFormat } from '../print/use-print.ts'
import { BillPreview } from './bill-preview.tsx'
import { BillLines } from './bill-lines.tsx'
import { BillTotals } from './bill-totals.tsx'
import css from './billing.module.css'
import type { CashGiven } from './cash.ts'
import { useClockQuestion } from './clock-question.tsx'
import { DiscountDialog } from './discount-dialog.tsx'
import { useLastIssued } from './last-issued.ts'
import { PaymentPanel, type Tender } from './payment-panel.tsx'
import { billingTexts } from './texts.ts'
import { type Bill, useBill } from './use-bill.ts'

/** A draft bill: its lines, what it comes to, the paper that it will be, and the payment that issues it. */
export function BillScreen({ billId }: { readonly billId: string }) {
  const t = useText(billingTexts)
  const draft = useProcedure('billing.draft', { billId })
  if (draft.error) return <ErrorState refusal={draft.error} onRetry={() => void draft.refetch()} />
  if (!draft.data) return <SkeletonRows rows={12} />
  const { status, invoiceId } = draft.data
  if (status === 'draft') return <OpenBill draft={draft.data} onStale={() => void draft.refetch()} />
  return (
    <EmptyState
      title={t(status === 'issued' ? 'bill-issued-already' : 'bill-gone')}
      icon={<IconReceipt size={24} stroke={1.5} aria-hidden="true" />}
      action={
        invoiceId !== null && (
          <Button variant="go" autoFocus onClick={() => go({ screen: 'document', invoiceId })}>
            {t('open-document')}
          </Button>
        )
      }
    />
  )
}

function OpenBill({ draft, onStale }: { readonly draft: BillDraft; readonly onStale: () => void }) {
  const t = useText(billingTexts)
  const refusalText = useRefusalText()
  const language = useLanguage(state => state.language)
  const bill = useBill(draft)
  const mayIssue = useMay('billing.write')
  const [given, setGiven] = useState<CashGiven>({ text: '', touched: false })
  const [discounting, setDiscounting] = useState(false)
  const { run } = useCommand('billing.issue')
  const intentOf = useIntentOf()
  const print = usePrint()
  const format = useReceiptFormat()
  const { total } = bill.totals
  const clock = useClockQuestion<Tender>()

  const issuing = useOnce(async (payment: Tender, clockConfirmed: boolean) => {
    const before = bill.fault()
    if (before) {
      bill.setRefusal(before)
      if (before.code === 'reason-missing') setDiscounting(true)
      return
    }
    const linesBase = await bill.save()
    if (!linesBase) return onStale()
    const meant = {
      billId: draft.id,
      expectedTotal: total,
      payment: payment && ({ mode: 'cash', ...payment } as const),
      ...(clockConfirmed && { clockConfirmed }),
    }
    const outcome = await run({ intent: intentOf(meant), ...meant, linesBase: [...linesBase] })
    if (!outcome.ok) {
      if (!clock.ask(outcome, payment)) bill.setRefusal(outcome)
      return onStale()
    }
    const { invoiceId, change } = outcome.value
    useLastIssued.setState({ invoiceId, back: 'change', amount: change })
    // In place of the bill: back leads to where the bill was opened from.
    window.location.replace(hrefOf({ screen: 'document', invoiceId }))
    await print({ intent: newIntent(), documentKind: 'invoice', documentId: invoiceId, format })
  })
  const holding = useOnce(async () => {
    if (!(await bill.save())) return onStale()
    notify('ok', t('held'))
    goBack()
  })

  return (
    <main className={css['billScreen']}>
      <ChosenPatientStrip patientId={draft.patient.id} />
      <div className={css['bill']}>
        <section className={css['work']}>
          <header className={css['billHead']}>
            <h1>{t('bill')}</h1>
            <span className="soft">{documentTitle(bill.totals.kind, language)}</span>
            <span className="end">
              <Tag icon={<IconPencil size={14} stroke={1.5} aria-hidden="true" />}>{t('draft')}</Tag>
            </span>
          </header>
          {bill.changedMeanwhile && <Meanwhile bill={bill} />}
          {bill.restored && !bill.changedMeanwhile && <p className="sm soft">{t('restored')}</p>}
          <BillLines draft={draft} bill={bill} onDiscount={() => setDiscounting(true)} />
          {bill.givenAway > 0 && <DiscountCard bill={bill} />}
          <BillTotals draft={draft} totals={bill.totals} />
        </section>
        <BillPreview draft={draft} bill={bill} given={given} />
        {mayIssue && (
          <PaymentPanel
            total={total}
            given={given}
            onGiven={setGiven}
            busy={issuing.busy}
            fault={bill.refusal ? refusalText(bill.refusal) : lineFaultText(bill, t)}
            ready={bill.lines.length > 0 && bill.read.faults.length === 0 && !bill.changedMeanwhile}
            onFinish={payment => issuing.run(payment, false)}
          >
            <Button action="hold-bill" busy={holding.busy} onClick={holding.run}>
              {t('hold')}
            </Button>
            <DiscardDraft draft={draft} />
          </PaymentPanel>
        )}
      </div>
      {clock.dialog(payment => issuing.run(payment, true))}
      {discounting && <DiscountDialog draft={draft} bill={bill} onClose={() => setDiscounting(false)} />}
    </main>
  )
}

function lineFaultText(bill: Bill, t: ReturnType<typeof useBillingText>): string | undefined {
  const fault = bill.read.faults[0]
  if (!fault) return undefined
  const line = bill.lines.findIndex(({ id }) => id === fault.id) + 1
  const field = t(fault.field === 'description' ? 'item' : fault.field)
  return t('lines-bad', { line, field, rule: t(`bad-${fault.field}`) })
}

const useBillingText = () => useText(billingTexts)

function Meanwhile({ bill }: { readonly bill: Bill }) {
  const t = useText(billingTexts)
  return (
    <Callout tone="warn" role="alert" className={css['meanwhile']}>
      <div className="grow">
        <State tone="warn">{t('changed-title')}</State>
        <p className="sm">{t('changed-text')}</p>
      </div>
      <Button size="sm" onClick={bill.forget}>
        {t('take-theirs')}
      </Button>
      <Button size="sm" onClick={bill.keepMine}>
        {t('keep-mine')}
      </Button>
    </Callout>
  )
}

function DiscountCard({ bill }: { readonly bill: Bill }) {
  const t = useText(billingTexts)
  const fault = bill.fault()
  const refusalText = useRefusalText()
  const stopped = fault?.code === 'discount-not-allowed' || fault?.code === 'reason-missing'
  return (
    <div className={cx('card', css['discountCard'])}>
      <p className="grow">
        <b>{t('discount-line-text', { amount: formatRupees(paise(bill.givenAway)) })}</b>
        {bill.discountReason !== '' && ` · ${bill.discountReason}`}
      </p>
      {stopped && fault && (
        <State tone="warn">
          <span className={css['wrap']}>{refusalText(fault)}</span>
        </State>
      )}
    </div>
  )
}

/** Gives the draft up. It never had a number, so nothing is missing from a series. */
function DiscardDraft({ draft }: { readonly draft: BillDraft }) {
  const t = useText(billingTexts)
  const refusalText = useRefusalText()
  const [asking, setAsking] = useState(false)
  const { run } = useCommand('billing.discard')
  const { intent } = useIntent(`discard:${draft.id}`)
  const discarding = useOnce(async () => {
    const outcome = await run({ intent, billId: draft.id, base: [...draft.statusClocks] })
    if (!outcome.ok) return notify('bad', refusalText(outcome))
    setAsking(false)
    goBack()
  })
  return (
    <>
      <Button action="discard-bill" onClick={() => setAsking(true)}>
        {t('discard')}
      </Button>
      {asking && (
        <Dialog
          title={t('discard-title')}
          onClose={() => setAsking(false)}
          footer={
            <>
              <Button onClick={() => setAsking(false)}>{t('discard-keep')}</Button>
              <Button variant="bad" action="confirm" busy={discarding.busy} onClick={discarding.run}>
                {t('discard')}
              </Button>
            </>
          }
        >
          <p>{t('discard-text')}</p>
        </Dialog>
      )}
    </>
  )
}
