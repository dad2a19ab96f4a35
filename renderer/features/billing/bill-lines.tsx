import { IconPlus, IconTag } from '@tabler/icons-react'
import { type KeyboardEvent, useRef, useState } from 'react'
import { v7 } from 'uuid'
import type { BillDraft } from '../../../domain/contract/shapes.ts'
import { useAction } from '../../app/keys.ts'
import { Button } from '../../components/button.tsx'
import { cx } from '../../components/cx.ts'
import { KeyHint } from '../../components/key-hint.tsx'
import { useText } from '../../i18n/i18n.ts'
import { type EditLine, newLine } from './bill-edit.ts'
import { BillLineRow } from './bill-line-row.tsx'
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
              <BillLineRow
                key={line.id}
                line={line}
                row={row}
                taxed={taxed}
                date={draft.date}
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
          className={css['addInput']}
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
