import { IconAlertTriangle, IconCheck } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import type { PatientPage } from '../../../domain/contract/shapes.ts'
import { formatRupees } from '../../../domain/money-text.ts'
import { paise } from '../../../domain/money.ts'
import { dateText, doctorShortName, phoneText } from '../../../domain/words.ts'
import { useProcedure } from '../../app/use-procedure.ts'
import { Callout } from '../../components/callout.tsx'
import { Face, PatientPanel, PatientStrip } from '../../components/patient-panel.tsx'
import { ErrorState, SkeletonRows } from '../../components/states.tsx'
import { State } from '../../components/tag.tsx'
import { useLanguage, useText } from '../../i18n/i18n.ts'
import css from './patients.module.css'
import { personText, relationText } from './person-words.ts'
import { patientTexts } from './texts.ts'

type PanelProps = {
  readonly patientId: string | null
  /** Above the facts: what the screen adds about this patient, such as the token. */
  readonly head?: ReactNode
  /** At the bottom: what can be done with this patient here. */
  readonly actions?: ReactNode
}

/** The chosen patient on the right of a screen: who it is, what must not be overlooked, what is due, and the last visits. */
export function ChosenPatient({ patientId, head, actions }: PanelProps) {
  const t = useText(patientTexts)
  return (
    <PatientPanel label={t('panel')}>
      {patientId === null ? (
        <p className={css['panelEmpty']}>{t('panel-empty')}</p>
      ) : (
        <Facts patientId={patientId} head={head} actions={actions} />
      )}
    </PatientPanel>
  )
}

function Facts({ patientId, head, actions }: PanelProps & { readonly patientId: string }) {
  const page = useProcedure('patients.get', { id: patientId })
  if (page.error) return <ErrorState refusal={page.error} onRetry={() => void page.refetch()} />
  if (!page.data) return <SkeletonRows rows={8} />
  const patient = page.data
  return (
    <>
      <Who patient={patient} />
      <AllergyAlert patient={patient} />
      {head}
      <FactList patient={patient} />
      <LastVisits patient={patient} />
      {actions !== undefined && <div className={css['panelActions']}>{actions}</div>}
    </>
  )
}

function Who({ patient }: { readonly patient: PatientPage }) {
  const t = useText(patientTexts)
  const language = useLanguage(state => state.language)
  return (
    <>
      <div className={css['who']}>
        <Face name={patient.name} />
        <div className="grow">
          <p className={css['patientName']}>{patient.name}</p>
          {patient.nativeName !== '' && <p className="indic soft">{patient.nativeName}</p>}
        </div>
      </div>
      <p className={css['person']}>
        <b>{personText(patient, t, language)}</b> · {t('mrn', { mrn: patient.mrn })}
      </p>
      {patient.deceasedOn && (
        <p className={css['person']}>
          <State tone="bad">{t('deceased', { date: dateText(patient.deceasedOn, 'medium', language) })}</State>
        </p>
      )}
    </>
  )
}

function AllergyAlert({ patient }: { readonly patient: PatientPage }) {
  const t = useText(patientTexts)
  if (patient.allergies === '') return null
  return (
    <div className={css['alert']}>
      <Callout tone="bad" icon>
        <b>{t('allergy', { text: patient.allergies })}</b>
      </Callout>
    </div>
  )
}

/** Allergies in words and with an icon; an empty answer is not a negative one. */
function AllergyState({ patient }: { readonly patient: Pick<PatientPage, 'allergies' | 'allergiesKnown'> }) {
  const t = useText(patientTexts)
  if (patient.allergies !== '') return <State tone="bad">{patient.allergies}</State>
  if (patient.allergiesKnown)
    return (
      <State tone="ok" icon={<IconCheck size={14} stroke={1.5} aria-hidden="true" />}>
        {t('none-known')}
      </State>
    )
  return <span className="muted">{t('not-asked')}</span>
}

export function DueState({ due }: { readonly due: number }) {
  const t = useText(patientTexts)
  if (due <= 0) return <>{t('no-dues')}</>
  return (
    <State tone="warn" icon={<IconAlertTriangle size={14} stroke={1.5} aria-hidden="true" />}>
      {t('due', { amount: formatRupees(paise(due)) })}
    </State>
  )
}

function FactList({ patient }: { readonly patient: PatientPage }) {
  const t = useText(patientTexts)
  const others = patient.family.filter(member => member.id !== patient.id)
  const owner = others.find(member => member.phoneRelation === 'self')
  const people = others.length + 1
  return (
    <dl className={css['facts']}>
      {patient.allergies === '' && (
        <>
          <dt>{t('allergies')}</dt>
          <dd>
            <AllergyState patient={patient} />
          </dd>
        </>
      )}
      {patient.due !== null && (
        <>
          <dt>{t('dues')}</dt>
          <dd>
            <DueState due={patient.due} />
          </dd>
        </>
      )}
      {patient.phone && (
        <>
          <dt>{t('phone')}</dt>
          <dd>
            {phoneText(patient.phone)}
            {people > 1 && (
              <span>
                {t('shared', { count: people })}
                {owner && ` · ${t('owner-is', { name: owner.name.split(' ')[0] ?? owner.name })}`}
              </span>
            )}
          </dd>
        </>
      )}
      {patient.guardianName !== '' && (
        <>
          <dt>{t('group-guardian')}</dt>
          <dd>
            {patient.guardianName}
            <span>
              {[relationText(patient.guardianRelation, t), phoneText(patient.guardianPhone)]
                .filter(part => part !== '')
                .join(' · ')}
            </span>
          </dd>
        </>
      )}
      {patient.note !== '' && (
        <>
          <dt>{t('group-note')}</dt>
          <dd>{patient.note}</dd>
        </>
      )}
    </dl>
  )
}

function LastVisits({ patient }: { readonly patient: PatientPage }) {
  const t = useText(patientTexts)
  const language = useLanguage(state => state.language)
  return (
    <section className={css['lastVisits']}>
      <h2>{t('last-visits')}</h2>
      {patient.visits.length === 0 && <p className="sm muted">{t('no-visits')}</p>}
      <ul>
        {patient.visits.slice(0, 3).map(visit => (
          <li key={visit.encounterId}>
            <span>{dateText(visit.date, 'short', language)}</span>
            <span className="grow one">{doctorShortName(visit.practitionerName)}</span>
            <span className="muted">{visit.documentNumber ?? ''}</span>
          </li>
        ))}
      </ul>
    </section>
  )
}

/** The same patient on top of a screen whose right side works. */
export function ChosenPatientStrip({ patientId }: { readonly patientId: string }) {
  const t = useText(patientTexts)
  const language = useLanguage(state => state.language)
  const page = useProcedure('patients.get', { id: patientId })
  const patient = page.data
  if (!patient) {
    return (
      <PatientStrip label={t('panel')} name="" facts={[]}>
        <SkeletonRows rows={1} />
      </PatientStrip>
    )
  }
  const below = [personText(patient, t, language), t('mrn', { mrn: patient.mrn }), phoneText(patient.phone)]
  return (
    <PatientStrip
      label={t('panel')}
      name={patient.name}
      facts={[
        { term: t('allergies'), fact: <AllergyState patient={patient} /> },
        ...(patient.due === null ? [] : [{ term: t('dues'), fact: <DueState due={patient.due} /> }]),
      ]}
    >
      <p>
        <b className={css['patientName']}>{patient.name}</b> <span className="indic soft">{patient.nativeName}</span>
      </p>
      <p className="sm soft">
        {patient.deceasedOn !== null && (
          <>
            <State tone="bad">{t('deceased', { date: dateText(patient.deceasedOn, 'medium', language) })}</State>
            {' · '}
          </>
        )}
        {below.filter(part => part !== '').join(' · ')}
      </p>
    </PatientStrip>
  )
}
