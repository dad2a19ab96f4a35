import type { ComponentProps } from 'react'
import { phoneDigits } from '../../domain/words.ts'
import { Field, type FieldFrameProps } from './field.tsx'

type PhoneFieldProps = FieldFrameProps &
  Omit<ComponentProps<'input'>, keyof FieldFrameProps | 'value' | 'onChange' | 'type'> & {
    /** The digits typed so far, at most ten, without spaces. `readPhone` of `domain/words.ts` makes the number of them. */
    readonly digits: string
    readonly onDigits: (digits: string) => void
  }

/** As a number is read aloud: five and five. What is no more than ten digits stays as it is. */
export const phoneGrouped = (typed: string): string =>
  /^\d{6,10}$/.test(typed) ? `${typed.slice(0, 5)} ${typed.slice(5)}` : typed

/** What was typed into a grouped number, without the space that only the screen put there. */
export const phoneUngrouped = (typed: string): string => (/^[\d ]+$/.test(typed) ? typed.replaceAll(' ', '') : typed)

/** An Indian phone number, shown five and five while it is typed. */
export function PhoneField({ digits, onDigits, ...rest }: PhoneFieldProps) {
  return (
    <Field
      {...rest}
      type="tel"
      inputMode="numeric"
      value={phoneGrouped(digits)}
      onChange={event => onDigits(phoneDigits(event.target.value).slice(0, 10))}
    />
  )
}
