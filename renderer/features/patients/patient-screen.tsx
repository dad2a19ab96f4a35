import { IconArrowLeft } from '@tabler/icons-react'
import { useEffect, useState } from 'react'
import type { PatientBrief, PatientPage } from '../../../domain/contract/shapes.ts'
import { paise } from '../../../domain/money.ts'
import { formatAmount } from '../../../domain/money-text.ts'
import { dateText, doctorName } from '../../../domain/words.ts'
import { useIntent } from '../../app/intent.ts'
import { useAction } from '../../app/keys.ts'
import { go, hrefOf } from '../../app/routes.ts'
import { useMay } from '../../app/session.ts'
import { useUi } from '../../app/ui-store.ts'
import { useOnce } from '../../app/use-once.ts'
import { useCommand, useProcedure } from '../../app/use-procedure.ts'
import { Button } from '../../components/button.tsx'
import { cx } from '../../components/cx.ts'
import { notify } from '../../components/notice.tsx'
import { ErrorState, SkeletonRows } from '../../components/states.tsx'
import { State } from '../../components/tag.tsx'
import { useLanguage, useText } from '../../i18n/i18n.ts'
import { useRefusalText } from '../../i18n/refusal-text.ts'
import { walkInFor } from '../today/pending-walk-in.ts'
import { DeceasedCard } from './deceased-card.tsx'
import { GroupCard } from './group-card.tsx'
import { ChosenPatientStrip } from './patient-banner.tsx'
import { type GroupName, groupNames } from './patient-groups.ts'
import css from './patients.module.css'
import { personText, relationText } from './person-words.ts'
import { patientTexts } from './texts.ts'

/** Everything about one patient: the facts by group, each edited in place, and visits, documents and family. */
export function PatientScreen({ id }: { readonly id: string }) {
  const page = useProcedure('patients.get', { id })
  const choosePatient = useUi(state => state.choosePatient)
  useEffect(() => choosePatient(id), [id, choosePatient])
  if (page.error) return <ErrorState refusal={page.error} onRetry={() => void page.refetch()} />
  if (!page.data) return <SkeletonRows rows={12} />
  return (
    <main className={css['page']}>
      <ChosenPatientStrip patientId={id} />
      <Body key={id} patient={page.data} />
    </main>
  )
}

function Body({ patient }: { readonly patient: PatientPage }) {
  const t = useText(patientTexts)
  const mayWrite = useMay('patient.write')
  const [editing, setEditing] = useState<GroupName | null>(null)
  useAction('edit-patient', () => setEditing(editing ?? 'name'), { enabled: mayWrite })
  const card = (group: GroupName) => (
    <GroupCard
      key={group}
      patient={patient}
      group={group}
      editing={editing === group}
      onEdit={on => setEditing(on ? group : null)}
    />
  )
  return (
    <div className={css['pageBody']}>
      <header className={css['pageHead']}>
        <Button
          size="sm"
          icon={<IconArrowLeft size={14} stroke={1.5} aria-hidden="true" />}
          onClick={() => go({ screen: 'patients' })}
        >
          {t('back')}
        </Button>
        <h1>{t('panel')}</h1>
        <PatientActions patient={patient} />
      </header>
      <div className={css['column']}>{groupNames.slice(0, 4).map(card)}</div>
      <div className={css['column']}>{groupNames.slice(4).map(card)}</div>
      <div className={css['column']}>
        <Documents patient={patient} />
        <Visits patient={patient} />
        <Family patient={patient} />
        <DeceasedCard patient={patient} />
      </div>
    </div>
  )
}

function PatientActions({ patient }: { readonly patient: PatientPage }) {
  const t = useText(patientTexts)
  const refusalText = useRefusalText()
  const mayQueue = useMay('queue.manage')
  const mayBill = useMay('billing.write')
  const { run } = useCommand('billing.newBill')
  const { intent } = useIntent(`new-bill:${patient.id}`)
  const billing = useOnce(async () => {
    const outcome = await run({ intent, patientId: patient.id })
    if (!outcome.ok) return notify('bad', refusalText(outcome))
    go({ screen: 'bill', billId: outcome.value.id })
  })
  const walkIn = () => {
    walkInFor(briefOfPage(patient))
    go({ screen: 'today' })
  }
  return (
    <>
      {mayQueue && patient.deceasedOn !== null && (
        <State tone="warn">
          <span id="no-walk-in">{t('no-walk-in')}</span>
        </State>
      )}
      {mayQueue && (
        <Button
          aria-describedby={patient.deceasedOn === null ? undefined : 'no-walk-in'}
          action="patient-walk-in"
          disabled={patient.deceasedOn !== null}
          onClick={walkIn}
        >
          {t('walk-in')}
        </Button>
      )}
      {mayBill && (
        <Button action="patient-bill" busy={billing.busy} onClick={billing.run}>
          {t('bill')}
        </Button>
      )}
    </>
  )
}

function briefOfPage(page: PatientPage): PatientBrief {
  const { id, name, nativeName, mrn, sex, age, ageEstimated, phone, phoneRelation, due } = page
  return { id, name, nativeName, mrn, sex, age, ageEstimated, phone, phoneRelation, due }
}

function Documents({ patient }: { readonly patient: PatientPage }) {
  const t = useText(patientTexts)
  const language = useLanguage(state => state.language)
  return (
    <section className={cx('card', css['history'])}>
      <header className={css['groupHead']}>
        <h2>{t('documents')}</h2>
      </header>
      {patient.documents.length === 0 && <p className={css['none']}>{t('no-documents')}</p>}
      <ul>
        {patient.documents.map(document => (
          <li key={document.invoiceId}>
            <span className="soft">{dateText(document.date, 'short', language)}</span>
            <a className="grow one" href={hrefOf({ screen: 'document', invoiceId: document.invoiceId })}>
              {document.number}
            </a>
            {document.cancelledBy !== null ? (
              <State>{t('cancelled')}</State>
            ) : document.due > 0 ? (
              <State tone="warn">{t('due', { amount: formatAmount(paise(document.due)) })}</State>
            ) : (
              <State tone="ok">{t('paid')}</State>
            )}
            <b>{formatAmount(paise(document.total))}</b>
          </li>
        ))}
      </ul>
    </section>
  )
}

const visitStatuses = ['arrived', 'planned', 'in-progress', 'finished', 'cancelled'] as const

function Visits({ patient }: { readonly patient: PatientPage }) {
  const t = useText(patientTexts)
  const language = useLanguage(state => state.language)
  return (
    <section className={cx('card', css['history'])}>
      <header className={css['groupHead']}>
        <h2>{t('visits')}</h2>
      </header>
      {patient.visits.length === 0 && <p className={css['none']}>{t('no-visits-yet')}</p>}
      <ul>
        {patient.visits.map(visit => {
          const status = visitStatuses.find(name => name === visit.status)
          return (
            <li key={visit.encounterId}>
              <span className="soft">{dateText(visit.date, 'short', language)}</span>
              <span className="grow one">{doctorName(visit.practitionerName)}</span>
              <span className="muted">{status ? t(`visit-${status}`) : visit.status}</span>
            </li>
          )
        })}
      </ul>
    </section>
  )
}

function Family({ patient }: { readonly patient: PatientPage }) {
  const t = useText(patientTexts)
  const language = useLanguage(state => state.language)
  const others = patient.family.filter(member => member.id !== patient.id)
  return (
    <section className={cx('card', css['history'])}>
      <header className={css['groupHead']}>
        <h2>{t('family')}</h2>
      </header>
      {others.length === 0 && <p className={css['none']}>{t('no-family')}</p>}
      <ul>
        {others.map(member => (
          <li key={member.id}>
            <a className="grow one" href={hrefOf({ screen: 'patient', id: member.id })}>
              {member.name} <span className="indic soft">{member.nativeName}</span>
            </a>
            <span className="sm soft">
              {[personText(member, t, language), relationText(member.phoneRelation, t)]
                .filter(part => part !== '')
                .join(' · ')}
            </span>
          </li>
        ))}
      </ul>
    </section>
  )
}
