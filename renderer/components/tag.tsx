import { IconAlertOctagon, IconAlertTriangle, IconCheck } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import { cx } from './cx.ts'
import css from './tag.module.css'

export type Tone = 'plain' | 'ok' | 'warn' | 'bad'

const icons = { ok: IconCheck, warn: IconAlertTriangle, bad: IconAlertOctagon } as const

/** The icon of a tone; colour never stands alone. */
export function ToneIcon({ tone, size = 14 }: { readonly tone: Tone; readonly size?: number }) {
  if (tone === 'plain') return null
  const Icon = icons[tone]
  return <Icon size={size} stroke={1.5} aria-hidden="true" />
}

type TagProps = { readonly tone?: Tone; readonly icon?: ReactNode; readonly children: ReactNode }

/** A status in a box: word and icon. `icon` replaces the tone's own. */
export function Tag({ tone = 'plain', icon, children }: TagProps) {
  return (
    <span className={cx(css['tag'], tone !== 'plain' && css[tone])}>
      {icon ?? <ToneIcon tone={tone} />}
      {children}
    </span>
  )
}

/** A status in a line of text: the same word and icon without a box. */
export function State({ tone = 'plain', icon, children }: TagProps) {
  const shade = { plain: undefined, ok: css['stateOk'], warn: css['stateWarn'], bad: css['stateBad'] }[tone]
  return (
    <span className={cx(css['state'], shade)}>
      {icon ?? <ToneIcon tone={tone} />}
      {children}
    </span>
  )
}
