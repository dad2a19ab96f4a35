import css from './admin.module.css'

type CheckProps = {
  readonly label: string
  readonly note: string
  readonly checked: boolean
  readonly onChange: (checked: boolean) => void
}

/** One yes or no with what it means. */
export function Check({ label, note, checked, onChange }: CheckProps) {
  return (
    <label className={css['check']}>
      <input type="checkbox" checked={checked} onChange={event => onChange(event.target.checked)} />
      <span>
        {label}
        <span className="sm muted">{note}</span>
      </span>
    </label>
  )
}
