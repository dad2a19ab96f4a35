import type { ComponentProps } from 'react'
import { Field, type FieldFrameProps } from './field.tsx'

type PinFieldProps = FieldFrameProps &
  Omit<ComponentProps<'input'>, keyof FieldFrameProps | 'value' | 'onChange' | 'type'> & {
    readonly pin: string
    readonly onPin: (pin: string) => void
  }

/** Four to eight digits, never shown and never offered to a password store. */
export function PinField({ pin, onPin, ...rest }: PinFieldProps) {
  return (
    <Field
      {...rest}
      type="password"
      inputMode="numeric"
      autoComplete="off"
      maxLength={8}
      value={pin}
      onChange={event => onPin(event.target.value.replaceAll(/\D/g, '').slice(0, 8))}
    />
  )
}
