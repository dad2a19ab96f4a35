import type { BillDraft, Totals } from '../../../domain/contract/shapes.ts'
import { paise } from '../../../domain/money.ts'
import { formatAmount, formatRupees } from '../../../domain/money-text.ts'
import { rateText } from '../../../domain/words.ts'
import { cx } from '../../components/cx.ts'
import { useText } from '../../i18n/i18n.ts'
import css from './billing.module.css'
import { billingTexts } from './texts.ts'

const dashed = (amount: number): string => (amount === 0 ? '–' : formatAmount(paise(amount)))

/** The GST inside the prices, rate by rate, and how the lines lead to the total. */
export function BillTotals({ draft, totals }: { readonly draft: BillDraft; readonly totals: Totals }) {
  const t = useText(billingTexts)
  return (
    <div className={cx('card', css['totals'])}>
      {draft.gstMode === 'regular' && totals.taxRows.length > 0 ? <TaxTable totals={totals} /> : <div />}
      <table className={css['sum']}>
        <tbody>
          <tr>
            <td>{t('before-discount')}</td>
            <td className="num">{formatAmount(paise(totals.subtotal))}</td>
          </tr>
          <tr>
            <td>{t('discount')}</td>
            <td className="num">{totals.discount === 0 ? '–' : formatAmount(paise(-totals.discount))}</td>
          </tr>
          <tr>
            <td>{t('round-off')}</td>
            <td className="num">
              {totals.roundOff > 0 ? '+' : ''}
              {dashed(totals.roundOff)}
            </td>
          </tr>
        </tbody>
        <tfoot>
          <tr>
            <th scope="row">{t('total')}</th>
            <td className="num">{formatRupees(paise(totals.total))}</td>
          </tr>
        </tfoot>
      </table>
    </div>
  )
}

function TaxTable({ totals }: { readonly totals: Totals }) {
  const t = useText(billingTexts)
  return (
    <table className={css['tax']}>
      <thead>
        <tr>
          <th scope="col">{t('tax-head')}</th>
          <th scope="col" className="num">
            {t('tax-value')}
          </th>
          <th scope="col" className="num">
            {t('cgst')}
          </th>
          <th scope="col" className="num">
            {t('sgst')}
          </th>
        </tr>
      </thead>
      <tbody>
        {totals.taxRows.map(row => (
          <tr key={row.label}>
            <td>{row.taxClass === 'taxable' ? rateText(row.rateBp) : t(row.taxClass)}</td>
            <td className="num">{formatAmount(paise(row.taxable))}</td>
            <td className="num">{dashed(row.cgst)}</td>
            <td className="num">{dashed(row.sgst)}</td>
          </tr>
        ))}
      </tbody>
      <tfoot>
        <tr>
          <td>{t('tax-sum', { amount: formatAmount(paise(totals.cgst + totals.sgst)) })}</td>
          <td className="num">{formatAmount(paise(totals.taxable))}</td>
          <td className="num">{dashed(totals.cgst)}</td>
          <td className="num">{dashed(totals.sgst)}</td>
        </tr>
      </tfoot>
    </table>
  )
}
