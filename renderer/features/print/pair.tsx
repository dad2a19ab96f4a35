import type { ReactNode } from 'react'

export type PaperFormat = 'A5' | '80mm' | '58mm'

/** A label on the left, its value on the right; both may wrap. */
export function Pair({ name, children, strong }: { name: ReactNode; children: ReactNode; strong?: boolean }) {
  return (
    <p className={strong ? 'paper-pair paper-strong' : 'paper-pair'}>
      <span>{name}</span>
      <span className="paper-value">{children}</span>
    </p>
  )
}
