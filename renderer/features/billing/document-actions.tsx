import { IconFileDownload, IconPrinter } from '@tabler/icons-react'
import { useState } from 'react'
import type { Printable } from '../../../domain/contract/shapes.ts'
import { paise } from '../../../domain/money.ts'
import { formatRupees } from '../../../domain/money-text.ts'
import { desktopTexts } from '../../app/desktop-texts.ts'
import { newIntent } from '../../app/intent.ts'
import { useMay } from '../../app/session.ts'
import { useOnce } from '../../app/use-once.ts'
import { Button } from '../../components/button.tsx'
import { State } from '../../components/tag.tsx'
import { useText } from '../../i18n/i18n.ts'
import type { PaperFormat } from '../print/pair.tsx'
import { canSavePdf, saveAsPdf } from '../print/save-pdf.ts'
import { usePrint } from '../print/use-print.ts'
import css from './billing.module.css'
import { CancelDialog } from './cancel-dialog.tsx'
import { useLastIssued } from './last-issued.ts'
import { PayDialog } from './pay-dialog.tsx'
import { StateOf } from './state-of.tsx'
import { billingTexts } from './texts.ts'

type ActionsProps = {
  readonly invoiceId: string
  readonly invoice: Printable
  readonly shown: Printable
  readonly format: PaperFormat
  readonly onCancelled: () => void
}

/** What a document comes to, what is paid and due, and what can still be done with it. */
export function DocumentActions({ invoiceId, invoice, shown, format, onCancelled }: ActionsProps) {
  const t = useText(billingTexts)
  const desktop = useText(desktopTexts)
  const [open, setOpen] = useState<'pay' | 'cancel' | null>(null)
  const mayPay = useMay('billing.write')
  const mayCancel = useMay('billing.cancel')
  const mayPrint = useMay('document.print')
  const last = useLastIssued()
  const print = usePrint()
  const copy = () => ({
    intent: newIntent(),
    documentKind: shown.documentKind,
    documentId: shown.documentId,
    format,
  })
  const printing = useOnce(() => print(copy()))
  const saving = useOnce(() => saveAsPdf(copy()))
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
            {canSavePdf() && (
              <Button
                busy={saving.busy}
                icon={<IconFileDownload size={16} stroke={1.5} aria-hidden="true" />}
                onClick={saving.run}
              >
                {desktop('save-pdf')}
              </Button>
            )}
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
