import { AmountField } from '../../components/amount-field.tsx'
import { Field, SelectField } from '../../components/field.tsx'
import { TimeField } from '../../components/time-field.tsx'
import { useText } from '../../i18n/i18n.ts'
import { systemOptions } from '../admin/systems.ts'
import { adminTexts } from '../admin/texts.ts'
import css from './first-run.module.css'
import { firstRunTexts } from './texts.ts'
import { type StepProps, useFaultText } from './step-props.ts'

/** The first doctor, with fee and session. */
export function DoctorStep({ form, faults, onChange }: StepProps) {
  const t = useText(firstRunTexts)
  const admin = useText(adminTexts)
  const fault = useFaultText(faults)
  return (
    <>
      <div className={css['pair']}>
        <Field
          label={t('doctor-name')}
          error={fault('doctorName')}
          maxLength={120}
          value={form.doctorName}
          onChange={event => onChange({ doctorName: event.target.value })}
        />
        <Field
          label={t('doctor-native')}
          optional
          maxLength={120}
          value={form.doctorNative}
          onChange={event => onChange({ doctorNative: event.target.value })}
        />
      </div>
      <div className={css['pair']}>
        <SelectField
          label={t('system')}
          value={form.system}
          onChange={event => onChange({ system: event.target.value as typeof form.system })}
        >
          {systemOptions.map(system => (
            <option key={system} value={system}>
              {admin(`system-${system}`)}
            </option>
          ))}
        </SelectField>
        <AmountField label={t('fee')} error={fault('fee')} typed={form.fee} onTyped={fee => onChange({ fee })} />
      </div>
      <div className={css['pair']}>
        <Field
          label={t('qualification')}
          optional
          maxLength={120}
          value={form.qualification}
          onChange={event => onChange({ qualification: event.target.value })}
        />
        <Field
          label={t('registration')}
          optional
          maxLength={60}
          value={form.registration}
          onChange={event => onChange({ registration: event.target.value })}
        />
      </div>
      <div className={css['short']}>
        <Field
          label={t('room')}
          optional
          maxLength={40}
          value={form.room}
          onChange={event => onChange({ room: event.target.value })}
        />
        <TimeField
          label={t('from')}

          time={form.from}
          onTime={from => onChange({ from })}
        />
        <TimeField
          label={t('to')}

          error={fault('to')}
          time={form.to}
          onTime={to => onChange({ to })}
        />
      </div>
    </>
  )
}
