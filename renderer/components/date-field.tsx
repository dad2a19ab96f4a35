import { type ComponentProps, useState } from 'react'
import { addDays, type LocalDate } from '../../domain/time.ts'
import { dateDigits, readDate } from '../../domain/words.ts'
import { Field, type FieldFrameProps } from './field.tsx'

type DateFieldProps = FieldFrameProps &
  Omit<ComponentProps<'input'>, keyof FieldFrameProps | 'value' | 'onChange' | 'type' | 'max'> & {
    readonly date: LocalDate | null
    /** Null is told only where the field may be empty. */
    readonly onDate: (date: LocalDate | null) => void
    readonly today: LocalDate
    readonly max?: LocalDate
    readonly mayBeEmpty?: boolean
  }

/**
 * A day, day first, as every paper shows it; the machine's own date box would follow the machine's language. Typing is
 * read when the field is left or Enter is pressed; the arrows go a day on or back.
 */
export function DateField({ date, onDate, today, max, mayBeEmpty = false, ...rest }: DateFieldProps) {
  const [typed, setTyped] = useState<string | undefined>(undefined)
  const shown = date === null ? '' : dateDigits(date)
  const take = (next: LocalDate | null) => {
    setTyped(undefined)
    if (next === null ? mayBeEmpty : max === undefined || next <= max) onDate(next)
  }
  const settle = () => {
    if (typed === undefined) return
    const read = readDate(typed, today)
    take(read ?? (typed.trim() === '' ? null : date))
  }
  return (
    <Field
      {...rest}
      inputMode="numeric"
      maxLength={10}
      placeholder="dd-mm-yyyy"
      autoComplete="off"
      value={typed ?? shown}
      onChange={event => setTyped(event.target.value)}
      onBlur={settle}
      onKeyDown={event => {
        if (event.nativeEvent.isComposing) return
        const step = event.key === 'ArrowUp' ? 1 : event.key === 'ArrowDown' ? -1 : 0
        if (event.key === 'Enter') settle()
        if (step === 0) return
        event.preventDefault()
        take(addDays((typed === undefined ? undefined : readDate(typed, today)) ?? date ?? today, step))
      }}
    />
  )
}
