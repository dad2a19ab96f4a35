import { IconX } from '@tabler/icons-react'
import { type ReactNode, createContext, useContext, useId, useRef, useState } from 'react'
import { createPortal } from 'react-dom'
import { useAction } from '../app/keys.ts'
import { useText } from '../i18n/i18n.ts'
import { commonTexts } from '../i18n/texts.ts'
import { Button } from './button.tsx'
import { cx } from './cx.ts'
import css from './dialog.module.css'
import { useFocusTrap } from './focus-trap.ts'
import { KeyLayer } from './key-layer.tsx'

export type DialogProps = {
  readonly title: string
  readonly onClose: () => void
  /** Esc and Close ask first while something typed is not saved. */
  readonly dirty?: boolean
  readonly wide?: boolean
  readonly size?: 'full'
  readonly footer?: ReactNode
  readonly children: ReactNode
}

/** Where dialogs live: beside the screens, inside the part that the lock screen hides. The door has a place of its own. */
export const DialogPlaceContext = createContext('dialogs')

export function Dialog(props: DialogProps) {
  const place = useContext(DialogPlaceContext)
  return createPortal(
    <KeyLayer>
      <OpenDialog {...props} />
    </KeyLayer>,
    document.getElementById(place) ?? document.body,
  )
}

function OpenDialog({ title, onClose, dirty = false, wide = false, size, footer, children }: DialogProps) {
  const t = useText(commonTexts)
  const titleId = useId()
  const ref = useRef<HTMLDialogElement>(null)
  const [asking, setAsking] = useState(false)
  const close = () => (asking ? setAsking(false) : dirty ? setAsking(true) : onClose())
  useFocusTrap(ref)
  useAction('close', close)
  return (
    <div className={css['veil']}>
      <dialog
        ref={ref}
        open
        aria-modal="true"
        aria-labelledby={titleId}
        tabIndex={-1}
        className={cx(css['dialog'], wide && css['wide'], size === 'full' && css['full'])}
      >
        <div className={css['head']}>
          <h2 id={titleId}>{title}</h2>
          <Button size="sm" icon={<IconX size={14} stroke={1.5} aria-hidden="true" />} hint="Esc" onClick={close}>
            {t('close')}
          </Button>
        </div>
        <div className={css['body']}>{children}</div>
        {asking ? (
          <div className={css['ask']} role="alert">
            <span className="grow">
              <b>{t('leave-title')}</b> {t('leave-text')}
            </span>
            <Button size="sm" variant="bad" onClick={onClose}>
              {t('leave-go')}
            </Button>
            <Button size="sm" focusFirst onClick={() => setAsking(false)}>
              {t('leave-stay')}
            </Button>
          </div>
        ) : (
          footer !== undefined && <div className={css['foot']}>{footer}</div>
        )}
      </dialog>
    </div>
  )
}
