import { IconAlertOctagon, IconAlertTriangle, IconBell, IconCheck, IconClock, IconX } from '@tabler/icons-react'
import type { Board, TokenLine } from '../../../domain/contract/shapes.ts'
import { ageSexText, doctorName, minutesBetween } from '../../../domain/words.ts'
import { useAction } from '../../app/keys.ts'
import { Button } from '../../components/button.tsx'
import { cx } from '../../components/cx.ts'
import { KeyHint } from '../../components/key-hint.tsx'
import { State, Tag } from '../../components/tag.tsx'
import { useLanguage, useText } from '../../i18n/i18n.ts'
import { systemTexts } from '../facts/system-texts.ts'
import { LONG_WAIT_MINUTES } from './queue-view.ts'
import { todayTexts, type TodayText } from './texts.ts'
import css from './today.module.css'

type Props = {
  readonly column: Board['columns'][number]
  /** 1 for the first column: Alt+1 calls its next. */
  readonly digit: number
  readonly now: number
  readonly zone: string
  readonly selectedId: string | null
  readonly onSelect: (token: TokenLine) => void
  /** Absent when the person may not move the queue. */
  readonly onCallNext: (() => void) | undefined
  readonly busy: boolean
}

export const clock = (instant: string, zone: string): string =>
  new Date(instant).toLocaleTimeString('en-GB', { timeZone: zone, hour: '2-digit', minute: '2-digit' })

/** One doctor's session: who is in the room, who waits and how long, who was skipped, who is done. */
export function DoctorColumn({ column, digit, now, zone, selectedId, onSelect, onCallNext, busy }: Props) {
  const t = useText(todayTexts)
  const { practitioner, serving, waiting, skipped, done } = column
  const next = waiting[0]
  const last = done[0]
  const row = (token: TokenLine) => (
    <TokenRow
      key={token.id}
      token={token}
      now={now}
      zone={zone}
      selected={token.id === selectedId}
      onSelect={onSelect}
    />
  )
  return (
    <section
      className={cx('card', css['doctor'])}
      aria-label={t('list-label', { doctor: doctorName(practitioner.name) })}
    >
      <DoctorHead practitioner={practitioner} />
      <Serving token={serving} now={now} selected={serving?.id === selectedId} onSelect={onSelect} />
      {onCallNext && (
        <div className={css['call']}>
          <Button
            variant="line"
            disabled={busy || (!next && !serving)}
            // The second click of a double click would call one more, past somebody who has just been called.
            onClick={event => event.detail <= 1 && onCallNext()}
            icon={<IconBell size={16} stroke={1.5} aria-hidden="true" />}
          >
            {callText(next, serving, t)}
            <KeyHint id="call-next" digit={digit} />
          </Button>
        </div>
      )}
      <div className={css['lists']}>
        <h3 className={css['group']}>
          {t('head-waiting')} <b>{waiting.length}</b>
        </h3>
        {waiting.length === 0 && <p className={css['none']}>{t('none-waiting')}</p>}
        <ol>{waiting.map(row)}</ol>
        {skipped.length > 0 && (
          <>
            <h3 className={css['group']}>
              {t('head-skipped')} <b>{skipped.length}</b>
            </h3>
            <ol>{skipped.map(row)}</ol>
          </>
        )}
        <h3 className={css['group']}>
          {t('head-done')} <b>{done.length}</b>
          {last && (
            <span className="end muted">{t('last-done', { token: last.label, time: clock(last.statusAt, zone) })}</span>
          )}
        </h3>
        <ol>{done.map(row)}</ol>
      </div>
    </section>
  )
}

/** Alt+1 … Alt+9 reach the columns in their order. */
export function CallNextKeys({ count, onCall }: { readonly count: number; readonly onCall: (index: number) => void }) {
  useAction('call-next', digit => onCall((digit ?? 1) - 1), { enabled: count > 0, digits: Math.min(count, 9) })
  return null
}

function callText(next: TokenLine | undefined, serving: TokenLine | null, t: TodayText): string {
  if (next) return t('call-next', { token: next.label })
  return serving ? t('end-serving', { token: serving.label }) : t('call-nobody')
}

function DoctorHead({ practitioner }: { readonly practitioner: Props['column']['practitioner'] }) {
  const t = useText(todayTexts)
  const system = useText(systemTexts)
  const { room, startTime, endTime } = practitioner
  const facts = [system(practitioner.system), roomText(room, t), `${startTime}–${endTime}`]
  return (
    <header className={css['doctorHead']}>
      <h2>{doctorName(practitioner.name)}</h2>
      <p className="sm muted one">{facts.filter(fact => fact !== '').join(' · ')}</p>
    </header>
  )
}

/** `Room 1` of a bare number; a room with a name of its own is named as it is. */
const roomText = (room: string, t: TodayText): string => (/^\w{1,3}$/.test(room) ? t('room', { room }) : room)

type RowProps = {
  readonly now: number
  readonly selected: boolean
  readonly onSelect: (token: TokenLine) => void
}

function Serving({ token, now, selected, onSelect }: RowProps & { readonly token: TokenLine | null }) {
  const t = useText(todayTexts)
  const language = useLanguage(state => state.language)
  if (!token) {
    return (
      <div className={css['serving']}>
        <span className="grow">
          <span className="sm soft">{t('now-serving')}</span>
          <span className={css['nobody']}>{t('nobody')}</span>
        </span>
      </div>
    )
  }
  const minutes = minutesBetween(token.statusAt, now)
  return (
    <button
      type="button"
      id={`token-${token.id}`}
      className={css['serving']}
      aria-pressed={selected}
      onClick={() => onSelect(token)}
      onFocus={() => onSelect(token)}
    >
      <span>
        <span className="sm soft">{t('now-serving')}</span>
        <span className={css['big']}>{token.label}</span>
      </span>
      <span className={css['servingWho']}>
        <b>{token.patientName}</b>
        <span className="sm muted">
          {[
            ageSexText(token, language),
            t(token.status === 'called' ? 'called-minutes' : 'in-room-minutes', { minutes }),
          ]
            .filter(part => part !== '')
            .join(' · ')}
        </span>
      </span>
    </button>
  )
}

function TokenRow({
  token,
  now,
  zone,
  selected,
  onSelect,
}: RowProps & { readonly token: TokenLine; readonly zone: string }) {
  const language = useLanguage(state => state.language)
  return (
    <li>
      <button
        type="button"
        id={`token-${token.id}`}
        className={css['token']}
        aria-pressed={selected}
        onClick={() => onSelect(token)}
        onFocus={() => onSelect(token)}
      >
        <b className={css['label']}>{token.label}</b>
        <span className={css['tokenName']}>
          <span className="one">
            {token.patientName} <span className="muted">{ageSexText(token, language)}</span>
          </span>
          <TokenTags token={token} />
        </span>
        <When token={token} now={now} zone={zone} />
      </button>
    </li>
  )
}

function TokenTags({ token }: { readonly token: TokenLine }) {
  const t = useText(todayTexts)
  const icon = (Icon: typeof IconX) => <Icon size={14} stroke={1.5} aria-hidden="true" />
  return (
    <>
      {token.series === 'E' && (
        <Tag tone="bad" icon={icon(IconAlertOctagon)}>
          {t('emergency')}
        </Tag>
      )}
      {token.series === 'S' && <Tag>{t('priority')}</Tag>}
      {token.status === 'cancelled' && <Tag icon={icon(IconX)}>{t('cancelled')}</Tag>}
      {token.payment === 'due' && (
        <Tag tone="warn" icon={icon(IconAlertTriangle)}>
          {t('due')}
        </Tag>
      )}
      {token.payment === 'paid' && token.status !== 'cancelled' && (
        <Tag tone="ok" icon={icon(IconCheck)}>
          {t('paid')}
        </Tag>
      )}
    </>
  )
}

/** Minutes while somebody waits, from check-in; the moment of the end when it is over. */
function When({ token, now, zone }: { readonly token: TokenLine; readonly now: number; readonly zone: string }) {
  const t = useText(todayTexts)
  const over = token.status === 'fulfilled' || token.status === 'cancelled'
  if (over) return <span className={cx(css['when'], 'muted')}>{clock(token.statusAt, zone)}</span>
  const minutes = minutesBetween(token.issuedAt, now)
  const text = t('minutes', { minutes })
  return (
    <span className={css['when']}>
      {minutes >= LONG_WAIT_MINUTES ? (
        <State tone="warn" icon={<IconClock size={14} stroke={1.5} aria-hidden="true" />}>
          {text}
        </State>
      ) : (
        text
      )}
    </span>
  )
}
