import type { ReactNode } from 'react'
import css from './callout.module.css'
import { cx } from './cx.ts'
import { ToneIcon } from './tag.tsx'

type CalloutProps = {
  readonly tone: 'ok' | 'warn' | 'bad'
  /** The tone's own icon before the words, where they do not begin with one. */
  readonly icon?: boolean
  /** `alert` is read out at once, `status` when there is a pause. */
  readonly role?: 'alert' | 'status'
  readonly className?: string | undefined
  readonly children: ReactNode
}

/** A box for what must not be overlooked. */
export function Callout({ tone, icon = false, role, className, children }: CalloutProps) {
  return (
    <div className={cx(css['callout'], css[tone])} role={role}>
      {icon && <ToneIcon tone={tone} size={16} />}
      <div className={cx(css['words'], className)}>{children}</div>
    </div>
  )
}
