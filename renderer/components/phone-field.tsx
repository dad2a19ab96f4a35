import type { ComponentProps } from 'react'
import { Field, type FieldFrameProps } from './field.tsx'
import { groupPhone, phoneDigits } from './phone.ts'

type PhoneFieldProps = FieldFrameProps &
  Omit<ComponentProps<'input'>, keyof FieldFrameProps | 'value' | 'onChange' | 'type'> & {
    /** The digits typed so far, at most ten, without spaces. `toE164` makes the number of them. */
    readonly digits: string
    readonly onDigits: (digits: string) => void
  }

/** An Indian phone number, shown five and five while it is typed. */
export function PhoneField({ digits, onDigits, ...rest }: PhoneFieldProps) {
  return (
    <Field
      {...rest}
      type="tel"
      inputMode="numeric"
      value={groupPhone(digits)}
      onChange={event => onDigits(phoneDigits(event.target.value))}
    />
  )
}
