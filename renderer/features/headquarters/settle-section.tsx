import { type KeyboardEvent, useEffect, useRef, useState } from 'react'
import type { AsideLine, ConflictLine } from '../../../domain/contract/sync-contract.ts'
import { useDesk } from '../../app/session.ts'
import { stepOf } from '../../app/use-marked.ts'
import { useProcedure } from '../../app/use-procedure.ts'
import { beginAt } from '../../components/focus-trap.ts'
import { dateTimeText } from '../../components/plain-text.ts'
import { EmptyState, ErrorState, SkeletonRows } from '../../components/states.tsx'
import { translate, useLanguage, useText } from '../../i18n/i18n.ts'
import { tableTexts } from '../audit/table-texts.ts'
import { ConflictCard } from './conflict-card.tsx'
import css from './headquarters.module.css'
import { begunWith, markedBy, markOf, movedFrom, type SettleMark } from './settle-mark.ts'
import { headquartersTexts } from './texts.ts'

/** What people have to settle: values entered twice, and entries that were put aside. */
export function SettleSection() {
  const t = useText(headquartersTexts)
  const list = useProcedure('sync.toSettle', {})
  if (list.error) return <ErrorState refusal={list.error} onRetry={() => void list.refetch()} />
  if (!list.data) return <SkeletonRows />
  const { conflicts, aside, more } = list.data
  if (conflicts.length === 0 && aside.length === 0) {
    return <EmptyState title={t('settle-none')}>{t('settle-none-text')}</EmptyState>
  }
  return (
    <div className={css['page']}>
      {conflicts.length > 0 && <Conflicts lines={conflicts} />}
      {more && <p className="soft">{t('more')}</p>}
      {aside.length > 0 && <Aside lines={aside} />}
    </div>
  )
}

/** Arrows, a click and the focus mark one; the keys settle that one, and then none until another is marked. */
function Conflicts({ lines }: { readonly lines: readonly ConflictLine[] }) {
  const t = useText(headquartersTexts)
  const [last, setMark] = useState<SettleMark>(undefined)
  const list = useRef<HTMLDivElement>(null)
  const mark = begunWith(last, lines)
  if (mark !== last) setMark(mark)
  const marked = markedBy(mark, lines)
  useEffect(() => beginAt(list.current, list.current), [])
  const onKeyDown = (event: KeyboardEvent) => {
    const by = stepOf(event.key)
    if (by === undefined) return
    event.preventDefault()
    setMark(movedFrom(mark, lines, by))
  }
  return (
    <div ref={list} className={css['conflicts']} tabIndex={-1} onKeyDown={onKeyDown}>
      <p className="soft">{t('conflict-text')}</p>
      {lines.map(line => (
        <ConflictCard
          key={`${line.table} ${line.id} ${line.group}`}
          line={line}
          marked={line === marked}
          onMark={() => setMark(markOf(line))}
          onSettled={() => {
            setMark(null)
            list.current?.focus()
          }}
        />
      ))}
    </div>
  )
}

function Aside({ lines }: { readonly lines: readonly AsideLine[] }) {
  const t = useText(headquartersTexts)
  const language = useLanguage(state => state.language)
  const { clinic } = useDesk()
  const names = translate(tableTexts, language) as (key: string) => string
  return (
    <section className={`card ${css['list']}`} aria-label={t('aside')}>
      <table className={css['table']}>
        <thead>
          <tr>
            <th scope="col">{t('aside-what')}</th>
            <th scope="col">{t('aside-why')}</th>
            <th scope="col">{t('aside-who')}</th>
          </tr>
        </thead>
        <tbody>
          {lines.map(line => (
            <tr key={`${line.device} ${line.seq}`}>
              <td>
                <b>{line.tables.map(names).join(', ')}</b>
                <br />
                <span className="sm muted">{t('aside-entry', { device: line.device, seq: line.seq })}</span>
              </td>
              <td className={css['wide']}>
                {line.why === 'quarantined' ? t('quarantined', { reason: line.reason }) : t('set-aside')}
              </td>
              <td>
                {line.actor}
                <br />
                <span className="sm muted">{dateTimeText(line.at, language, clinic.timeZone)}</span>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  )
}
