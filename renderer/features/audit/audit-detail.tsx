import type { AuditEntry } from '../../../domain/contract/admin-contract.ts'
import { Button } from '../../components/button.tsx'
import { dateTimeText } from '../../components/plain-text.ts'
import { useLanguage, useText } from '../../i18n/i18n.ts'
import { type Change, changeTitle, fieldsInWords } from './audit-words.ts'
import css from './audit.module.css'
import { auditTexts } from './texts.ts'

type DetailProps = {
  readonly entry: AuditEntry
  readonly zone: string
  readonly onRecord: (recordId: string) => void
}

/** One entry whole: every change with every value, and its hash. */
export function AuditDetail({ entry, zone, onRecord }: DetailProps) {
  const t = useText(auditTexts)
  const language = useLanguage(state => state.language)
  return (
    <aside className={`card ${css['detail']}`} aria-label={t('changes')}>
      <header>
        <h2>{t('entry', { seq: entry.seq, device: entry.deviceCode })}</h2>
        <p className="soft">
          {t('entry-text', { name: entry.actorName, time: dateTimeText(entry.at, language, zone) })}
        </p>
      </header>
      <div>
        <h3>{t('hash')}</h3>
        <p className={css['hash']}>{entry.hash}</p>
      </div>
      {entry.changes.map((change, index) => (
        <section key={index} className={css['change']}>
          <header>
            <h3 className="grow">{changeTitle(change, language)}</h3>
            <Button size="sm" onClick={() => onRecord(change.id)}>
              {t('this-record')}
            </Button>
          </header>
          <Values change={change} zone={zone} />
        </section>
      ))}
    </aside>
  )
}

function Values({ change, zone }: { readonly change: Change; readonly zone: string }) {
  const t = useText(auditTexts)
  const language = useLanguage(state => state.language)
  if (change.redacted) return <p className="sm muted">{t('redacted')}</p>
  if (change.values === null) return <p className="sm muted">{t('deferred')}</p>
  return (
    <dl>
      {fieldsInWords(change, language, zone).map(({ field, name, value }) => (
        <div key={field} style={{ display: 'contents' }}>
          <dt>{name}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  )
}
