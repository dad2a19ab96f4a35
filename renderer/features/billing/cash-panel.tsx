import { IconBackspace } from '@tabler/icons-react'
import { type ReactNode, type Ref, useImperativeHandle, useRef } from 'react'
import { type Paise, paise } from '../../../domain/money.ts'
import { formatRupees } from '../../../domain/money-text.ts'
import { Button } from '../../components/button.tsx'
import { Field } from '../../components/field.tsx'
import { useText } from '../../i18n/i18n.ts'
import css from './billing.module.css'
import { addNote, type CashGiven, changeText, exactly, pressPad, quickNotes, settle } from './cash.ts'
import { billingTexts } from './texts.ts'

type Props = {
  readonly due: Paise
  readonly given: CashGiven
  readonly onGiven: (given: CashGiven) => void
  readonly autoFocus?: boolean
  readonly field?: Ref<HTMLInputElement>
  readonly aside?: ReactNode
}

const pad = ['7', '8', '9', '4', '5', '6', '1', '2', '3', '0', '00', '.'] as const

/** Cash on the counter: what was given, by keys, notes or pad, and what goes back, in large type. */
export function CashPanel({ due, given, onGiven, autoFocus = false, field, aside }: Props) {
  const t = useText(billingTexts)
  const input = useRef<HTMLInputElement>(null)
  useImperativeHandle(field, () => input.current as HTMLInputElement, [])
  const settled = settle(given, due)
  const short = settled === undefined || settled.change < 0
  return (
    <div className={css['cash']}>
      <div className={css['cashLeft']}>
        <Field
          ref={input}
          size="lg"
          className={css['given']}
          label={t('cash-given')}
          aside={aside}
          before={<span className="muted">₹</span>}
          inputMode="decimal"
          data-amount=""
          autoFocus={autoFocus}
          {...(autoFocus && { 'data-autofocus': '' })}
          value={given.text}
          onFocus={event => event.target.select()}
          onChange={event => onGiven({ text: event.target.value.replaceAll(/[^\d.,]/g, ''), touched: true })}
        />
        <div className={css['notes']}>
          <Button size="sm" onClick={() => onGiven(exactly(due))}>
            {t('exact')}
          </Button>
          {quickNotes.map(note => (
            <Button key={note} size="sm" onClick={() => onGiven(addNote(given, note))}>
              +{note}
            </Button>
          ))}
        </div>
        <div role="status">
          <p className="sm soft">{t(short ? 'still-missing' : 'give-back')}</p>
          <p className={css['change']} data-short={short ? '' : undefined}>
            {formatRupees(short ? paise(due - (settled?.tendered ?? 0)) : (settled?.change ?? paise(0)))}
          </p>
          <p className="sm soft">{short ? '' : changeText(settled?.change ?? paise(0))} </p>
        </div>
      </div>
      <div className={css['pad']}>
        {pad.map(key => (
          <button key={key} type="button" tabIndex={-1} onClick={() => onGiven(pressPad(given, key))}>
            {key}
          </button>
        ))}
        <button
          type="button"
          tabIndex={-1}
          className={css['padBack']}
          aria-label={t('pad-back')}
          onClick={() => onGiven(pressPad(given, 'back'))}
        >
          <IconBackspace size={20} stroke={1.5} aria-hidden="true" />
        </button>
      </div>
    </div>
  )
}
