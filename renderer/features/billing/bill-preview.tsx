import { IconPrinter } from '@tabler/icons-react'
import type { BillDraft } from '../../../domain/contract/shapes.ts'
import { paise } from '../../../domain/money.ts'
import { useDesk } from '../../app/session.ts'
import { useInstant } from '../../app/use-instant.ts'
import { useText } from '../../i18n/i18n.ts'
import { Receipt } from '../print/receipt.tsx'
import { printTexts } from '../print/texts.ts'
import { useReceiptFormat } from '../print/use-print.ts'
import css from './billing.module.css'
import { type CashGiven, exactly, settle } from './cash.ts'
import { draftPrintable } from './draft-printable.ts'
import type { Bill } from './use-bill.ts'

/** The paper that the draft would become, beside it while it is being written. */
export function BillPreview({
  draft,
  bill,
  given,
}: {
  readonly draft: BillDraft
  readonly bill: Bill
  readonly given: CashGiven
}) {
  const t = useText(printTexts)
  const desk = useDesk()
  const format = useReceiptFormat()
  const due = paise(bill.totals.total)
  const cash = settle(given.touched ? given : exactly(due), due)
  const printable = draftPrintable(draft, bill.read.lines, bill.totals, cash, desk, useInstant())
  return (
    <section className={css['preview']} aria-label={t('preview')}>
      <p className={css['previewHead']}>
        {t('preview')}
        <span className="end soft">{t(format)}</span>
      </p>
      {/* Narrow as the roll, whatever the paper: the column has no room for a sheet. */}
      <div className={css['slip']} tabIndex={0} role="group" aria-label={t('preview')}>
        <Receipt printable={printable} format={format === 'A5' ? '80mm' : format} fluid />
      </div>
      <p className={css['previewFoot']}>
        <IconPrinter size={16} stroke={1.5} aria-hidden="true" />
        {t('prints-after', { pc: desk.clinic.deviceName })}
      </p>
    </section>
  )
}
