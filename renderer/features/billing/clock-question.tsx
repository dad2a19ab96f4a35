import { type ReactNode, useState } from 'react'
import type { Refusal } from '../../../domain/errors.ts'
import { useMay } from '../../app/session.ts'
import { Button } from '../../components/button.tsx'
import { Dialog } from '../../components/dialog.tsx'
import { useText } from '../../i18n/i18n.ts'
import { billingTexts } from './texts.ts'

type ClockQuestion<T> = {
  /** Takes a refusal over when this person may answer it; `meant` comes back with the confirmation. */
  readonly ask: (refusal: Refusal, meant: T) => boolean
  /** The open question, to stand beside the form; `onConfirm` sends the same again, confirmed. */
  readonly dialog: (onConfirm: (meant: T) => void) => ReactNode
}

/** Asks who may answer for it whether the clock of this PC is right, when a legal document was refused for it. */
export function useClockQuestion<T>(): ClockQuestion<T> {
  const t = useText(billingTexts)
  const mayConfirm = useMay('clinic.manage')
  const [asked, setAsked] = useState<{ readonly now: string; readonly meant: T } | null>(null)
  const close = () => setAsked(null)
  return {
    ask: ({ code, params }, meant) => {
      if (code !== 'clock-wrong' || !mayConfirm) return false
      setAsked({ now: String(params['now'] ?? ''), meant })
      return true
    },
    dialog: onConfirm =>
      asked && (
        <Dialog
          title={t('clock-title', { now: asked.now })}
          onClose={close}
          footer={
            <>
              <Button onClick={close}>{t('clock-back')}</Button>
              <Button
                variant="bad"
                action="confirm"
                onClick={() => {
                  close()
                  onConfirm(asked.meant)
                }}
              >
                {t('clock-confirm')}
              </Button>
            </>
          }
        >
          <p>{t('clock-text')}</p>
        </Dialog>
      ),
  }
}
