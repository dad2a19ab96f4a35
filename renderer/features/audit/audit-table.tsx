import type { KeyboardEvent } from 'react'
import type { AuditEntry } from '../../../domain/contract/admin-contract.ts'
import { dateTimeText } from '../../components/plain-text.ts'
import { useLanguage, useText } from '../../i18n/i18n.ts'
import { changeLine, mainChange } from './audit-words.ts'
import css from './audit.module.css'
import { auditTexts } from './texts.ts'

type AuditTableProps = {
  readonly entries: readonly AuditEntry[]
  readonly chosen: string | null
  readonly zone: string
  readonly onChoose: (hash: string) => void
}

/** One row for each entry; arrows choose. */
export function AuditTable({ entries, chosen, zone, onChoose }: AuditTableProps) {
  const t = useText(auditTexts)
  const language = useLanguage(state => state.language)
  const onKeyDown = (event: KeyboardEvent<HTMLButtonElement>) => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key]
    if (step === undefined) return
    event.preventDefault()
    const at = entries.findIndex(entry => entry.hash === chosen)
    const next = entries[Math.min(Math.max(at + step, 0), entries.length - 1)]
    if (!next) return
    onChoose(next.hash)
    const rows = event.currentTarget.closest('tbody')?.querySelectorAll('button')
    rows?.[entries.indexOf(next)]?.focus()
  }
  return (
    <table className={css['table']}>
      <thead>
        <tr>
          <th scope="col">{t('time')}</th>
          <th scope="col">{t('who')}</th>
          <th scope="col">{t('change')}</th>
          <th scope="col">{t('pc')}</th>
          <th scope="col">{t('hash')}</th>
        </tr>
      </thead>
      <tbody>
        {entries.map(entry => {
          const main = mainChange(entry.changes)
          const more = entry.changes.length - 1
          return (
            <tr key={entry.hash} data-chosen={entry.hash === chosen || undefined}>
              <td>
                {/* The button covers its row, so that a click anywhere chooses it. */}
                <button
                  type="button"
                  className={css['choose']}
                  aria-pressed={entry.hash === chosen}
                  tabIndex={entry.hash === chosen ? 0 : -1}
                  onKeyDown={onKeyDown}
                  onClick={() => onChoose(entry.hash)}
                >
                  {dateTimeText(entry.at, language, zone)}
                </button>
              </td>
              <td>{entry.actorName}</td>
              <td className={css['what']}>
                {main && changeLine(main, language, zone)}{' '}
                {more > 0 && <span className="muted">{t('and', { count: more })}</span>}
              </td>
              <td className="muted">
                {entry.deviceCode} · {entry.seq}
              </td>
              <td className={`muted ${css['hash']}`}>{entry.hash.slice(0, 8)}</td>
            </tr>
          )
        })}
      </tbody>
    </table>
  )
}
