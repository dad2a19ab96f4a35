import type { ComponentProps } from 'react'
import { Field, type FieldFrameProps } from './field.tsx'

/** `9`, `930`, `9.30` and `09:30` as `HH:MM`; undefined when it is no time of day. */
export function readTime(typed: string): string | undefined {
  const match = /^(\d{1,2})(?:[:. ]?(\d{2}))?$/.exec(typed.trim())
  if (!match) return undefined
  const time = `${(match[1] ?? '').padStart(2, '0')}:${match[2] ?? '00'}`
  return /^([01]\d|2[0-3]):[0-5]\d$/.test(time) ? time : undefined
}

type TimeFieldProps = FieldFrameProps &
  Omit<ComponentProps<'input'>, keyof FieldFrameProps | 'value' | 'onChange' | 'type'> & {
    readonly time: string
    readonly onTime: (time: string) => void
  }

/** A time of day in 24 hours, as every screen and paper shows it; put in order when the field is left. */
export function TimeField({ time, onTime, ...rest }: TimeFieldProps) {
  return (
    <Field
      {...rest}
      inputMode="numeric"
      maxLength={5}
      placeholder="09:00"
      value={time}
      onChange={event => onTime(event.target.value)}
      onBlur={() => onTime(readTime(time) ?? time)}
    />
  )
}
