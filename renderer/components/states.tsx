import { IconAlertOctagon, IconInbox } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import type { Refusal } from '../../domain/errors.ts'
import { useText } from '../i18n/i18n.ts'
import { useRefusalText } from '../i18n/refusal-text.ts'
import { commonTexts } from '../i18n/texts.ts'
import { Button } from './button.tsx'
import { cx } from './cx.ts'
import css from './states.module.css'

type StateProps = {
  readonly title: string
  readonly children?: ReactNode
  readonly icon?: ReactNode
  readonly action?: ReactNode
}

/** Nothing is here yet: what that means, and what to press. */
export function EmptyState({ title, children, icon, action }: StateProps) {
  return (
    <div className={css['state']}>
      {icon ?? <IconInbox size={24} stroke={1.5} aria-hidden="true" />}
      <h2 className={css['title']}>{title}</h2>
      {children !== undefined && <p>{children}</p>}
      {action !== undefined && <div className={css['action']}>{action}</div>}
    </div>
  )
}

/** Something could not be read: why, that the data is safe, and a way to try again. */
export function ErrorState({ refusal, onRetry }: { readonly refusal: Refusal; readonly onRetry?: () => void }) {
  const t = useText(commonTexts)
  const refusalText = useRefusalText()
  return (
    <div className={cx(css['state'], css['bad'])} role="alert">
      <IconAlertOctagon size={24} stroke={1.5} aria-hidden="true" />
      <h2 className={css['title']}>{t('error-title')}</h2>
      <p>{refusalText(refusal)}</p>
      <p className="sm muted">{t('error-safe')}</p>
      {onRetry && (
        <div className={css['action']}>
          <Button onClick={onRetry}>{t('try-again')}</Button>
        </div>
      )}
    </div>
  )
}

/** Holds the place of what is being read, in its size. */
export function Skeleton({
  width = '100%',
  height = 12,
}: {
  readonly width?: number | string
  readonly height?: number
}) {
  return <span className={css['bar']} style={{ width, height }} aria-hidden="true" />
}

/** Rows of a list that is being read. */
export function SkeletonRows({ rows = 6 }: { readonly rows?: number }) {
  const t = useText(commonTexts)
  return (
    <output className={css['rows']} aria-busy="true" aria-label={t('loading')}>
      {Array.from({ length: rows }, (_, index) => (
        <span key={index}>
          <Skeleton width={40} />
          <Skeleton width={`${60 - (index % 3) * 12}%`} />
        </span>
      ))}
    </output>
  )
}
