import { IconCopy, IconPrinter } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import { createPortal } from 'react-dom'
import { Button } from '../../components/button.tsx'
import { Callout } from '../../components/callout.tsx'
import { notify } from '../../components/notice.tsx'
import { useText } from '../../i18n/i18n.ts'
import { keyGroups } from './key-groups.ts'
import { recoveryKeyTexts } from './key-texts.ts'
import css from './recovery-key-view.module.css'

type Props = {
  readonly recoveryKey: string
  readonly clinic: string
  /** What the key is for, in a sentence. */
  readonly children: ReactNode
}

/** The recovery key in its groups, to be printed or written down. */
export function RecoveryKeyView({ recoveryKey, clinic, children }: Props) {
  const t = useText(recoveryKeyTexts)
  const copy = () =>
    navigator.clipboard.writeText(recoveryKey).then(
      () => notify('ok', t('copied')),
      () => notify('warn', t('not-copied')),
    )
  const groups = keyGroups(recoveryKey).map((group, index) => <span key={index}>{group}</span>)
  return (
    <>
      <Callout tone="bad" icon>
        <b>{children}</b>
        <br />
        {t('keep')}
      </Callout>
      <p className={css['key']} data-testid="recovery-key">
        {groups}
      </p>
      <div className="row">
        <Button icon={<IconPrinter size={16} stroke={1.5} aria-hidden="true" />} onClick={() => window.print()}>
          {t('print')}
        </Button>
        <Button icon={<IconCopy size={16} stroke={1.5} aria-hidden="true" />} onClick={() => void copy()}>
          {t('copy')}
        </Button>
      </div>
      {createPortal(
        <section className={css['paper']} aria-hidden="true">
          <h1>{t('paper', { clinic })}</h1>
          <p className={css['key']}>{groups}</p>
          <p>{t('keep')}</p>
        </section>,
        document.body,
      )}
    </>
  )
}
