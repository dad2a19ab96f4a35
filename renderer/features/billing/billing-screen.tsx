import { IconReceipt } from '@tabler/icons-react'
import { useVirtualizer } from '@tanstack/react-virtual'
import { type KeyboardEvent, useRef, useState } from 'react'
import { documentTitle } from '../../../domain/billing/document-words.ts'
import type { Output } from '../../../domain/contract/contract.ts'
import { paise } from '../../../domain/money.ts'
import { formatAmount, formatRupees } from '../../../domain/money-text.ts'
import { hrefOf } from '../../app/routes.ts'
import { useMay } from '../../app/session.ts'
import { useToday } from '../../app/use-instant.ts'
import { useProcedure } from '../../app/use-procedure.ts'
import { Button } from '../../components/button.tsx'
import { cx } from '../../components/cx.ts'
import { DateField } from '../../components/date-field.tsx'
import { Field } from '../../components/field.tsx'
import { EmptyState, ErrorState, SkeletonRows } from '../../components/states.tsx'
import { Tag } from '../../components/tag.tsx'
import { useLanguage, useText } from '../../i18n/i18n.ts'
import css from './billing.module.css'
import { NewBillDialog } from './new-bill-dialog.tsx'
import { StateOf } from './state-of.tsx'
import { billingTexts } from './texts.ts'

type Listed = Output<'billing.list'>
const AT_MOST = 200
const ROW_PX = 32

/** The documents of a day, what is still a draft, what was reversed, and the money in and out. */
export function BillingScreen() {
  const t = useText(billingTexts)
  const mayBill = useMay('billing.write')
  const today = useToday()
  const [chosen, setDate] = useState<string | null>(null)
  const date = chosen ?? today
  const [text, setText] = useState('')
  const [making, setMaking] = useState(false)
  const list = useProcedure('billing.list', { date, text: text.trim(), limit: AT_MOST }, { keep: true })
  return (
    <main className={css['list']}>
      <header className={css['listHead']}>
        <h1>{t('title')}</h1>
        <div className="end">
          {list.data && (
            <>
              <p>
                {t('collected')} <b>{formatRupees(paise(list.data.collected))}</b>
              </p>
              <p>
                {t('refunded')} <b>{formatRupees(paise(list.data.refunded))}</b>
              </p>
            </>
          )}
          {mayBill && (
            <Button variant="go" action="new-bill" onClick={() => setMaking(true)}>
              {t('new-bill')}
            </Button>
          )}
        </div>
      </header>
      <div className={css['tools']}>
        <DateField
          label={t('date')}
          date={date}
          today={today}
          max={today}
          onDate={next => next !== null && setDate(next)}
        />
        <Field
          type="search"
          label={t('find')}
          placeholder={t('find-hint')}
          value={text}
          maxLength={100}
          onChange={event => setText(event.target.value)}
        />
      </div>
      {list.error ? (
        <ErrorState refusal={list.error} onRetry={() => void list.refetch()} />
      ) : list.data ? (
        <Blocks listed={list.data} text={text.trim()} />
      ) : (
        <SkeletonRows rows={12} />
      )}
      {making && <NewBillDialog onClose={() => setMaking(false)} />}
    </main>
  )
}

function Blocks({ listed, text }: { readonly listed: Listed; readonly text: string }) {
  const t = useText(billingTexts)
  return (
    <div className={css['blocks']}>
      <section className={cx('card', css['block'])}>
        <h2 className={css['blockHead']}>
          {t('documents')} <b>{listed.documents.length}</b>
        </h2>
        {listed.documents.length === 0 ? (
          <EmptyState
            title={text === '' ? t('no-documents') : t('no-match', { text })}
            icon={<IconReceipt size={24} stroke={1.5} aria-hidden="true" />}
          >
            {t(text === '' ? 'no-documents-text' : 'no-match-text')}
          </EmptyState>
        ) : (
          <Documents documents={listed.documents} />
        )}
      </section>
      <div className={css['side']}>
        <Drafts drafts={listed.drafts} />
        {listed.creditNotes.length > 0 && <CreditNotes listed={listed} />}
      </div>
    </div>
  )
}

/** Up and down go through a list of links. */
function onListKey(event: KeyboardEvent<HTMLElement>): void {
  if (event.key !== 'ArrowDown' && event.key !== 'ArrowUp') return
  const links = [...event.currentTarget.querySelectorAll<HTMLElement>('a')]
  const at = links.findIndex(link => link === document.activeElement)
  const next = links[at + (event.key === 'ArrowDown' ? 1 : -1)]
  if (!next) return
  event.preventDefault()
  next.focus()
}

function Documents({ documents }: { readonly documents: Listed['documents'] }) {
  const t = useText(billingTexts)
  const language = useLanguage(state => state.language)
  const scroll = useRef<HTMLDivElement>(null)
  const rows = useVirtualizer({
    count: documents.length,
    getScrollElement: () => scroll.current,
    estimateSize: () => ROW_PX,
    overscan: 12,
  })
  return (
    <>
      <div className={css['documentHead']} aria-hidden="true">
        <span>{t('column-number')}</span>
        <span>{t('column-patient')}</span>
        <span>{t('column-kind')}</span>
        <span className="num">{t('column-total')}</span>
        <span className="num">{t('column-due')}</span>
        <span>{t('column-state')}</span>
      </div>
      <div ref={scroll} className={css['scroll']} onKeyDown={onListKey}>
        <div className={css['virtual']} style={{ height: rows.getTotalSize() }}>
          {rows.getVirtualItems().map(item => {
            const row = documents[item.index]
            if (!row) return null
            return (
              <a
                key={row.invoiceId}
                className={css['documentRow']}
                style={{ transform: `translateY(${item.start}px)` }}
                href={hrefOf({ screen: 'document', invoiceId: row.invoiceId })}
              >
                <b className="one">{row.number}</b>
                <span className="one">{row.patientName}</span>
                <span className="one soft">{documentTitle(row.kind, language)}</span>
                <b className="num">{formatAmount(paise(row.total))}</b>
                <span className="num">{row.due === 0 ? '–' : formatAmount(paise(row.due))}</span>
                <StateOf cancelled={row.cancelledBy !== null} paid={row.paid} due={row.due} />
              </a>
            )
          })}
        </div>
      </div>
    </>
  )
}

function Drafts({ drafts }: { readonly drafts: Listed['drafts'] }) {
  const t = useText(billingTexts)
  return (
    <section className={cx('card', css['block'])}>
      <h2 className={css['blockHead']}>
        {t('drafts')} <b>{drafts.length}</b>
      </h2>
      {drafts.length === 0 && <p className={css['noLines']}>{t('no-drafts')}</p>}
      <ul className={css['scroll']} onKeyDown={onListKey}>
        {drafts.map(draft => (
          <li key={draft.billId}>
            <a className={css['rowLink']} href={hrefOf({ screen: 'bill', billId: draft.billId })}>
              <span className="grow">
                <b>{draft.patientName}</b>
                <span className="sm muted"> {t('line-count', { count: draft.lines })}</span>
              </span>
              <Tag>{t('draft-mark')}</Tag>
              <b className={css['money']}>{formatAmount(paise(draft.total))}</b>
            </a>
          </li>
        ))}
      </ul>
    </section>
  )
}

function CreditNotes({ listed }: { readonly listed: Listed }) {
  const t = useText(billingTexts)
  return (
    <section className={cx('card', css['block'])}>
      <h2 className={css['blockHead']}>
        {t('credit-notes')} <b>{listed.creditNotes.length}</b>
      </h2>
      <ul className={css['scroll']} onKeyDown={onListKey}>
        {listed.creditNotes.map(note => {
          const reversed = listed.documents.find(document => document.number === note.invoiceNumber)
          const row = (
            <>
              <span className="grow">
                <b>{note.number}</b> {note.patientName}
                <br />
                <span className="sm muted">
                  {t('reverses', { number: note.invoiceNumber })} · {note.reason}
                </span>
              </span>
              <b className={css['money']}>{formatAmount(paise(-note.total))}</b>
            </>
          )
          return (
            <li key={note.creditNoteId}>
              {reversed ? (
                <a className={css['rowLink']} href={hrefOf({ screen: 'document', invoiceId: reversed.invoiceId })}>
                  {row}
                </a>
              ) : (
                <div className={css['rowLink']}>{row}</div>
              )}
            </li>
          )
        })}
      </ul>
    </section>
  )
}
