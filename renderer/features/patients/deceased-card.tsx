import { useState } from 'react'
import type { PatientPage } from '../../../domain/contract/shapes.ts'
import { isBeforeBirth } from '../../../domain/time.ts'
import { dateText } from '../../../domain/words.ts'
import { useIntent } from '../../app/intent.ts'
import { useMay } from '../../app/session.ts'
import { useToday } from '../../app/use-instant.ts'
import { useOnce } from '../../app/use-once.ts'
import { useCommand } from '../../app/use-procedure.ts'
import { Button } from '../../components/button.tsx'
import { cx } from '../../components/cx.ts'
import { DateField } from '../../components/date-field.tsx'
import { Dialog } from '../../components/dialog.tsx'
import { notify } from '../../components/notice.tsx'
import { State } from '../../components/tag.tsx'
import { useLanguage, useText } from '../../i18n/i18n.ts'
import { useRefusalText } from '../../i18n/refusal-text.ts'
import { commonTexts } from '../../i18n/texts.ts'
import { Conflict } from './group-card.tsx'
import css from './patients.module.css'
import { patientTexts } from './texts.ts'

/** Whether the patient is recorded as deceased, and the questions that record it or take it back. */
export function DeceasedCard({ patient }: { readonly patient: PatientPage }) {
  const t = useText(patientTexts)
  const language = useLanguage(state => state.language)
  const mayWrite = useMay('patient.write')
  const [asking, setAsking] = useState<'record' | 'take-back' | null>(null)
  const { deceasedOn } = patient
  const close = () => setAsking(null)
  const heads = patient.conflicts['deceased'] ?? []
  return (
    <section className={cx('card', css['group'])} aria-label={t('group-deceased')}>
      <header className={css['groupHead']}>
        <h2>{t('group-deceased')}</h2>
        {mayWrite && (
          <Button size="sm" onClick={() => setAsking(deceasedOn === null ? 'record' : 'take-back')}>
            {t(deceasedOn === null ? 'record-death' : 'take-back-death')}
          </Button>
        )}
      </header>
      <div className={css['groupBody']}>
        <p className={deceasedOn === null ? 'muted' : undefined}>
          {deceasedOn === null ? t('not-deceased') : t('deceased', { date: dateText(deceasedOn, 'medium', language) })}
        </p>
        {heads.length > 1 && <Conflict patient={patient} group="deceased" mayWrite={mayWrite} />}
      </div>
      {asking === 'record' && <RecordDeath patient={patient} onClose={close} />}
      {asking === 'take-back' && <TakeBack patient={patient} onClose={close} />}
    </section>
  )
}

type QuestionProps = { readonly patient: PatientPage; readonly onClose: () => void }

/** Saves a day of death, or null; `refused` says in words why it was not saved. */
function useRecord(patient: PatientPage, deceasedOn: string | null, onSaved: () => void) {
  const t = useText(patientTexts)
  const refusalText = useRefusalText()
  const [refused, setRefused] = useState<string | undefined>(undefined)
  // The clocks that the question was opened with: what somebody else recorded meanwhile is never overwritten unseen.
  const [base] = useState(() => [...(patient.clocks['deceased'] ?? [])])
  const { run } = useCommand('patients.update')
  const { intent } = useIntent(JSON.stringify(['deceased', patient.id, deceasedOn, base]))
  const saving = useOnce(async () => {
    const outcome = await run({
      intent,
      id: patient.id,
      changes: [{ group: 'deceased', values: { deceasedOn }, base }],
    })
    if (!outcome.ok) return setRefused(refusalText(outcome))
    notify('ok', t('saved'))
    onSaved()
  })
  return { ...saving, refused }
}

function RecordDeath({ patient, onClose }: QuestionProps) {
  const t = useText(patientTexts)
  const common = useText(commonTexts)
  const today = useToday()
  const [date, setDate] = useState(today)
  const unborn = isBeforeBirth(date, patient)
  const { run, busy, refused } = useRecord(patient, date, onClose)
  return (
    <Dialog
      title={t('death-of', { name: patient.name })}
      onClose={onClose}
      footer={
        <>
          <Button onClick={onClose}>{common('cancel')}</Button>
          <Button variant="bad" action="confirm" busy={busy} disabled={unborn} onClick={run}>
            {t('record-death')}
          </Button>
        </>
      }
    >
      <p>{t('death-text', { name: patient.name, mrn: patient.mrn })}</p>
      <DateField
        label={t('death-day')}
        date={date}
        today={today}
        max={today}
        error={unborn ? t('death-before-birth') : refused}
        onDate={next => next !== null && setDate(next)}
      />
    </Dialog>
  )
}

function TakeBack({ patient, onClose }: QuestionProps) {
  const t = useText(patientTexts)
  const common = useText(commonTexts)
  const { run, busy, refused } = useRecord(patient, null, onClose)
  return (
    <Dialog
      title={t('take-back-of', { name: patient.name })}
      onClose={onClose}
      footer={
        <>
          <Button onClick={onClose}>{common('cancel')}</Button>
          <Button variant="go" action="confirm" busy={busy} onClick={run}>
            {t('take-back-death')}
          </Button>
        </>
      }
    >
      <p>{t('take-back-text', { name: patient.name, mrn: patient.mrn })}</p>
      {refused !== undefined && (
        <p role="alert">
          <State tone="bad">{refused}</State>
        </p>
      )}
    </Dialog>
  )
}
