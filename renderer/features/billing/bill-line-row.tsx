import { IconX } from '@tabler/icons-react'
import { gstRatesOn } from '../../../domain/gst-rates.ts'
import { paise } from '../../../domain/money.ts'
import { formatAmount } from '../../../domain/money-text.ts'
import type { LocalDate } from '../../../domain/time.ts'
import { rateText } from '../../../domain/words.ts'
import { cx } from '../../components/cx.ts'
import { useText } from '../../i18n/i18n.ts'
import type { EditLine, LineFault } from './bill-edit.ts'
import css from './billing.module.css'
import { billingTexts } from './texts.ts'

type RowProps = {
  readonly line: EditLine
  readonly row: number
  readonly taxed: boolean
  /** The bill's date, whose rates of GST are offered. */
  readonly date: LocalDate
  readonly amount: number
  readonly faults: readonly LineFault[]
  readonly below: string
  readonly onSet: (change: Partial<EditLine>) => void
  readonly onRemove: () => void
}

/** One line of a draft: name, code, quantity, rate, discount and tax, each a field. */
export function BillLineRow({ line, row, taxed, date, amount, faults, below, onSet, onRemove }: RowProps) {
  const t = useText(billingTexts)
  const field = (name: 'description' | 'quantity' | 'rate' | 'discount') => ({
    'data-row': row,
    'data-column': name,
    value: line[name],
    'aria-label': t('line-field', { field: t(name === 'description' ? 'item' : name), line: row + 1 }),
    'aria-invalid': faults.some(fault => fault.field === name) || undefined,
    autoComplete: 'off',
    onChange: (event: { target: { value: string } }) => onSet({ [name]: event.target.value }),
  })
  const amountField = { inputMode: 'decimal', className: cx(css['cell'], css['cellNumber']) } as const
  // A line that came with another rate keeps it in its list; 0 % has a word of its own.
  const rates = [...new Set([...gstRatesOn(date), line.rateBp])].filter(rate => rate > 0).sort((a, b) => a - b)
  return (
    <tr>
      <td className="muted">{row + 1}</td>
      <td className={css['item']}>
        <textarea
          {...field('description')}
          rows={1}
          className={cx(css['cell'], css['cellName'])}
          maxLength={200}
          onChange={event => onSet({ description: event.target.value.replaceAll(/\s*\n\s*/g, ' ') })}
        />
        <span className={css['below']}>
          {below !== '' && <span className="one">{below} · </span>}
          {taxed && line.hsn !== '' && <span>{line.hsn.startsWith('99') ? 'SAC' : 'HSN'}</span>}
          {taxed && (
            <input
              className={css['hsn']}
              value={line.hsn}
              maxLength={8}
              placeholder={t('hsn')}
              aria-label={t('line-field', { field: t('hsn'), line: row + 1 })}
              onChange={event => onSet({ hsn: event.target.value.replaceAll(/\D/g, '') })}
            />
          )}
        </span>
      </td>
      <td className="num" data-label={t('quantity')}>
        <input {...field('quantity')} {...amountField} />
      </td>
      <td className="num" data-label={t('rate')}>
        <input {...field('rate')} {...amountField} />
      </td>
      <td className="num" data-label={t('discount')}>
        <input {...field('discount')} {...amountField} placeholder="–" />
      </td>
      {taxed && (
        <td className="num" data-label={t('gst')}>
          <select
            data-row={row}
            data-column="tax"
            className={css['cell']}
            aria-label={t('line-field', { field: t('gst'), line: row + 1 })}
            value={line.taxClass === 'taxable' ? String(line.rateBp) : line.taxClass}
            onChange={event => onSet(taxOf(event.target.value))}
          >
            <option value="exempt">{t('exempt')}</option>
            <option value="nil">{t('nil')}</option>
            <option value="non-gst">{t('non-gst')}</option>
            {rates.map(rate => (
              <option key={rate} value={rate}>
                {rateText(rate)}
              </option>
            ))}
          </select>
        </td>
      )}
      <td className="num" data-label={t('amount')}>
        <b>{formatAmount(paise(amount))}</b>
      </td>
      <td>
        <button
          type="button"
          tabIndex={-1}
          className={css['removeLine']}
          aria-label={t('remove-line', { line: row + 1 })}
          onClick={onRemove}
        >
          <IconX size={14} stroke={1.5} aria-hidden="true" />
        </button>
      </td>
    </tr>
  )
}

function taxOf(value: string): Pick<EditLine, 'taxClass' | 'rateBp'> {
  if (value === 'exempt' || value === 'nil' || value === 'non-gst') return { taxClass: value, rateBp: 0 }
  return { taxClass: 'taxable', rateBp: Number(value) }
}
