import { IconPlus } from '@tabler/icons-react'
import { useState } from 'react'
import type { Output } from '../../../domain/contract/contract.ts'
import { paise } from '../../../domain/money.ts'
import { formatRupees } from '../../../domain/money-text.ts'
import { useProcedure } from '../../app/use-procedure.ts'
import { Button } from '../../components/button.tsx'
import { EmptyState } from '../../components/states.tsx'
import { Tag } from '../../components/tag.tsx'
import { useText } from '../../i18n/i18n.ts'
import { systemTexts } from '../facts/system-texts.ts'
import { clinicTexts } from '../facts/texts.ts'
import { AdminList } from './admin-list.tsx'
import css from './admin.module.css'
import { PractitionerDialog } from './practitioner-dialog.tsx'
import { adminTexts } from './texts.ts'

export type Practitioner = Output<'practitioners.list'>['practitioners'][number]

export function PractitionersSection() {
  const t = useText(adminTexts)
  const facts = useText(clinicTexts)
  const list = useProcedure('practitioners.list', {})
  const [open, setOpen] = useState<string | null>(null)
  const practitioners = list.data?.practitioners ?? []
  const chosen = practitioners.find(practitioner => practitioner.id === open)
  return (
    <>
      <AdminList
        label={t('practitioners')}
        read={list}
        bar={
          <Button
            variant="go"
            className="end"
            action="add-record"
            icon={<IconPlus size={16} stroke={1.5} aria-hidden="true" />}
            onClick={() => setOpen('new')}
          >
            {t('add-doctor')}
          </Button>
        }
        heads={[
          { text: t('doctor') },
          { text: facts('system') },
          { text: facts('registration') },
          { text: t('session') },
          { text: facts('fee'), number: true },
          { text: t('state') },
          { text: t('edit'), hidden: true },
        ]}
        none={practitioners.length === 0 ? <EmptyState title={t('empty')} /> : undefined}
      >
        {practitioners.map(practitioner => (
          <PractitionerRow key={practitioner.id} practitioner={practitioner} onOpen={() => setOpen(practitioner.id)} />
        ))}
      </AdminList>
      {open === 'new' && <PractitionerDialog onClose={() => setOpen(null)} />}
      {chosen && <PractitionerDialog key={chosen.id} practitioner={chosen} onClose={() => setOpen(null)} />}
    </>
  )
}

type RowProps = { readonly practitioner: Practitioner; readonly onOpen: () => void }

function PractitionerRow({ practitioner, onOpen }: RowProps) {
  const t = useText(adminTexts)
  const systems = useText(systemTexts)
  const { name, nativeName, qualification, room, startTime, endTime } = practitioner
  return (
    <tr>
      <td className={css['wide']}>
        <b>{name}</b> <span className="indic soft">{nativeName}</span>
        {qualification !== '' && <span className="sm muted"> · {qualification}</span>}
      </td>
      <td>{systems(practitioner.system)}</td>
      <td className="muted">{practitioner.registrationNumber}</td>
      <td className="one">{[room, `${startTime}–${endTime}`].filter(Boolean).join(' · ')}</td>
      <td className="num">{formatRupees(paise(practitioner.consultationFee))}</td>
      <td>{practitioner.active ? <Tag tone="ok">{t('active')}</Tag> : <Tag>{t('disabled')}</Tag>}</td>
      <td className={css['act']}>
        <Button size="sm" onClick={onOpen}>
          {t('edit')}
        </Button>
      </td>
    </tr>
  )
}
