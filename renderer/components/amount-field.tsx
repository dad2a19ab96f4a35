import type { ComponentProps } from 'react'
import { formatAmount, parseAmount } from '../../domain/money-text.ts'
import { Field, type FieldFrameProps } from './field.tsx'
import css from './field.module.css'

type AmountFieldProps = FieldFrameProps &
  Omit<ComponentProps<'input'>, keyof FieldFrameProps | 'value' | 'onChange' | 'type'> & {
    /** As typed; `parseAmount` of `domain/money-text.ts` makes paise of it. */
    readonly typed: string
    readonly onTyped: (typed: string) => void
  }

/** Rupees, right-aligned; grouped the Indian way when the field is left. */
export function AmountField({ typed, onTyped, onBlur, ...rest }: AmountFieldProps) {
  return (
    <Field
      before={
        <span className={css['unit']} aria-hidden="true">
          ₹
        </span>
      }
      {...rest}
      inputMode="decimal"
      data-amount=""
      value={typed}
      onChange={event => onTyped(event.target.value.replaceAll(/[^\d.,₹]/g, ''))}
      onBlur={event => {
        const amount = parseAmount(typed)
        if (amount !== undefined) onTyped(formatAmount(amount))
        onBlur?.(event)
      }}
    />
  )
}
