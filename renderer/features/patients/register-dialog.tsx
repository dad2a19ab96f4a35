import { useState } from 'react'
import { readBirth, readPhone } from '../../../domain/words.ts'
import { useIntent } from '../../app/intent.ts'
import { go } from '../../app/routes.ts'
import { useToday } from '../../app/use-instant.ts'
import { useDraft } from '../../app/use-draft.ts'
import { useOnce } from '../../app/use-once.ts'
import { useCommand, useProcedure } from '../../app/use-procedure.ts'
import { Button } from '../../components/button.tsx'
import { Dialog } from '../../components/dialog.tsx'
import { Field, SelectField, TextField } from '../../components/field.tsx'
import { notify } from '../../components/notice.tsx'
import { State } from '../../components/tag.tsx'
import { useText } from '../../i18n/i18n.ts'
import { useRefusalText } from '../../i18n/refusal-text.ts'
import { AlreadyHere, SimilarPeople } from './already-here.tsx'
import { emptyPatient, type PatientFault, readPatient, type TypedPatient } from './new-patient.ts'
import css from './patients.module.css'
import { relations } from './person-words.ts'
import { similarTo } from './similar.ts'
import { patientTexts } from './texts.ts'

type Props = {
  /** What was searched for without success is the beginning of the form. */
  readonly typed: string
  readonly onClose: () => void
}

/** Below this age somebody else is responsible. Source: Indian Majority Act 1875, s.3. */
const MAJORITY_YEARS = 18
const FORM = 'register'

function startOf(typed: string): TypedPatient {
  if (readPhone(typed)) return { ...emptyPatient, phone: typed }
  return /\p{L}/u.test(typed) ? { ...emptyPatient, name: typed } : emptyPatient
}

/** Registration, phone first: who is already here is shown before anything is saved. */
export function RegisterDialog({ typed, onClose }: Props) {
  const t = useText(patientTexts)
  const refusalText = useRefusalText()
  const today = useToday()
  const draft = useDraft<TypedPatient>(FORM, startOf(typed))
  const patient = draft.value
  const [fault, setFault] = useState<PatientFault | null>(null)
  const [refused, setRefused] = useState<string | null>(null)
  const [other, setOther] = useState(false)
  const { run } = useCommand('patients.register')
  const { intent } = useIntent(JSON.stringify(patient))

  const phone = readPhone(patient.phone)
  const family = useProcedure('patients.family', { phone: phone ?? '' }, { enabled: phone !== undefined, keep: true })
  const name = patient.name.trim()
  const search = useProcedure('search.find', { text: name, limit: 10 }, { enabled: name.length >= 3, keep: true })
  const here = phone === undefined ? [] : (family.data?.patients ?? [])
  const found = name.length >= 3 ? (search.data?.patients ?? []) : []
  const everybody = [...here, ...found.filter(person => !here.some(({ id }) => id === person.id))]
  const similar = similarTo(patient, everybody, today)

  const set = (change: Partial<TypedPatient>) => {
    setFault(null)
    setRefused(null)
    draft.set(before => ({ ...before, ...change }))
  }
  const close = () => {
    draft.clear()
    onClose()
  }
  const saving = useOnce(async () => {
    const read = readPatient(patient, today)
    if (!read.ok) return setFault(read.fault)
    if (similar.length > 0 && !other) return
    const outcome = await run({ intent, ...read.value })
    if (!outcome.ok) return setRefused(refusalText(outcome))
    notify('ok', t('registered', { name: read.value.name, mrn: outcome.value.mrn }))
    close()
    go({ screen: 'patient', id: outcome.value.id })
  })
  const field = (key: TextKey) => ({
    value: patient[key],
    onChange: (event: { target: { value: string } }) => set({ [key]: event.target.value }),
  })
  const errorOf = (key: PatientFault, text: string) => (fault === key ? text : undefined)
  const birth = readBirth(patient.birth, today)
  const years = birth ? Number(today.slice(0, 4)) - Number(birth.birthDate.slice(0, 4)) : MAJORITY_YEARS
  const dirty = JSON.stringify(patient) !== JSON.stringify(startOf(typed))

  return (
    <Dialog
      wide
      title={t('register-title')}
      dirty={dirty}
      onClose={close}
      footer={
        <>
          {refused !== null && (
            <span className="grow" role="alert">
              <State tone="bad">{refused}</State>
            </span>
          )}
          {similar.length > 0 && (
            <label className={css['another']}>
              <input type="checkbox" checked={other} onChange={event => setOther(event.target.checked)} />
              <span>
                <b>{t('another-person')}</b>
                <span className="sm muted">{t('another-person-hint')}</span>
              </span>
            </label>
          )}
          <Button
            variant="go"
            action="confirm"
            busy={saving.busy}
            disabled={similar.length > 0 && !other}
            onClick={saving.run}
          >
            {t('register')}
          </Button>
        </>
      }
    >
      {draft.fromDraft && <p className="sm soft">{t('restored')}</p>}
      <div className={css['form']}>
        <Field
          autoFocus
          size="lg"
          type="tel"
          inputMode="numeric"
          label={t('field-phone')}
          hint={t('register-phone-first')}
          error={errorOf('phone', t('bad-phone'))}
          maxLength={20}
          {...field('phone')}
        />
        <SelectField
          size="lg"
          label={t('field-phoneRelation')}
          disabled={patient.phone === ''}
          error={errorOf('relation', t('bad-relation'))}
          {...field('relation')}
        >
          <option value="">–</option>
          {relations.map(relation => (
            <option key={relation} value={relation}>
              {relation === 'self' ? t('self-option') : t(`relation-${relation}`)}
            </option>
          ))}
        </SelectField>
      </div>
      {here.length > 0 && <AlreadyHere people={here} onOpen={close} />}
      <div className={css['form']}>
        <Field
          size="lg"
          label={t('field-name')}
          error={errorOf('name', t('bad-name'))}
          maxLength={200}
          {...field('name')}
        />
        <Field size="lg" optional label={t('field-nativeName')} maxLength={200} {...field('nativeName')} />
        <Field
          size="lg"
          label={t('field-birth')}
          hint={t('birth-hint')}
          error={errorOf('birth', t('bad-birth'))}
          {...field('birth')}
        />
        <SelectField size="lg" label={t('field-sex')} error={errorOf('sex', t('bad-sex'))} {...field('sex')}>
          <option value="">–</option>
          <option value="female">{t('female')}</option>
          <option value="male">{t('male')}</option>
          <option value="other">{t('other')}</option>
        </SelectField>
      </div>
      {similar.length > 0 && <SimilarPeople similar={similar} onOpen={close} />}
      <details className={css['more']} open={years < MAJORITY_YEARS || undefined}>
        <summary>{t('more')}</summary>
        {years < MAJORITY_YEARS && patient.guardianName === '' && (
          <p>
            <State tone="warn">{t('minor-guardian')}</State>
          </p>
        )}
        <div className={css['form']}>
          <Field optional label={t('field-guardianName')} maxLength={200} {...field('guardianName')} />
          <Field optional label={t('field-guardianRelation')} maxLength={40} {...field('guardianRelation')} />
          <Field
            optional
            type="tel"
            label={t('field-guardianPhone')}
            error={errorOf('guardianPhone', t('bad-phone'))}
            {...field('guardianPhone')}
          />
          <Field optional label={t('field-address')} maxLength={400} {...field('address')} />
          <Field optional label={t('field-city')} maxLength={80} {...field('city')} />
          <Field
            optional
            inputMode="numeric"
            label={t('field-pincode')}
            error={errorOf('pincode', t('bad-pincode'))}
            maxLength={6}
            {...field('pincode')}
          />
          <Field optional label={t('field-allergies')} maxLength={1000} {...field('allergies')} />
          <label className={css['check']}>
            <input
              type="checkbox"
              checked={patient.allergiesKnown}
              onChange={event => set({ allergiesKnown: event.target.checked })}
            />
            {t('field-allergiesKnown')}
          </label>
        </div>
        <TextField optional label={t('field-note')} maxLength={2000} rows={2} {...field('note')} />
      </details>
    </Dialog>
  )
}

type TextKey = Exclude<keyof TypedPatient, 'allergiesKnown'>
