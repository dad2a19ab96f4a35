import { IconPrinter } from '@tabler/icons-react'
import { useState } from 'react'
import type { Printable } from '../../../domain/contract/shapes.ts'
import { paise } from '../../../domain/money.ts'
import { formatRupees } from '../../../domain/money-text.ts'
import { receiptFormats } from '../../../domain/tables/people.ts'
import { dateText } from '../../../domain/words.ts'
import { newIntent } from '../../app/intent.ts'
import { useMay } from '../../app/session.ts'
import { useOnce } from '../../app/use-once.ts'
import { useProcedure } from '../../app/use-procedure.ts'
import { Button } from '../../components/button.tsx'
import { ErrorState, SkeletonRows } from '../../components/states.tsx'
import { State } from '../../components/tag.tsx'
import { useLanguage, useText } from '../../i18n/i18n.ts'
import { Receipt } from '../print/receipt.tsx'
import type { PaperFormat } from '../print/pair.tsx'
import { printTexts } from '../print/texts.ts'
import { usePrint, useReceiptFormat } from '../print/use-print.ts'
import css from './billing.module.css'
import { CancelDialog } from './cancel-dialog.tsx'
import { useLastIssued } from './last-issued.ts'
import { PayDialog } from './pay-dialog.tsx'
import { billingTexts } from './texts.ts'

/** An issued document: its paper in each format, what is paid and due, and what can still be done with it. */
export function DocumentScreen({ invoiceId }: { readonly invoiceId: string }) {
  const invoice = useProcedure('billing.document', { documentKind: 'invoice', documentId: invoiceId })
  const usual = useReceiptFormat()
  const [chosen, setChosen] = useState<PaperFormat | null>(null)
  const [showNote, setShowNote] = useState(false)
  const creditNoteId = useCreditNote(invoice.data)
  const note = useProcedure(
    'billing.document',
    { documentKind: 'creditNote', documentId: creditNoteId ?? '' },
    { enabled: creditNoteId !== undefined },
  )
  if (invoice.error) return <ErrorState refusal={invoice.error} onRetry={() => void invoice.refetch()} />
  if (!invoice.data) return <SkeletonRows rows={12} />
  const format = chosen ?? usual
  const shown = showNote && note.data ? note.data : invoice.data
  return (
    <main className={css['billScreen']}>
      <div className={css['document']}>
        <section className={css['sheetSide']}>
          <Head printable={shown} format={format} onFormat={setChosen} />
          {note.data && <Which showNote={showNote} onShowNote={setShowNote} note={note.data} invoice={invoice.data} />}
          <div className={css['sheet']} tabIndex={0} role="group" aria-label={shown.title}>
            <Receipt printable={shown} format={format} />
          </div>
        </section>
        <Actions
          invoiceId={invoiceId}
          invoice={invoice.data}
          shown={shown}
          format={format}
          onCancelled={() => setShowNote(true)}
        />
      </div>
    </main>
  )
}

/** The id of the credit note that reversed a document; its number is all that the document's paper says. */
function useCreditNote(invoice: Printable | undefined): string | undefined {
  const number = invoice?.reference?.number
  const list = useProcedure(
    'billing.list',
    { date: null, text: number ?? '', limit: 20 },
    { enabled: number !== undefined },
  )
  return list.data?.creditNotes.find(note => note.number === number)?.creditNoteId
}

type HeadProps = {
  readonly printable: Printable
  readonly format: PaperFormat
  readonly onFormat: (format: PaperFormat) => void
}

function Head({ printable, format, onFormat }: HeadProps) {
  const t = useText(printTexts)
  const language = useLanguage(state => state.language)
  return (
    <header className={css['billHead']}>
      <h1>{printable.number}</h1>
      <span className="soft one">
        {printable.title} · {dateText(printable.date, 'medium', language)}
      </span>
      <fieldset className={`${css['formats']} end`}>
        <legend className="sr">{t('format')}</legend>
        {receiptFormats.map(name => (
          <label key={name}>
            <input type="radio" name="format" checked={name === format} onChange={() => onFormat(name)} />
            {t(name)}
          </label>
        ))}
      </fieldset>
    </header>
  )
}

type WhichProps = {
  readonly showNote: boolean
  readonly onShowNote: (show: boolean) => void
  readonly note: Printable
  readonly invoice: Printable
}

function Which({ showNote, onShowNote, note, invoice }: WhichProps) {
  const t = useText(billingTexts)
  return (
    <fieldset className={css['formats']}>
      <legend className="sr">{t('show')}</legend>
      <label>
        <input type="radio" name="shown" checked={!showNote} onChange={() => onShowNote(false)} />
        {t('document-shown')} {invoice.number}
      </label>
      <label>
        <input type="radio" name="shown" checked={showNote} onChange={() => onShowNote(true)} />
        {t('credit-note-shown')} {note.number}
      </label>
    </fieldset>
  )
}

type ActionsProps = {
  readonly invoiceId: string
  readonly invoice: Printable
  readonly shown: Printable
  readonly format: PaperFormat
  readonly onCancelled: () => void
}

function Actions({ invoiceId, invoice, shown, format, onCancelled }: ActionsProps) {
  const t = useText(billingTexts)
  const [open, setOpen] = useState<'pay' | 'cancel' | null>(null)
  const mayPay = useMay('billing.write')
  const mayCancel = useMay('billing.cancel')
  const mayPrint = useMay('document.print')
  const last = useLastIssued()
  const print = usePrint()
  const printing = useOnce(async () => {
    const { documentKind, documentId } = shown
    await print({ intent: newIntent(), documentKind, documentId, format })
  })
  const cancelled = invoice.reference !== null
  const paid = invoice.payments.reduce((sum, payment) => sum + payment.amount, 0)
  return (
    <section className={css['pay']} aria-label={t('state-title')}>
      {last.invoiceId === invoiceId && last.amount > 0 && (
        <div role="status">
          <p className="sm soft">{t(last.back === 'change' ? 'give-back' : 'pay-back')}</p>
          <p className={css['toPay']}>{formatRupees(paise(last.amount))}</p>
        </div>
      )}
      <div>
        <p className="sm soft">{t('total')}</p>
        <p className={css['toPay']}>{formatRupees(paise(invoice.totals?.total ?? 0))}</p>
      </div>
      <dl className={css['facts']}>
        <dt>{t('column-state')}</dt>
        <dd>
          <StateOf cancelled={cancelled} paid={paid} due={invoice.due} />
        </dd>
        <dt>{t('patient')}</dt>
        <dd>
          <b>{invoice.patient.name}</b> {invoice.patient.detail}
        </dd>
        {invoice.payments.map(payment => (
          <Payment key={payment.number} payment={payment} />
        ))}
        {!cancelled && invoice.due > 0 && (
          <>
            <dt>{t('due')}</dt>
            <dd>
              <State tone="warn">{formatRupees(paise(invoice.due))}</State>
            </dd>
          </>
        )}
        {invoice.reference && (
          <>
            <dt>{invoice.reference.label}</dt>
            <dd>
              <b>{invoice.reference.number}</b> · {invoice.reference.reason}
            </dd>
          </>
        )}
      </dl>
      <div className={css['payEnd']}>
        {!cancelled && invoice.due > 0 && mayPay && (
          <Button variant="go" size="lg" action="pay-due" onClick={() => setOpen('pay')}>
            {t('pay-due')}
          </Button>
        )}
        {mayPrint && (
          <>
            <Button
              size="lg"
              variant={invoice.due > 0 && !cancelled ? 'plain' : 'line'}
              action="print"
              busy={printing.busy}
              icon={<IconPrinter size={16} stroke={1.5} aria-hidden="true" />}
              onClick={printing.run}
            >
              {t('reprint')}
            </Button>
            <p className="sm soft">
              {shown.copy === 0
                ? t('not-printed')
                : `${t('printed-times', { count: shown.copy })} · ${t('reprint-note')}`}
            </p>
          </>
        )}
        {!cancelled && mayCancel && (
          <Button action="cancel-document" onClick={() => setOpen('cancel')}>
            {t('cancel')}
          </Button>
        )}
      </div>
      {open === 'pay' && (
        <PayDialog invoiceId={invoiceId} invoice={invoice} format={format} onClose={() => setOpen(null)} />
      )}
      {open === 'cancel' && (
        <CancelDialog
          invoiceId={invoiceId}
          invoice={invoice}
          paid={paid}
          format={format}
          onClose={() => setOpen(null)}
          onDone={onCancelled}
        />
      )}
    </section>
  )
}

function Payment({ payment }: { readonly payment: Printable['payments'][number] }) {
  const t = useText(billingTexts)
  return (
    <>
      <dt>{payment.label}</dt>
      <dd>
        {formatRupees(paise(payment.amount))} · {payment.number}
        {payment.change > 0 && (
          <span className="sm muted"> · {t('change-note', { amount: formatRupees(paise(payment.change)) })}</span>
        )}
      </dd>
    </>
  )
}

/** Computed from what was paid and what is due; nothing of it is stored. */
export function StateOf({ cancelled, paid, due }: { cancelled: boolean; paid: number; due: number }) {
  const t = useText(billingTexts)
  if (cancelled) return <State>{t('cancelled')}</State>
  if (due <= 0) return <State tone="ok">{t('paid')}</State>
  return <State tone="warn">{t(paid > 0 ? 'part-paid' : 'due')}</State>
}
