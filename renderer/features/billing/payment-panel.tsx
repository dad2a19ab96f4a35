import { IconCash, IconPrinter } from '@tabler/icons-react'
import { type ReactNode, useRef, useState } from 'react'
import { paise } from '../../../domain/money.ts'
import { formatRupees } from '../../../domain/money-text.ts'
import { useAction } from '../../app/keys.ts'
import { useDesk } from '../../app/session.ts'
import { Button } from '../../components/button.tsx'
import { Dialog } from '../../components/dialog.tsx'
import { KeyHint } from '../../components/key-hint.tsx'
import { State } from '../../components/tag.tsx'
import { useText } from '../../i18n/i18n.ts'
import css from './billing.module.css'
import { type CashGiven, exactly, settle } from './cash.ts'
import { CashPanel } from './cash-panel.tsx'
import { billingTexts } from './texts.ts'

export type Tender = { readonly amount: number; readonly tendered: number } | null

type Props = {
  readonly total: number
  readonly given: CashGiven
  readonly onGiven: (given: CashGiven) => void
  readonly busy: boolean
  /** Why it cannot be issued now, in words. */
  readonly fault: string | undefined
  readonly ready: boolean
  readonly onFinish: (payment: Tender) => void
  /** What else can become of the draft. */
  readonly children: ReactNode
}

/** To pay, the cash given, and the two ends of a bill: paid now, or, as a clear second choice, left unpaid. */
export function PaymentPanel({ total, given, onGiven, busy, fault, ready, onFinish, children }: Props) {
  const t = useText(billingTexts)
  const { session } = useDesk()
  const field = useRef<HTMLInputElement>(null)
  const [leaving, setLeaving] = useState(false)
  const due = paise(total)
  const shown = given.touched ? given : exactly(due)
  const settled = settle(shown, due)
  const enough = settled !== undefined && settled.change >= 0
  const part = given.touched && settled && settled.change < 0 ? settled.tendered : 0
  const left = paise(total - part)
  const free = total === 0
  useAction('take-payment', () => field.current?.focus(), { enabled: !free })
  const leave = () => onFinish(part > 0 ? { amount: part, tendered: part } : null)
  return (
    <section className={css['pay']} aria-label={t('payment')}>
      <header className={css['payHead']}>
        <h2>{t('payment')}</h2>
        <KeyHint id="take-payment" />
      </header>
      <div>
        <p className="sm soft">{t('to-pay')}</p>
        <p className={css['toPay']}>{formatRupees(due)}</p>
      </div>
      {!free && (
        <div className={css['mode']}>
          <header>
            <b className="row">
              <IconCash size={16} stroke={1.5} aria-hidden="true" />
              {t('cash')}
            </b>
            <b className="end">{formatRupees(due)}</b>
          </header>
          <CashPanel due={due} given={shown} onGiven={onGiven} field={field} autoFocus />
        </div>
      )}
      <p className={css['payWho']}>{session.displayName}</p>
      <div className={css['payEnd']}>
        {fault !== undefined && (
          <p role="alert">
            <State tone="bad">
              <span className={css['wrap']}>{fault}</span>
            </State>
          </p>
        )}
        <Button
          variant="go"
          size="lg"
          action="finish"
          busy={busy}
          disabled={!ready || (!free && !enough)}
          icon={<IconPrinter size={16} stroke={1.5} aria-hidden="true" />}
          onClick={() => onFinish(free || !settled ? null : { amount: total, tendered: settled.tendered })}
        >
          {t(free ? 'finish-free' : 'finish')}
        </Button>
        {!free && (
          <Button action="leave-due" disabled={!ready || busy} onClick={() => setLeaving(true)}>
            {t('leave-due', { amount: formatRupees(left) })}
          </Button>
        )}
        <div className={css['payMore']}>{children}</div>
      </div>
      {leaving && (
        <Dialog
          title={t('due-title')}
          onClose={() => setLeaving(false)}
          footer={
            <>
              <Button onClick={() => setLeaving(false)}>{t('due-back')}</Button>
              <Button
                variant="go"
                action="confirm"
                busy={busy}
                onClick={() => {
                  setLeaving(false)
                  leave()
                }}
              >
                {t('due-confirm', { amount: formatRupees(left) })}
              </Button>
            </>
          }
        >
          <p>{t('leave-due-text', { amount: formatRupees(left) })}</p>
        </Dialog>
      )}
    </section>
  )
}
