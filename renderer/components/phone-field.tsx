import type { ComponentProps } from 'react'
import { phoneDigits } from '../../domain/words.ts'
import { Field, type FieldFrameProps } from './field.tsx'

type PhoneFieldProps = FieldFrameProps &
  Omit<ComponentProps<'input'>, keyof FieldFrameProps | 'value' | 'onChange' | 'type'> & {
    /** The digits typed so far, at most ten, without spaces. `readPhone` of `domain/words.ts` makes the number of them. */
    readonly digits: string
    readonly onDigits: (digits: string) => void
  }

/** As a number is read aloud: five and five. */
const grouped = (digits: string): string => (digits.length > 5 ? `${digits.slice(0, 5)} ${digits.slice(5)}` : digits)

/** An Indian phone number, shown five and five while it is typed. */
export function PhoneField({ digits, onDigits, ...rest }: PhoneFieldProps) {
  return (
    <Field
      {...rest}
      type="tel"
      inputMode="numeric"
      value={grouped(digits)}
      onChange={event => onDigits(phoneDigits(event.target.value).slice(0, 10))}
    />
  )
}
