import type { ReactNode } from 'react'
import { useMay } from '../../app/session.ts'
import { useToday } from '../../app/use-instant.ts'
import { useProcedure } from '../../app/use-procedure.ts'
import { Button } from '../../components/button.tsx'
import { DateField } from '../../components/date-field.tsx'
import { SelectField } from '../../components/field.tsx'
import { useText } from '../../i18n/i18n.ts'
import css from './audit.module.css'
import { tableTexts } from './table-texts.ts'
import { auditTexts } from './texts.ts'

export type Filters = {
  readonly actor: string | null
  readonly table: string
  readonly date: string | null
  readonly recordId: string | null
}
export const noFilters: Filters = { actor: null, table: '', date: null, recordId: null }

const tables = [
  'patient', 'encounter', 'token', 'bill', 'chargeItem', 'invoice', 'payment', 'creditNote', 'refund', 'documentPrint',
  'practitioner', 'user', 'clinic', 'device',
] as const // prettier-ignore

type FiltersProps = {
  readonly filters: Filters
  readonly onFilter: (change: Partial<Filters>) => void
  readonly children: ReactNode
}

export function AuditFilters({ filters, onFilter, children }: FiltersProps) {
  const t = useText(auditTexts)
  const names = useText(tableTexts)
  const today = useToday()
  const users = useProcedure('users.list', {}, { enabled: useMay('user.read') })
  const filtered = filters.actor !== null || filters.table !== '' || filters.date !== null || filters.recordId !== null
  return (
    <div className={css['filters']}>
      <SelectField
        label={t('who')}
        value={filters.actor ?? ''}
        onChange={event => onFilter({ actor: event.target.value === '' ? null : event.target.value })}
      >
        <option value="">{t('everybody')}</option>
        {users.data?.users.map(user => (
          <option key={user.id} value={user.id}>
            {user.displayName}
          </option>
        ))}
      </SelectField>
      <SelectField label={t('what')} value={filters.table} onChange={event => onFilter({ table: event.target.value })}>
        <option value="">{t('everything')}</option>
        {tables.map(table => (
          <option key={table} value={table}>
            {names(table)}
          </option>
        ))}
      </SelectField>
      <DateField label={t('day')} date={filters.date} today={today} mayBeEmpty onDate={date => onFilter({ date })} />
      {filtered && (
        <div className="row">
          {filters.recordId !== null && <span className="sm soft">{t('one-record')}</span>}
          <Button onClick={() => onFilter(noFilters)}>{t('clear-filters')}</Button>
        </div>
      )}
      <div className={css['buttons']}>{children}</div>
    </div>
  )
}
