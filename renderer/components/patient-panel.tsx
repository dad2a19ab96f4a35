import type { ReactNode } from 'react'
import { initials } from '../../domain/words.ts'
import css from './patient-panel.module.css'

export function Face({ name }: { readonly name: string }) {
  return (
    <span className={css['face']} aria-hidden="true">
      {initials(name)}
    </span>
  )
}

/** The place on the right where the chosen patient stays in view, 288 px. */
export function PatientPanel({ label, children }: { readonly label: string; readonly children: ReactNode }) {
  return (
    <aside className={css['panel']} aria-label={label}>
      {children}
    </aside>
  )
}

type StripProps = {
  readonly label: string
  readonly name: string
  readonly children: ReactNode
  readonly facts: readonly { readonly term: string; readonly fact: ReactNode }[]
}

/** The same patient as a strip on top, 64 px, where the right side works. `children` is the name and the line below. */
export function PatientStrip({ label, name, children, facts }: StripProps) {
  return (
    <section className={css['strip']} aria-label={label}>
      <Face name={name} />
      <div>{children}</div>
      <dl className={css['facts']}>
        {facts.map(({ term, fact }) => (
          <div key={term}>
            <dt>{term}</dt>
            <dd>{fact}</dd>
          </div>
        ))}
      </dl>
    </section>
  )
}
