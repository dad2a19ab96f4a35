import { Field, SelectField, TextField } from '../../components/field.tsx'
import { useText } from '../../i18n/i18n.ts'
import type { PatientFault } from './new-patient.ts'
import { type GroupField, type GroupForm, type GroupName, groupFields } from './patient-groups.ts'
import css from './patients.module.css'
import { type PatientText, relations } from './person-words.ts'
import { patientTexts } from './texts.ts'

type Props = {
  readonly group: GroupName
  readonly form: GroupForm
  readonly fault: PatientFault | null
  readonly onChange: (change: GroupForm) => void
}

/** The fields of one group, the first with the focus. */
export function GroupFields({ group, form, fault, onChange }: Props) {
  const t = useText(patientTexts)
  return (
    <>
      {groupFields[group].map((field, index) => (
        <OneField
          key={field.name}
          field={field}
          value={form[field.name] ?? ''}
          first={index === 0}
          error={field.fault !== undefined && field.fault === fault ? faultText(fault, t) : undefined}
          onValue={value => onChange({ [field.name]: value })}
        />
      ))}
    </>
  )
}

type OneProps = {
  readonly field: GroupField
  readonly value: string | boolean
  readonly first: boolean
  readonly error: string | undefined
  readonly onValue: (value: string | boolean) => void
}

function OneField({ field, value, first, error, onValue }: OneProps) {
  const t = useText(patientTexts)
  const label = t(`field-${field.name}`)
  const text = {
    label,
    error,
    autoFocus: first,
    value: String(value),
    onChange: (event: { target: { value: string } }) => onValue(event.target.value),
  }
  switch (field.kind) {
    case 'check':
      return (
        <label className={css['check']}>
          <input type="checkbox" checked={value === true} onChange={event => onValue(event.target.checked)} />
          {label}
        </label>
      )
    case 'area':
      return <TextField {...text} maxLength={field.name === 'note' ? 2000 : 1000} />
    case 'phone':
      return <Field {...text} type="tel" inputMode="numeric" maxLength={20} />
    case 'pincode':
      return <Field {...text} inputMode="numeric" maxLength={6} />
    case 'birth':
      return <Field {...text} hint={t('birth-hint')} maxLength={20} />
    case 'sex':
      return (
        <SelectField {...text}>
          {(['female', 'male', 'other', 'unknown'] as const).map(sex => (
            <option key={sex} value={sex}>
              {t(sex)}
            </option>
          ))}
        </SelectField>
      )
    case 'relation':
      return (
        <SelectField {...text}>
          <option value="">–</option>
          {[...relations, ...foreignRelation(String(value))].map(relation => (
            <option key={relation} value={relation}>
              {relationOption(relation, t)}
            </option>
          ))}
        </SelectField>
      )
    case 'text':
      return <Field {...text} maxLength={200} />
  }
}

/** A relation that was written in words of its own stays in the list, so that saving does not lose it. */
const foreignRelation = (value: string): readonly string[] =>
  value === '' || relations.some(relation => relation === value) ? [] : [value]

function relationOption(value: string, t: PatientText): string {
  const known = relations.find(relation => relation === value)
  if (!known) return value
  return known === 'self' ? t('self-option') : t(`relation-${known}`)
}

function faultText(fault: PatientFault, t: PatientText): string {
  switch (fault) {
    case 'name':
      return t('bad-name')
    case 'birth':
      return t('bad-birth')
    case 'sex':
      return t('bad-sex')
    case 'relation':
      return t('bad-relation')
    case 'pincode':
      return t('bad-pincode')
    case 'phone':
    case 'guardianPhone':
      return t('bad-phone')
  }
}
