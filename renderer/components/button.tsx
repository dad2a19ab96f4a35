import type { ComponentProps, ReactNode } from 'react'
import { useEffect, useRef } from 'react'
import type { ActionId } from '../app/actions.ts'
import { useAction } from '../app/keys.ts'
import css from './button.module.css'
import { cx } from './cx.ts'
import { KeyHint } from './key-hint.tsx'

type ButtonProps = Omit<ComponentProps<'button'>, 'ref'> & {
  /** `go` is filled: one on a screen, what Enter or F12 does next. `line` is the next best. `bad` takes something back. */
  readonly variant?: 'go' | 'line' | 'plain' | 'bad'
  readonly size?: 'sm' | 'md' | 'lg'
  /** Shows the key of this action and lets the key press the button. */
  readonly action?: ActionId
  readonly icon?: ReactNode
  /** A key written on the button that the form or list handles itself, such as Enter. */
  readonly hint?: string
  /** A committing button while its command runs. The size stays. */
  readonly busy?: boolean
  /** Has the focus when it comes on screen. */
  readonly focusFirst?: boolean
}

function ActionKey({ action, press, enabled }: { action: ActionId; press: () => void; enabled: boolean }) {
  useAction(action, press, { enabled })
  return <KeyHint id={action} />
}

export function Button({
  variant = 'plain',
  size = 'md',
  action,
  icon,
  hint,
  busy = false,
  focusFirst = false,
  disabled = false,
  className,
  children,
  type = 'button',
  ...rest
}: ButtonProps) {
  const ref = useRef<HTMLButtonElement>(null)
  const off = disabled || busy
  useEffect(() => {
    if (focusFirst) ref.current?.focus()
  }, [focusFirst])
  return (
    <button
      {...rest}
      ref={ref}
      type={type}
      disabled={off}
      aria-busy={busy || undefined}
      className={cx(css['button'], variant !== 'plain' && css[variant], size !== 'md' && css[size], className)}
    >
      {icon}
      {children}
      {action !== undefined && <ActionKey action={action} enabled={!off} press={() => ref.current?.click()} />}
      {hint !== undefined && <kbd aria-hidden="true">{hint}</kbd>}
    </button>
  )
}
