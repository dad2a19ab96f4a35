import { IconPlus } from '@tabler/icons-react'
import { useState } from 'react'
import type { Output } from '../../../domain/contract/contract.ts'
import { paise } from '../../../domain/money.ts'
import { formatRupees } from '../../../domain/money-text.ts'
import { useProcedure } from '../../app/use-procedure.ts'
import { Button } from '../../components/button.tsx'
import { EmptyState, ErrorState, SkeletonRows } from '../../components/states.tsx'
import { Tag } from '../../components/tag.tsx'
import { useText } from '../../i18n/i18n.ts'
import css from './admin.module.css'
import { PractitionerDialog } from './practitioner-dialog.tsx'
import { adminTexts } from './texts.ts'

export type Practitioner = Output<'practitioners.list'>['practitioners'][number]

export function PractitionersSection() {
  const t = useText(adminTexts)
  const list = useProcedure('practitioners.list', {})
  const [open, setOpen] = useState<string | null>(null)
  const practitioners = list.data?.practitioners ?? []
  const chosen = practitioners.find(practitioner => practitioner.id === open)
  return (
    <>
      <div className={css['bar']}>
        <Button
          variant="go"
          className="end"
          action="add-record"
          icon={<IconPlus size={16} stroke={1.5} aria-hidden="true" />}
          onClick={() => setOpen('new')}
        >
          {t('add-doctor')}
        </Button>
      </div>
      <section className={`card ${css['list']}`} aria-label={t('practitioners')}>
        {list.error ? (
          <ErrorState refusal={list.error} onRetry={() => void list.refetch()} />
        ) : list.isPending ? (
          <SkeletonRows />
        ) : practitioners.length === 0 ? (
          <EmptyState title={t('empty')} />
        ) : (
          <table className={css['table']}>
            <thead>
              <tr>
                <th scope="col">{t('doctor')}</th>
                <th scope="col">{t('system')}</th>
                <th scope="col">{t('registration')}</th>
                <th scope="col">{t('session')}</th>
                <th scope="col" className="num">
                  {t('fee')}
                </th>
                <th scope="col">{t('state')}</th>
                <th scope="col">
                  <span className="sr">{t('edit')}</span>
                </th>
              </tr>
            </thead>
            <tbody>
              {practitioners.map(practitioner => (
                <tr key={practitioner.id}>
                  <td className={css['wide']}>
                    <b>{practitioner.name}</b> <span className="indic soft">{practitioner.nativeName}</span>
                    {practitioner.qualification !== '' && (
                      <span className="sm muted"> · {practitioner.qualification}</span>
                    )}
                  </td>
                  <td>{t(`system-${practitioner.system}`)}</td>
                  <td className="muted">{practitioner.registrationNumber}</td>
                  <td className="one">
                    {[practitioner.room, `${practitioner.startTime}–${practitioner.endTime}`]
                      .filter(Boolean)
                      .join(' · ')}
                  </td>
                  <td className="num">{formatRupees(paise(practitioner.consultationFee))}</td>
                  <td>{practitioner.active ? <Tag tone="ok">{t('active')}</Tag> : <Tag>{t('disabled')}</Tag>}</td>
                  <td className={css['act']}>
                    <Button size="sm" onClick={() => setOpen(practitioner.id)}>
                      {t('edit')}
                    </Button>
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        )}
      </section>
      {open === 'new' && <PractitionerDialog onClose={() => setOpen(null)} />}
      {chosen && <PractitionerDialog key={chosen.id} practitioner={chosen} onClose={() => setOpen(null)} />}
    </>
  )
}
