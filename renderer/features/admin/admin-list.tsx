import type { ReactNode } from 'react'
import type { Refusal } from '../../../domain/errors.ts'
import { ErrorState, SkeletonRows } from '../../components/states.tsx'
import css from './admin.module.css'

type Head = {
  readonly text: string
  readonly number?: true
  /** The buttons of a row stand under no word; a screen reader hears it. */
  readonly hidden?: true
}

type ListProps = {
  readonly label: string
  /** Above the list, on the right the button that adds. */
  readonly bar: ReactNode
  readonly read: { readonly error: Refusal | null; readonly isPending: boolean; readonly refetch: () => unknown }
  readonly heads: readonly Head[]
  /** In place of the table while there is nothing; undefined when there is something. */
  readonly none: ReactNode | undefined
  /** The rows. */
  readonly children: ReactNode
}

/** One part of Admin that is a list: its bar, and a table, or why there is none. */
export function AdminList({ label, bar, read, heads, none, children }: ListProps) {
  return (
    <>
      <div className={css['bar']}>{bar}</div>
      <section className={`card ${css['list']}`} aria-label={label}>
        {read.error ? (
          <ErrorState refusal={read.error} onRetry={() => void read.refetch()} />
        ) : read.isPending ? (
          <SkeletonRows />
        ) : (
          (none ?? (
            <table className={css['table']}>
              <thead>
                <tr>
                  {heads.map(({ text, number, hidden }) => (
                    <th key={text} scope="col" className={number && 'num'}>
                      {hidden ? <span className="sr">{text}</span> : text}
                    </th>
                  ))}
                </tr>
              </thead>
              <tbody>{children}</tbody>
            </table>
          ))
        )}
      </section>
    </>
  )
}
