import { useId } from 'react'
import css from './choice.module.css'
import { cx } from './cx.ts'

export type ChoiceOption<T extends string> = { readonly value: T; readonly label: string; readonly note?: string }

type Shared<T extends string> = { readonly label: string; readonly options: readonly ChoiceOption<T>[] }

/** One of a few, all in view; arrow keys move. */
export function Choice<T extends string>({
  label,
  options,
  value,
  onChange,
}: Shared<T> & { readonly value: T; readonly onChange: (value: T) => void }) {
  const name = useId()
  return (
    <fieldset>
      <legend className={css['legend']}>{label}</legend>
      <div className={css['options']}>
        {options.map(option => (
          <label key={option.value} className={cx(css['option'], option.note !== undefined && css['tall'])}>
            <input
              type="radio"
              name={name}
              value={option.value}
              checked={option.value === value}
              onChange={() => onChange(option.value)}
            />
            <span>
              {option.label}
              {option.note !== undefined && <span className={css['note']}>{option.note}</span>}
            </span>
          </label>
        ))}
      </div>
    </fieldset>
  )
}

/** Any of a few, all in view. */
export function Choices<T extends string>({
  label,
  options,
  values,
  onChange,
}: Shared<T> & { readonly values: readonly T[]; readonly onChange: (values: readonly T[]) => void }) {
  const toggle = (value: T) =>
    onChange(values.includes(value) ? values.filter(other => other !== value) : [...values, value])
  return (
    <fieldset>
      <legend className={css['legend']}>{label}</legend>
      <div className={css['options']}>
        {options.map(option => (
          <label key={option.value} className={css['option']}>
            <input type="checkbox" checked={values.includes(option.value)} onChange={() => toggle(option.value)} />
            <span>{option.label}</span>
          </label>
        ))}
      </div>
    </fieldset>
  )
}
