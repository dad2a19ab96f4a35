import { IconPlus, IconTag, IconX } from '@tabler/icons-react'
import { type KeyboardEvent, useRef, useState } from 'react'
import { v7 } from 'uuid'
import type { BillDraft } from '../../../domain/contract/shapes.ts'
import { paise } from '../../../domain/money.ts'
import { formatAmount } from '../../../domain/money-text.ts'
import { rateText } from '../../../domain/words.ts'
import { useAction } from '../../app/keys.ts'
import { Button } from '../../components/button.tsx'
import { cx } from '../../components/cx.ts'
import { KeyHint } from '../../components/key-hint.tsx'
import { useText } from '../../i18n/i18n.ts'
import { type EditLine, type LineFault, newLine } from './bill-edit.ts'
import css from './billing.module.css'
import { billingTexts } from './texts.ts'
import type { Bill } from './use-bill.ts'

type Props = { readonly draft: BillDraft; readonly bill: Bill; readonly onDiscount: () => void }

const columns = ['description', 'quantity', 'rate', 'discount', 'tax'] as const

/** The lines of a draft, every field by keyboard: Enter and arrows move, F3 adds, Ctrl+Delete removes. */
export function BillLines({ draft, bill, onDiscount }: Props) {
  const t = useText(billingTexts)
  const table = useRef<HTMLTableElement>(null)
  const taxed = draft.gstMode === 'regular'
  const focus = (row: number, column: string) =>
    setTimeout(() => {
      const field = table.current?.querySelector<HTMLElement>(`[data-row="${row}"][data-column="${column}"]`)
      field?.focus()
      if (field instanceof HTMLInputElement || field instanceof HTMLTextAreaElement) field.select()
    })
  const set = (id: string, change: Partial<EditLine>) =>
    bill.change({ lines: bill.lines.map(line => (line.id === id ? { ...line, ...change } : line)) })
  const remove = (row: number) => {
    bill.change({ lines: bill.lines.filter((_, index) => index !== row) })
    if (bill.lines.length > 1) focus(Math.min(row, bill.lines.length - 2), 'description')
  }
  const add = (typed: string) => {
    const line = newLine(v7(), typed)
    bill.change({ lines: [...bill.lines, line] })
    if (line.rate === '') focus(bill.lines.length, 'rate')
  }
  useAction('remove-line', () => {
    const field = document.activeElement
    const row = field instanceof HTMLElement && table.current?.contains(field) ? Number(field.dataset['row']) : NaN
    if (bill.lines[row]) remove(row)
  })
  const onKeyDown = (event: KeyboardEvent<HTMLElement>) => {
    const field = event.target
    if (!(field instanceof HTMLElement) || event.nativeEvent.isComposing || event.altKey || event.ctrlKey) return
    const row = Number(field.dataset['row'])
    const column = columns.findIndex(name => name === field.dataset['column'])
    if (column === -1) return
    const isSelect = field instanceof HTMLSelectElement
    const target =
      event.key === 'Enter'
        ? (nextField(row, column, taxed, bill.lines.length) ?? undefined)
        : event.key === 'ArrowDown' && !isSelect
          ? { row: row + 1, column }
          : event.key === 'ArrowUp' && !isSelect
            ? { row: row - 1, column }
            : undefined
    if (!target && event.key !== 'Enter') return
    event.preventDefault()
    const name = target && columns[target.column]
    if (target && name) focus(target.row, name)
    else document.querySelector<HTMLElement>('#add-line')?.focus()
  }
  return (
    <div className={cx('card', css['linesCard'])}>
      <div className={css['linesScroll']}>
        <table ref={table} className={css['lines']} onKeyDown={onKeyDown}>
          <colgroup>
            <col className={css['colIndex']} />
            <col />
            <col className={css['colQuantity']} />
            <col className={css['colRate']} />
            <col className={css['colDiscount']} />
            {taxed && <col className={css['colTax']} />}
            <col className={css['colAmount']} />
            <col className={css['colRemove']} />
          </colgroup>
          <thead>
            <tr>
              <th aria-hidden="true" />
              <th scope="col">{t('item')}</th>
              <th scope="col" className="num">
                {t('quantity')}
              </th>
              <th scope="col" className="num">
                {t('rate')}
              </th>
              <th scope="col" className="num">
                {t('discount')}
              </th>
              {taxed && (
                <th scope="col" className="num">
                  {t('gst')}
                </th>
              )}
              <th scope="col" className="num">
                {t('amount')}
              </th>
              <th aria-hidden="true" />
            </tr>
          </thead>
          <tbody>
            {bill.lines.map((line, row) => (
              <Row
                key={line.id}
                line={line}
                row={row}
                taxed={taxed}
                amount={amountOf(bill, row)}
                faults={bill.read.faults.filter(fault => fault.id === line.id)}
                below={belowOf(line, draft)}
                onSet={change => set(line.id, change)}
                onRemove={() => remove(row)}
              />
            ))}
          </tbody>
        </table>
        {bill.lines.length === 0 && <p className={css['noLines']}>{t('no-lines')}</p>}
      </div>
      <AddLine onAdd={add} onDiscount={onDiscount} mayDiscount={bill.lines.length > 0} />
    </div>
  )
}

const nextField = (row: number, column: number, taxed: boolean, rows: number) => {
  const last = taxed ? 4 : 3
  if (column < last) return { row, column: column + 1 }
  return row + 1 < rows ? { row: row + 1, column: 1 } : undefined
}

/** Whose service it is, under a line that comes from the visit and does not say so itself. */
const belowOf = (line: EditLine, draft: BillDraft): string =>
  line.chargeItemId === null || line.description.includes(draft.practitionerName) ? '' : draft.practitionerName

function amountOf(bill: Bill, row: number): number {
  const line = bill.read.lines[row]
  return line ? line.quantity * line.unitPrice - line.discount : 0
}

/** Rates of GST that a line can carry, in basis points; a line that came with another rate keeps it in its list. */
const offeredRates = [500, 1200, 1800] as const

type RowProps = {
  readonly line: EditLine
  readonly row: number
  readonly taxed: boolean
  readonly amount: number
  readonly faults: readonly LineFault[]
  readonly below: string
  readonly onSet: (change: Partial<EditLine>) => void
  readonly onRemove: () => void
}

function Row({ line, row, taxed, amount, faults, below, onSet, onRemove }: RowProps) {
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
  const rates = [...new Set([...offeredRates, ...(line.rateBp > 0 ? [line.rateBp] : [])])].sort((a, b) => a - b)
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
      <td className="num">
        <input {...field('quantity')} {...amountField} />
      </td>
      <td className="num">
        <input {...field('rate')} {...amountField} />
      </td>
      <td className="num">
        <input {...field('discount')} {...amountField} placeholder="–" />
      </td>
      {taxed && (
        <td className="num">
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
      <td className="num">
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

type AddProps = {
  readonly onAdd: (typed: string) => void
  readonly onDiscount: () => void
  readonly mayDiscount: boolean
}

function AddLine({ onAdd, onDiscount, mayDiscount }: AddProps) {
  const t = useText(billingTexts)
  const input = useRef<HTMLInputElement>(null)
  const [typed, setTyped] = useState('')
  useAction('add-line', () => input.current?.focus())
  return (
    <div className={css['add']}>
      <div className={css['addBox']}>
        <IconPlus size={16} stroke={1.5} aria-hidden="true" />
        <input
          ref={input}
          id="add-line"
          value={typed}
          maxLength={200}
          placeholder={t('add-item')}
          aria-label={t('add-item')}
          autoComplete="off"
          onChange={event => setTyped(event.target.value)}
          onKeyDown={event => {
            if (event.key !== 'Enter' || event.nativeEvent.isComposing) return
            event.preventDefault()
            if (typed.trim() === '') return
            onAdd(typed)
            setTyped('')
          }}
        />
        <KeyHint id="add-line" />
      </div>
      <Button
        action="discount"
        disabled={!mayDiscount}
        icon={<IconTag size={16} stroke={1.5} aria-hidden="true" />}
        onClick={onDiscount}
      >
        {t('discount')}
      </Button>
    </div>
  )
}
