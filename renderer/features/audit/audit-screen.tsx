import { IconShieldCheck } from '@tabler/icons-react'
import { useState } from 'react'
import { useDesk } from '../../app/session.ts'
import { useProcedure } from '../../app/use-procedure.ts'
import { Button } from '../../components/button.tsx'
import { EmptyState, ErrorState, SkeletonRows } from '../../components/states.tsx'
import { ToneIcon } from '../../components/tag.tsx'
import { useText } from '../../i18n/i18n.ts'
import { useRefusalText } from '../../i18n/refusal-text.ts'
import { AuditDetail } from './audit-detail.tsx'
import { AuditFilters, type Filters, noFilters } from './audit-filters.tsx'
import { AuditTable } from './audit-table.tsx'
import css from './audit.module.css'
import { auditTexts } from './texts.ts'

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
        <span className="end soft">{page.data && t('total', { count: page.data.total })}</span>
      </header>
      <AuditFilters filters={filters} onFilter={filter}>
        <Verify />
      </AuditFilters>
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

/** Recomputes the whole chain and says what came of it. */
function Verify() {
  const t = useText(auditTexts)
  const refusalText = useRefusalText()
  const verify = useProcedure('audit.verify', {}, { enabled: false })
  const result = verify.data
  const words =
    result === undefined
      ? undefined
      : result.intact
        ? t('intact', {
            entries: t('intact-entries', { count: result.entries }),
            devices: t('intact-devices', { count: result.devices }),
            seconds: (result.milliseconds / 1000).toFixed(1),
          })
        : `${t('broken', { seq: result.fault?.seq ?? 0, device: result.fault?.device ?? '–', detail: result.fault?.detail ?? '' })} ${t('broken-text')}`
  const tone = result?.intact === true ? 'ok' : 'bad'
  return (
    <>
      <Button
        variant="go"
        action="verify-journal"
        icon={<IconShieldCheck size={16} stroke={1.5} aria-hidden="true" />}
        busy={verify.isFetching}
        onClick={() => void verify.refetch()}
      >
        {verify.isFetching ? t('verifying') : t('verify')}
      </Button>
      {!verify.isFetching && (words !== undefined || verify.error) && (
        <p className={css['result']} data-tone={verify.error ? 'bad' : tone} role="status">
          <ToneIcon tone={verify.error ? 'bad' : tone} size={16} />
          {verify.error ? refusalText(verify.error) : words}
        </p>
      )}
    </>
  )
}
