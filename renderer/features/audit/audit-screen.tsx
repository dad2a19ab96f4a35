import { useState } from 'react'
import { useDesk } from '../../app/session.ts'
import { useProcedure } from '../../app/use-procedure.ts'
import { Button } from '../../components/button.tsx'
import { EmptyState, ErrorState, SkeletonRows } from '../../components/states.tsx'
import { useText } from '../../i18n/i18n.ts'
import { AuditDetail } from './audit-detail.tsx'
import { AuditFilters, type Filters, noFilters } from './audit-filters.tsx'
import { AuditTable } from './audit-table.tsx'
import css from './audit.module.css'
import { auditTexts } from './texts.ts'
import { VerifyButton, VerifyResult } from './verify.tsx'

const PAGE = 60

/** The journal as people read it: what changed, by whom, and the proof that nothing was altered. */
export function AuditScreen() {
  const t = useText(auditTexts)
  const { clinic } = useDesk()
  const [filters, setFilters] = useState<Filters>(noFilters)
  // The cursors of the pages before this one; null is the newest page.
  const [cursors, setCursors] = useState<readonly (string | null)[]>([null])
  const [chosen, choose] = useState<string | null>(null)
  const before = cursors.at(-1) ?? null
  const page = useProcedure('audit.list', { ...filters, before, limit: PAGE }, { keep: true })
  const entries = page.data?.entries ?? []
  const next = page.data?.next ?? null
  const entry = entries.find(entry => entry.hash === chosen) ?? entries[0]

  const filter = (change: Partial<Filters>) => {
    setFilters({ ...filters, ...change })
    setCursors([null])
    choose(null)
  }
  return (
    <main className={css['audit']}>
      <header className={css['head']}>
        <h1>{t('title')}</h1>
        <span className="soft one">{t('title-text')}</span>
        <span className="end soft">
          {page.data && page.data.total !== null && t('total', { count: page.data.total })}
        </span>
      </header>
      <AuditFilters filters={filters} onFilter={filter}>
        <VerifyButton />
      </AuditFilters>
      <VerifyResult />
      <div className={css['body']}>
        <section className={`card ${css['list']}`} aria-label={t('title')}>
          {page.error ? (
            <ErrorState refusal={page.error} onRetry={() => void page.refetch()} />
          ) : page.isPending ? (
            <SkeletonRows rows={14} />
          ) : entries.length === 0 ? (
            <EmptyState title={t('empty')}>{t('empty-text')}</EmptyState>
          ) : (
            <AuditTable entries={entries} chosen={entry?.hash ?? null} zone={clinic.timeZone} onChoose={choose} />
          )}
          {(next !== null || cursors.length > 1) && (
            <footer className={css['foot']}>
              <Button
                action="audit-newer"
                disabled={cursors.length === 1}
                onClick={() => setCursors(cursors.slice(0, -1))}
              >
                {t('newer')}
              </Button>
              <Button action="audit-more" disabled={next === null} onClick={() => setCursors([...cursors, next])}>
                {t('older')}
              </Button>
            </footer>
          )}
        </section>
        {entry && (
          <AuditDetail entry={entry} zone={clinic.timeZone} onRecord={recordId => filter({ ...noFilters, recordId })} />
        )}
      </div>
    </main>
  )
}
